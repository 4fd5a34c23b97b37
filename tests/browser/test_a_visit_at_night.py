"""Does somebody go to a door and come back with one hand, and is the alarm on the screen of who waits?"""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, Acts, readable, resize
from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import Running

SHOTS = os.environ.get("SHOTS", "")
"""A folder for pictures of every page of this story; none are made without it."""


def kept(colleague: Colleague, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if SHOTS:
        colleague.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_visit_is_a_form_and_then_one_press_each_and_help_reaches_who_waits(
    own: Running, enter: Doorway, width: int
) -> None:
    lotte, iris = enter(own, "lotte"), enter(own, "iris")
    resize(lotte, width)
    lotte.go("/fan/beginnen/")
    acts, page = Acts(lotte), lotte.page
    acts.fill("surname", f"Nachtuil{width}")
    acts.press(page.get_by_role("button", name="Begin het contact"))
    contact = page.url
    acts.press(page.get_by_role("link", name="Op bezoek gaan"))
    readable(lotte)
    acts.fill("where", "Voorbeeldpad 3, Dronten")
    acts.choose("safe_alone", "yes")
    acts.press(page.get_by_label("Iris Voorbeeld").last)
    kept(lotte, f"form-{width}")
    acts.press(page.get_by_role("button", name="Ik ga langs"))
    expect(page.locator("main")).to_contain_text("is op bezoek")
    readable(lotte)
    kept(lotte, f"out-{width}")
    acts.press(page.get_by_role("button", name="Ik ben er"))
    resize(iris, width)
    iris.page.goto(contact)
    expect(iris.page.locator("main")).not_to_contain_text("Voorbeeldpad 3")
    acts.press(page.get_by_role("button", name="Hulp: bel mijn collega"))
    expect(page.locator("main")).to_contain_text("vraagt om hulp")
    iris.page.goto(contact)
    expect(iris.page.locator("main")).to_contain_text("Voorbeeldpad 3")
    readable(iris)
    kept(iris, f"alarm-{width}")
    acts.press(page.get_by_role("button", name="Ik ben veilig weg"))
    expect(page.get_by_role("link", name="Contact afronden")).to_be_visible()
