"""Does somebody whom nobody who is signed in can let in get an account, with a password only they know?"""

from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.test import Client

from casework.models import Account
from tests.named import VA

PASSWORD = "een lang zinnetje om te onthouden"
FLEUR = (
    "--name",
    "Fleur Voorbeeld",
    "--email",
    "fleur@voorbeeld.example",
    "--role",
    "R92",
    "--team",
    VA,
)


def said(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("account", *arguments, stdout=out)
    return out.getvalue()


def address(printed: str) -> str:
    """The path of the address in it."""
    return urlsplit(printed.split()[-1]).path


def chooses(browser: Client, path: str, password: str) -> Any:
    """Opens the address and types a password twice; the answer to that."""
    form = browser.get(path, follow=True)
    return browser.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def test_the_first_administrator_chooses_a_password_and_signs_in(region: None) -> None:
    path = address(said("fleur", *FLEUR))
    assert not Account.objects.get(username="fleur").has_usable_password()
    fresh = Client()
    assert chooses(fresh, path, PASSWORD).status_code == 302
    assert fresh.get("/beheer/").status_code == 200
    browser = Client()
    browser.post("/account/login/", {"login": "fleur", "password": PASSWORD})
    assert browser.get("/beheer/").status_code == 200


def test_a_second_factor_is_still_asked_after_a_new_password(region: None) -> None:
    said("fleur", *FLEUR)
    secret = TOTP.activate(Account.objects.get(username="fleur"), generate_totp_secret())
    assert secret is not None
    browser = Client()
    answer = chooses(browser, address(said("fleur")), PASSWORD)
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert browser.get("/beheer/").status_code == 302


def test_the_address_works_once(region: None) -> None:
    path = address(said("fleur", *FLEUR))
    chooses(Client(), path, PASSWORD)
    assert "Dit adres werkt niet meer" in Client().get(path, follow=True).content.decode()


def test_a_password_that_is_too_short_is_refused(region: None) -> None:
    path = address(said("fleur", *FLEUR))
    answer = chooses(Client(), path, "kort")
    assert "Dit wachtwoord is te kort. Het heeft minstens 12 tekens nodig." in answer.content.decode()
    assert not Account.objects.get(username="fleur").has_usable_password()


def test_who_has_an_account_gets_a_new_way_in_and_stays_who_they_are(region: None) -> None:
    said("fleur", *FLEUR)
    before = Account.objects.values().get(username="fleur")
    assert chooses(Client(), address(said("fleur")), PASSWORD).status_code == 302
    after = Account.objects.values().get(username="fleur")
    assert {name for name in after if after[name] != before[name]} == {"password", "last_login"}
    with pytest.raises(CommandError, match="Er is al een account met deze naam"):
        said("fleur", "--role", "R12")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"--team": "nergens"}, "Er is geen team nergens. Er zijn: "),
        ({"--role": "R02"}, "Als R02 logt niemand in."),
        ({"--role": "R99"}, "role: "),
        ({"--email": "geen adres"}, "email: "),
        ({"--name": ""}, "name: "),
    ],
)
def test_an_account_with_a_mistake_is_not_made(region: None, changed: dict[str, str], sentence: str) -> None:
    given = dict(zip(FLEUR[::2], FLEUR[1::2], strict=True)) | changed
    with pytest.raises(CommandError) as refused:
        said("jan", *(part for pair in given.items() for part in pair))
    assert (refused.value.returncode, sentence in str(refused.value)) == (2, True)
    assert not Account.objects.filter(username="jan").exists()


def test_a_closed_account_is_not_opened_again(region: None) -> None:
    said("fleur", *FLEUR)
    Account.objects.update(is_active=False)
    with pytest.raises(CommandError):
        said("fleur", *FLEUR)
