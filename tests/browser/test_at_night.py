"""Is a contact written down with one hand at three in the night, and found by the day? Taps are counted."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, Acts, readable, resize
from tests.browser.conftest import Doorway
from tests.browser.running import Running

MOST_ACTS = 12


def pick(acts: Acts, name: str, value: str) -> None:
    """One choice from a list that unfolds."""
    acts.colleague.choose(**{name: value})
    acts.count += 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_contact_is_written_down_in_twelve_taps_and_the_note_lies_with_the_day(
    own: Running, enter: Doorway, width: int
) -> None:
    lotte, pieter = enter(own, "lotte"), enter(own, "pieter")
    resize(lotte, width)
    lotte.go("/werkvoorraad/")
    acts, page = Acts(lotte), lotte.page
    acts.press(page.locator("main").get_by_role("link", name="Contact beginnen"))
    readable(lotte)
    acts.fill("surname", f"Nachtvlinder{width}")
    pick(acts, "gemeente", "0303")
    acts.press(page.get_by_role("button", name="Begin het contact"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Nachtvlinder{width}")
    readable(lotte)
    acts.press(page.get_by_role("link", name="Contact afronden"))
    readable(lotte)
    acts.choose("Q1", "no")
    acts.choose("Q3", "no")
    acts.press(page.get_by_text("Er is iets afgesproken"))
    acts.press(page.get_by_role("button", name="Het contact is klaar"))
    expect(page.get_by_role("heading", name="Ochtendnotitie")).to_be_visible()
    acts.fill("note", "Slaapt bij zijn moeder. Graag vandaag bellen.")
    readable(lotte)
    pick(acts, "receiver_team", "wijkteam-dronten")
    acts.press(page.get_by_role("button", name="Verstuur de notitie"))
    expect(page.locator("main")).to_contain_text("ochtendoverdracht")
    print(f"{width}: {acts.count} acts from the work list to a note for the day")
    assert acts.count <= MOST_ACTS
    resize(pieter, width)
    pieter.go("/werkvoorraad/?soort=fan_contact")
    pieter.page.get_by_role("listitem").filter(has_text=f"Nachtvlinder{width}").get_by_role("link").click()
    expect(pieter.page.locator("main")).to_contain_text("Graag vandaag bellen")
    readable(pieter)
    pieter.click("Ik neem het over")
    expect(pieter.page.locator("main")).to_contain_text(re.compile("overgenomen", re.IGNORECASE))
