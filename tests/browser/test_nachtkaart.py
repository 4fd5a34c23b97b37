"""Does a tired worker know in two seconds what calms somebody, on a phone and by keyboard? From writing to reading."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import WIDTHS, Acts, readable, resize
from tests.browser.conftest import Doorway
from tests.browser.running import Running

MOST_ACTS = 6
CALMS = "Zacht praten, vanaf de stoep. Niet over geld."
BORN = "30-01-1961"


@pytest.fixture(scope="module")
def night(own: Running, browser: object) -> Running:
    """The product at three in the night."""
    hour = datetime.now(ZoneInfo("Europe/Amsterdam")).hour
    own.manage("clock", "--advance", f"{(26 - hour) % 24 + 1}h")
    return own


def case_of(page: Page, name: str) -> None:
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_written_by_day_is_read_at_night_in_a_few_acts(
    night: Running, enter: Doorway, width: int
) -> None:
    anke, lotte = enter(night, "anke"), enter(night, "lotte")
    resize(anke, width)
    anke.go("/werkvoorraad/?soort=case")
    case_of(anke.page, "Boender")
    readable(anke)
    anke.click("Nachtkaart schrijven")
    anke.fill(calms=CALMS, agreements="Zijn zus mag 's nachts gebeld worden.")
    anke.choose(agreed="yes")
    readable(anke)
    anke.send()
    anke.says("Wie 's nachts dienst heeft kan hem lezen.")
    readable(anke)

    resize(lotte, width)
    lotte.go("/fan/beginnen/")
    acts, page = Acts(lotte), lotte.page
    lotte.fill(given="Kees", surname="Boender")
    lotte.choose(gemeente="0171")
    lotte.send()
    readable(lotte)
    acts.press(page.get_by_role("link", name="Nachtkaart"))
    lotte.says("Er is hier nog geen nachtkaart te lezen.")
    readable(lotte)
    acts.fill("birthdate", BORN)
    acts.press(page.get_by_role("button", name="Toon de nachtkaart"))
    lotte.says(CALMS)
    lotte.says("hond")
    readable(lotte)
    print(f"{width}: {acts.count} acts from the contact to the card")
    assert acts.count <= MOST_ACTS
    # The second look is one press: it was confirmed before.
    page.get_by_role("link").filter(has_text="FC-").first.click()
    page.get_by_role("link", name="Nachtkaart").focus()
    page.keyboard.press("Enter")
    lotte.says(CALMS)
