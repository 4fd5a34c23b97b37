"""Does a screen stay true by itself: with a socket, without one, and without a network?"""

import re
import time

from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import claim, report
from tests.browser.running import Running

DOT = "[data-live-dot]"
POLLED_WITHIN = 20_000


def blocked(colleague: Colleague) -> None:
    """A network that lets no websocket through."""
    colleague.context.route_web_socket(re.compile("/ws/"), lambda socket: socket.close())


def test_a_new_melding_is_on_a_colleagues_screen_within_two_seconds(live: Running, enter: Doorway) -> None:
    tess, carla = enter(live, live.who("R10")), enter(live, live.who("R12"))
    carla.go("/werkvoorraad/")
    expect(carla.page.locator(DOT)).to_have_attribute("data-state", "live")
    melding = report(tess)
    saved = time.monotonic()
    expect(carla.row(melding)).to_be_visible(timeout=2_000)
    print(f"on the other screen {time.monotonic() - saved:.2f} s after it was saved")
    expect(carla.page.get_by_role("status")).to_contain_text(melding)


def test_without_a_websocket_it_appears_by_asking(live: Running, enter: Doorway) -> None:
    tess, carla = enter(live, live.who("R10")), enter(live, live.who("R12"))
    blocked(carla)
    carla.go("/werkvoorraad/")
    expect(carla.page.locator(DOT)).to_have_attribute("data-state", "polling")
    melding = report(tess)
    expect(carla.row(melding)).to_be_visible(timeout=POLLED_WITHIN)
    expect(carla.page.locator(DOT)).to_contain_text("bijgewerkt om")


def test_a_row_with_the_focus_keeps_its_place_and_gets_its_new_words(live: Running, enter: Doorway) -> None:
    tess, tom = enter(live, live.who("R10")), enter(live, live.who("R10", 1))
    melding = report(tess)
    tom.go("/werkvoorraad/")
    tom.row(melding).get_by_role("link").first.focus()
    claim(tess, melding)
    expect(tom.row(melding)).to_contain_text("in triage")
    assert tom.page.evaluate("ref => document.activeElement.closest('li').id === `item-${ref}`", melding)


def test_a_colleague_who_changes_the_page_i_read_is_announced(live: Running, enter: Doorway) -> None:
    tess, tom = enter(live, live.who("R10")), enter(live, live.who("R10", 1))
    melding = report(tess)
    tom.go(f"/melding/{melding}/")
    expect(tom.page.locator(DOT)).to_have_attribute("data-state", "live")
    stood = place_of_everything(tom)
    claim(tess, melding)
    expect(tom.page.locator("[data-changed]")).to_be_visible()
    assert place_of_everything(tom) == stood, "whoever is about to press something presses that"


def test_a_screen_that_hears_nothing_says_since_when(live: Running, enter: Doorway) -> None:
    carla = enter(live, live.who("R12"))
    carla.page.clock.install()
    blocked(carla)
    carla.go("/werkvoorraad/")
    expect(carla.page.locator(DOT)).to_have_attribute("data-state", "polling")
    carla.context.set_offline(True)
    carla.page.clock.run_for(61_000)
    expect(carla.page.locator(DOT)).to_have_attribute("data-state", "stale")
    expect(carla.page.locator(DOT)).to_contain_text("niet bijgewerkt sinds")
    carla.forgive("net::ERR_INTERNET_DISCONNECTED")


PRESENT = "[data-present]"


def place_of_everything(colleague: Colleague) -> list[list[float]]:
    """Where every heading, link and button of the page itself stands."""
    colleague.page.wait_for_load_state("networkidle")
    found: list[list[float]] = colleague.page.evaluate(
        "() => [...document.querySelectorAll('main :is(h1, h2, a, button)')]"
        ".filter(one => !one.closest('[data-changed]'))"
        ".map(one => one.getBoundingClientRect()).map(box => [box.x, box.y])"
    )
    return found


def test_who_else_has_an_item_open_is_said_by_name_until_they_leave(live: Running, enter: Doorway) -> None:
    tess, tom = enter(live, live.who("R10")), enter(live, live.who("R10", 1))
    melding = report(tess)
    tess.go(f"/melding/{melding}/")
    expect(tess.page.locator(DOT)).to_have_attribute("data-state", "live")
    expect(tess.page.locator(PRESENT)).to_be_hidden()
    stood = place_of_everything(tess)
    tom.go(f"/melding/{melding}/")
    expect(tess.page.locator(PRESENT)).to_have_text(f"{tom.name} heeft dit ook open")
    assert place_of_everything(tess) == stood, "whoever is about to press something presses that"
    expect(tom.page.locator(PRESENT)).to_have_text(f"{tess.name} heeft dit ook open")
    assert tess.axe() == []
    claim(tess, melding)
    tess.go(f"/melding/{melding}/")
    expect(tom.page.locator(PRESENT)).to_have_text(f"{tess.name} heeft dit ook open")
    tom.go("/werkvoorraad/")
    expect(tess.page.locator(PRESENT)).to_be_hidden()


def test_without_a_websocket_nobody_is_said_to_be_here(live: Running, enter: Doorway) -> None:
    tess, tom = enter(live, live.who("R10")), enter(live, live.who("R10", 1))
    melding = report(tess)
    blocked(tom)
    for colleague in (tess, tom):
        colleague.go(f"/melding/{melding}/")
    expect(tess.page.locator(DOT)).to_have_attribute("data-state", "live")
    tess.page.wait_for_timeout(1_000)
    for colleague in (tess, tom):
        expect(colleague.page.locator(PRESENT)).to_be_hidden()
