"""Can everybody read every page? Each page a role reaches by links: WCAG 2.2 AA, narrow, dark, without vendor CSS."""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.browser.colleague import REF, Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import ROOT, Running

ROLES = (
    ("R10", ""),
    ("R11", ""),
    ("R12", ""),
    ("R20", ""),
    ("R30", "Dronten"),
    ("R31", "Dronten"),
    ("R50", "sociaal team Dronten"),
    ("R51", "sociaal team Dronten"),
    ("R40", ""),
    ("R52", ""),
    ("R92", ""),
)
OF_ONE_KIND = 1
"""How many pages of one kind are judged; of an item, whose state changes the page, four times as many."""
NOT_PAGES = re.compile(r"^/(static|health)/|/logout/|/download/|/bericht/|/bijlage/")
LINE = re.compile(r"(?<=/sociale-kaart)/[a-z0-9-]+/")
"""A line of the sociale kaart in an address: its pages are of one kind."""
WIDTHS = (360, 1280, 1920)
NARROW = {"width": 320, "height": 800}
PICTURES = os.environ.get("SLUITEND_SCREENSHOTS") == "1"


def pages_of(colleague: Colleague) -> Iterator[tuple[str, int]]:
    """Opens every page that can be reached by links, a few of each kind; address and status of the one on screen."""
    waiting, seen, kinds = ["/", "/account/2fa/"], set(), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"=[^&]*", "=", LINE.sub("/*/", REF.sub("*", path)))
        most = OF_ONE_KIND * (4 if kind.endswith("*/") else 1)
        if path in seen or kinds[kind] >= most or NOT_PAGES.search(path):
            continue
        seen.add(path)
        kinds[kind] += 1
        yield path, colleague.go(path)
        links = colleague.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        waiting += [
            link.removeprefix(colleague.url).split("#")[0] for link in links if link.startswith(colleague.url)
        ]


@pytest.mark.parametrize(("role", "team"), ROLES)
def test_every_page_of_a_role_is_accessible_and_reflows(
    live: Running, enter: Doorway, role: str, team: str
) -> None:
    colleague = enter(live, live.who(role, team=team))
    found, judged, began = [], 0, time.monotonic()
    for path, status in pages_of(colleague):
        judged += 1
        found += [] if status == 200 else [f"{path}: a link to it leads to {status}"]
        found += colleague.axe()
        colleague.page.emulate_media(color_scheme="dark")
        found += [f"dark {line}" for line in colleague.axe(rules=("color-contrast",))]
        colleague.page.emulate_media(color_scheme="light")
        colleague.page.set_viewport_size(NARROW)
        found += filter(None, [colleague.overflow()])
        colleague.page.set_viewport_size({"width": 1280, "height": 900})
    print(f"{role}: {judged} pages in {time.monotonic() - began:.0f} s")
    assert judged > 3
    assert not found, "\n".join(found)


def test_pages_for_whoever_is_not_signed_in_or_asks_for_what_is_not_there(
    live: Running, enter: Doorway
) -> None:
    nobody, emma = enter.nobody(live), enter(live, live.who("R10"))
    asked = ((nobody, "/account/login/", 200), (emma, "/melding/M-00000000/", 404), (emma, "/nergens/", 404))
    for colleague, path, status in asked:
        assert colleague.go(path) == status
        assert colleague.axe() == []
        colleague.page.set_viewport_size(NARROW)
        assert colleague.overflow() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_the_vendor_styles_the_pages_still_work(live: Running, enter: Doorway, scheme: str) -> None:
    found = []
    for _name, colleague, path in main_screens(live, enter, color_scheme=scheme):
        colleague.context.route("**/vendor/*.css", lambda route: no_style(route))
        colleague.go(path)
        found += colleague.axe()
        colleague.page.set_viewport_size(NARROW)
        found += filter(None, [colleague.overflow()])
    assert not found, "\n".join(found)


def no_style(route: Route) -> None:
    """As if the style sheet held nothing."""
    route.fulfill(status=200, content_type="text/css", body="")


def main_screens(live: Running, enter: Doorway, **options: object) -> list[tuple[str, Colleague, str]]:
    """The screens of the main job: name, who looks, and the address."""
    emma, anke, marja = (enter(live, live.who(role), **options) for role in ("R10", "R11", "R12"))
    bram = enter(live, live.who("R50", team="Urk"), **options)
    melding = first(emma, "/melding/", lambda text: "in triage" in text)
    return [
        ("werkvoorraad", marja, "/werkvoorraad/"),
        ("nieuwe-melding", emma, "/melding/nieuw/"),
        ("melding", emma, melding),
        ("triage", emma, f"{melding}triage/"),
        ("casus", anke, first(anke, "/casus/")),
        ("overdracht", bram, first(bram, "/overdracht/", lambda text: "gesprek" in text)),
    ]


def first(colleague: Colleague, kind: str, fits: Callable[[str], bool] = lambda text: True) -> str:
    """The first item of this kind in somebody's work list whose row fits; else the first of its kind."""
    colleague.go("/werkvoorraad/")
    rows = [
        row for row in colleague.page.locator("li.item").all() if row.locator(f'a[href^="{kind}"]').count()
    ]
    assert rows, f"nothing of {kind} on this desk"
    chosen = next((row for row in rows if fits(row.inner_text())), rows[0])
    return str(chosen.locator("a").first.get_attribute("href"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_main_screens_fit_every_width(live: Running, enter: Doorway, tmp_path: Path, scheme: str) -> None:
    """Leaves pictures in the temporary folder; with SLUITEND_SCREENSHOTS=1 those of the README too."""
    for name, colleague, path in main_screens(live, enter, color_scheme=scheme):
        for width in WIDTHS:
            colleague.page.set_viewport_size({"width": width, "height": 900})
            colleague.go(path)
            assert colleague.overflow() == ""
            colleague.page.screenshot(path=tmp_path / f"{name}-{width}-{scheme}.png", full_page=True)
            if PICTURES and scheme == "light" and width == 1280 and name in IN_THE_README:
                colleague.page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")


IN_THE_README = ("werkvoorraad", "triage", "overdracht")
