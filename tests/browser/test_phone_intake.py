"""How fast is a telephone call written down, and what survives? A conversation typed as somebody types, and crashes."""

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway, start_as
from tests.browser.running import Running, start, stop

MOST_SECONDS, MOST_TOUCHES = 90, 12
PER_LETTER = 180
"""Milliseconds: somebody who types while listening, 330 letters in a minute."""
HEIGHT = 740
"""Pixels of a small telephone held upright."""

CONVERSATION = (
    ("narrative", "Buurman roept sinds vannacht, deur staat open, hij eet niet meer en laat niemand binnen."),
    ("location", "Voorbeeldpad 12 in Swifterbant, thuis"),
    ("surname", "Dijkgraaf"),
    ("melder_phone", "085-0000777"),
)
"""What somebody says, in the order in which they say it; before it the four questions about danger."""


class Telephone:
    """A colleague on the phone, who counts every field touched and every key that is no letter of the text."""

    def __init__(self, colleague: Colleague) -> None:
        self.page, self.touches, self.colleague = colleague.page, 0, colleague

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        self.touches += 1

    def say(self, name: str, text: str) -> None:
        self.page.locator(f'main [name="{name}"]').click()
        self.page.keyboard.type(text, delay=PER_LETTER)
        self.touches += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()
        self.touches += 1


def kept(page: object) -> None:
    """The page says that it was kept, and nothing is wrong."""
    expect(page.locator("[data-kept-at]")).to_contain_text(re.compile(r"bewaard \d\d:\d\d"))  # type: ignore[attr-defined]  # a page


def test_a_telephone_call_is_saved_within_ninety_seconds_and_twelve_touches(
    live: Running, enter: Doorway
) -> None:
    tess = Telephone(enter(live, live.who("R10")))
    tess.colleague.go("/werkvoorraad/")
    began = time.monotonic()
    tess.page.keyboard.press("n")
    tess.touches += 1
    expect(tess.page.locator("[data-timer]")).to_be_visible()
    for question in ("Q1", "Q1b", "Q2", "Q3"):
        tess.choose(question, "no")
    for name, text in CONVERSATION:
        tess.say(name, text)
    tess.press("Opslaan en triage beginnen")
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/triage/$"))
    seconds = time.monotonic() - began
    print(f"telephone call: {seconds:.1f} s, {tess.touches} fields and keys beside the text")
    assert seconds <= MOST_SECONDS
    assert tess.touches <= MOST_TOUCHES


@pytest.fixture
def fragile(first_start: Path, tmp_path: Path) -> Iterator[tuple[Running, Path]]:
    """The product in a folder of its own, which may be killed."""
    running = start_as(first_start, tmp_path)
    yield running, tmp_path
    if running.process.poll() is None:
        stop(running)


def test_a_crash_of_the_server_and_of_the_browser_gives_the_draft_back_whole(
    fragile: tuple[Running, Path], enter: Doorway
) -> None:
    running, folder = fragile
    emma = enter(running, running.who("R10"))
    emma.go("/melding/nieuw/")
    emma.choose(Q1="yes", mode="professional")
    emma.fill(narrative="Roept om hulp. ", melder_organisation="Wonen Proef")
    emma.page.locator('[name="flags"][value="dog"]').check()
    emma.click("Nog een persoon toevoegen")
    emma.page.locator('[name="other-0-part"]').select_option("child")
    emma.fill(**{"other-0-given": "Sem"})
    kept(emma.page)

    running.process.send_signal(signal.SIGKILL)
    running.process.wait()
    emma.page.locator('[name="narrative"]').press_sequentially("En nu stil.")
    expect(emma.page.locator("[data-kept-wrong]")).to_contain_text("wij proberen het opnieuw")
    again = start(folder, port=int(running.url.rpartition(":")[2]))
    try:
        expect(emma.page.locator("[data-kept-wrong]")).to_be_hidden(timeout=30_000)
        emma.forgive("net::ERR")
        emma.forgive("htmx:")
        emma.context.close()

        back = enter(again, running.who("R10"))
        back.go("/melding/nieuw/")
        back.says("Er ligt nog een open concept")
        back.page.get_by_role("link", name=re.compile("Verder")).first.click()
        expect(back.page.locator('[name="narrative"]')).to_have_value(re.compile(r"hulp\. ?En nu stil\."))
        expect(back.page.locator('[name="melder_organisation"]')).to_have_value("Wonen Proef")
        expect(back.page.locator('[name="Q1"][value="yes"]')).to_be_checked()
        expect(back.page.locator('[name="flags"][value="dog"]')).to_be_checked()
        expect(back.page.locator('[name="other-0-given"]')).to_have_value("Sem")
        back.click("Opslaan voor de dienst")
        back.says("Roept om hulp.")
        back.says("Sem")
    finally:
        stop(again)


def test_a_second_window_is_told_and_both_texts_stand_beside_each_other(
    live: Running, enter: Doorway
) -> None:
    emma = enter(live, live.who("R10"))
    emma.go("/melding/nieuw/")
    emma.fill(narrative="Het eerste venster.")
    kept(emma.page)
    second = emma.tab()
    second.goto(emma.page.url)
    second.locator('[name="narrative"]').fill("Het tweede venster.")
    kept(second)
    with second.expect_response(re.compile("bewaren")):
        second.locator('[name="location"]').fill("Haven")
    emma.page.locator('[name="narrative"]').press_sequentially(" Verder.")
    expect(emma.page.locator("[data-kept-wrong]")).to_contain_text("in een ander venster verder getypt")
    emma.forgive("409")
    emma.click("Laat beide teksten zien")
    emma.says("Het tweede venster.")
    expect(emma.page.locator('[name="narrative"]')).to_have_value("Het eerste venster. Verder.")
    assert emma.axe() == []
    emma.click("Mijn tekst opslaan")
    expect(emma.page.locator('[name="narrative"]')).to_have_value("Het eerste venster. Verder.")


def test_without_a_script_everything_works_and_nothing_is_lost(live: Running, enter: Doorway) -> None:
    emma = enter(live, live.who("R10", 1), java_script_enabled=False)
    emma.go("/melding/nieuw/")
    emma.fill(narrative="Zonder script.", melder_phone="geen")
    emma.click("Nog een persoon toevoegen")
    emma.page.locator('[name="other-0-part"]').select_option("partner")
    emma.fill(**{"other-0-given": "Rita"})
    emma.click("Opslaan voor de dienst")
    emma.says("Zonder script.")
    emma.says("Rita")


@pytest.mark.parametrize("width", [320, 360, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_save_bar_is_in_sight_and_the_page_reads_at_every_width(
    live: Running, enter: Doorway, tmp_path: Path, width: int, scheme: str
) -> None:
    emma = enter(live, live.who("R10"), viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
    emma.go("/melding/nieuw/")
    emma.click("Nog een persoon toevoegen")
    for mode in ("citizen", "professional"):
        emma.choose(mode=mode)
        shown = emma.page.locator('[name="melder_organisation"]').is_visible()
        assert shown == (mode == "professional")
        bar = emma.page.locator(".savebar").bounding_box()
        assert bar is not None
        assert bar["y"] + bar["height"] <= HEIGHT
        assert bar["height"] < HEIGHT / 3
        assert emma.overflow() == ""
        emma.page.screenshot(
            path=tmp_path / f"nieuw-{mode}-{width}-{scheme}.png", full_page=mode == "professional"
        )
    assert emma.axe() == []
