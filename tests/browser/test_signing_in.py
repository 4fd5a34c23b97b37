"""Can somebody add a second factor and a passkey, and sign in with them?"""

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import Running

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def code_of(secret: str) -> str:
    """The six digits an app shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def with_password_again(colleague: Colleague, running: Running, username: str) -> None:
    """A change of how one signs in asks who is there, when that was a while ago."""
    if "/reauthenticate/" in colleague.page.url:
        colleague.page.fill('input[name="password"]', running.accounts[username].password)
        colleague.page.locator("main form button").first.click()


def test_a_code_from_an_app_is_added_and_asked_for_the_next_time(live: Running, enter: Doorway) -> None:
    username = live.who("R51", team="Urk")
    jannie = enter.nobody(live)
    jannie.sign_in(username, live.accounts[username].password)
    jannie.go("/account/2fa/totp/activate/")
    with_password_again(jannie, live, username)
    assert jannie.axe() == []
    secret = jannie.page.locator("main pre").inner_text().strip()
    jannie.page.locator('input[name="code"]').fill(code_of(secret))
    jannie.page.locator("main form button[type=submit]").first.click()
    expect(jannie.page).to_have_url(re.compile(r"/account/2fa/(?!totp)"))

    again = enter.nobody(live)
    again.go("/account/login/")
    again.page.fill('input[name="login"]', username)
    again.page.fill('input[name="password"]', live.accounts[username].password)
    again.page.click('main form.form button[type="submit"]')
    expect(again.page).to_have_url(re.compile("/account/2fa/authenticate/"))
    assert again.axe() == []


def test_a_passkey_is_added_and_opens_the_door_without_a_password(live: Running, enter: Doorway) -> None:
    username = live.who("R51", team="Almere")
    ruben = enter.nobody(live)
    device = ruben.context.new_cdp_session(ruben.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    ruben.sign_in(username, live.accounts[username].password)
    ruben.go("/account/2fa/webauthn/add/")
    with_password_again(ruben, live, username)
    assert ruben.axe() == []
    passwordless = ruben.page.locator('input[name="passwordless"]')
    if passwordless.count():
        passwordless.check()
    ruben.page.locator("#mfa_webauthn_add").click()
    expect(ruben.page).not_to_have_url(re.compile("/webauthn/add/"))

    ruben.page.locator('form[action*="logout"] button').click()
    ruben.go("/account/login/")
    ruben.page.click("#passkey_login")
    expect(ruben.page.locator('form[action*="logout"]')).to_be_visible()
