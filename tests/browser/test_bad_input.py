"""What happens to a melding that was typed wrong? A clear sentence at the field, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import NARRATIVE, fill_report
from tests.browser.running import Running

LONG = "Hij praat al weken niet meer. " * 3400
MIXED = "Zegt: «مرحبا، أنا بخير» 😟 שלום – Jørgen Ægir, 1½ uur later"


@pytest.fixture
def tess(live: Running, enter: Doorway) -> Colleague:
    """A triagist with the form in front of her, filled in rightly."""
    tess = enter(live, live.who("R10"))
    tess.go("/melding/nieuw/")
    fill_report(tess)
    return tess


def error_at(tess: Colleague, name: str) -> str:
    """The sentence at a field, found as a screen reader finds it."""
    expect(tess.page.locator("[data-errors]")).to_be_visible()
    control = tess.page.locator(f'main [name="{name}"]').first
    described = control.evaluate(
        "el => (el.closest('fieldset[aria-describedby]') || el).getAttribute('aria-describedby') || ''"
    )
    wrong = tess.page.locator(", ".join(f"#{part}" for part in described.split() if part.endswith("_error")))
    return wrong.inner_text().strip()


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("postcode", "82AB", "Dit is geen postcode"),
        ("bsn", "999912345", "Dit BSN klopt niet"),
        ("birthdate", "31-12-2090", "toekomst"),
        ("birthdate", "31-02-1980", "bestaat niet"),
        ("melder_phone", "bel maar", "geen telefoonnummer"),
    ],
)
def test_what_is_wrong_stands_at_its_field(tess: Colleague, name: str, typed: str, sentence: str) -> None:
    tess.fill(**{name: typed})
    tess.send()
    assert sentence in error_at(tess, name)
    expect(tess.page.locator(f'[name="{name}"]')).to_have_value(typed)
    expect(tess.page.locator('[name="narrative"]')).to_have_value(re.compile("Gordijnen"))
    expect(tess.page.locator('[name="Q1b"][value="no"]')).to_be_checked()
    expect(tess.page.locator('[name="surname"]')).to_have_value("Dijkgraaf")


def test_an_unknown_postcode_asks_and_does_not_reject(tess: Colleague) -> None:
    tess.fill(postcode="8199 ZZ")
    tess.send()
    assert "kennen deze postcode niet" in error_at(tess, "gemeente")
    tess.choose(gemeente="elsewhere")
    tess.send()
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/"))


def test_every_script_and_a_very_long_story_come_back_as_typed(tess: Colleague) -> None:
    tess.fill(narrative=LONG, location=MIXED)
    tess.send()
    assert "tekens" in error_at(tess, "narrative")
    expect(tess.page.locator('[name="narrative"]')).to_have_value(re.compile("Hij praat al weken"))
    assert len(tess.page.locator('[name="narrative"]').input_value()) >= 100_000
    tess.fill(narrative=MIXED)
    tess.click("Opslaan voor de dienst")
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/"))
    tess.says(MIXED)


def test_an_empty_melding_says_what_is_missing(live: Running, enter: Doorway) -> None:
    tess = enter(live, live.who("R10"))
    tess.go("/melding/nieuw/")
    tess.send()
    tess.says("over wie het gaat of waar het is")


def test_sending_twice_saves_once(tess: Colleague) -> None:
    sent = tess.page.evaluate(
        """async () => {
            const form = document.querySelector("main form"), answers = [];
            for (const _ of [1, 2]) answers.push(await fetch(form.action, {method: "post", body: new FormData(form)}));
            return answers.map(answer => answer.url);
        }"""
    )
    assert sent[0] == sent[1]
    assert re.search(r"/melding/M-\w+/$", sent[0])


def test_an_expired_form_gives_back_what_was_typed(tess: Colleague) -> None:
    tess.context.clear_cookies(name="sluitend_csrf")
    tess.send()
    tess.says("verlopen")
    assert NARRATIVE in tess.page.locator("main textarea").input_value()
    assert tess.axe() == []
