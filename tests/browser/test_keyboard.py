"""Can the work be done without a mouse?"""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Doorway
from tests.browser.doing import answer_with_keys, claim, report
from tests.browser.running import Running


def focused(page: object) -> str:
    """The reference of the row that has the focus."""
    return str(page.evaluate("() => document.activeElement.closest('li')?.dataset.ref || ''"))  # type: ignore[attr-defined]  # a Page


def test_the_skip_link_comes_first_and_skips(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    for path in ("/werkvoorraad/", "/melding/nieuw/", "/account/2fa/"):
        tess.go(path)
        tess.page.keyboard.press("Tab")
        skip = tess.page.locator(".nl-skip-link")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        tess.page.keyboard.press("Enter")
        expect(tess.page.locator("main")).to_be_focused()


def test_a_list_is_walked_and_an_item_opened_with_keys(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    report(tess)
    report(tess)
    tess.go("/werkvoorraad/")
    keys = tess.page.keyboard
    keys.press("j")
    first = focused(tess.page)
    keys.press("j")
    second = focused(tess.page)
    assert "" not in (first, second)
    assert first != second
    keys.press("k")
    assert focused(tess.page) == first
    keys.press("Enter")
    expect(tess.page).to_have_url(re.compile(first))


def test_n_opens_a_new_melding_and_never_while_somebody_types(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    tess.go("/werkvoorraad/")
    tess.page.keyboard.press("Control+n")
    tess.page.keyboard.press("n")
    expect(tess.page).to_have_url(re.compile("/melding/nieuw/"))
    tess.page.locator('[name="narrative"]').focus()
    tess.page.keyboard.type("nu jarenlang")
    expect(tess.page.locator('[name="narrative"]')).to_have_value("nu jarenlang")
    expect(tess.page).to_have_url(re.compile("/melding/nieuw/"))


def test_the_slash_opens_the_page_that_asks_whether_something_runs(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    tess.go("/werkvoorraad/")
    tess.page.keyboard.press("/")
    expect(tess.page).to_have_url(re.compile("/loopt-er-iets/"))


def test_a_triage_is_walked_with_one_key_per_question(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    claim(tess, report(tess))
    tess.page.locator('[name="Q1"][value="no"]').focus()
    for question in ("Q1", "Q1b", "Q2", "Q3"):
        tess.page.locator(f'[name="{question}"][value="no"]').press("Space")
    tess.page.keyboard.press("Enter")
    tess.page.locator('main form[action$="/stap/identify/"] button').press("Enter")
    asked = answer_with_keys(tess)
    print(f"{len(asked)} keys for {len(asked)} questions")


def test_keys_can_be_switched_off(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    tess.go("/werkvoorraad/")
    tess.page.keyboard.press("?")
    expect(tess.page.locator('[data-dialog="keys"]')).to_be_visible()
    tess.page.locator("[data-keys-switch]").uncheck()
    tess.page.keyboard.press("Escape")
    tess.page.keyboard.press("n")
    tess.page.wait_for_timeout(300)
    expect(tess.page).to_have_url(re.compile("/werkvoorraad/"))
