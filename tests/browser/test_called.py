"""Does a call reach one colleague on whatever page they are, without a reload, and does one key answer it?"""

import re

from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, readable, resize
from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import report, weigh
from tests.browser.running import Running
from tests.browser.test_crisis import CRISIS_AT

TEAM = ("karim", "noor", "yara")


def called_for(colleague: Colleague) -> set[str]:
    """The references this screen calls its reader for."""
    calls = colleague.page.locator("[data-call]")
    return {str(call.get_attribute("data-call")) for call in calls.all()}


def test_a_crisis_calls_one_colleague_on_whatever_page_and_a_key_answers(
    own: Running, enter: Doorway
) -> None:
    tess, team = enter(own, own.who("R10")), [enter(own, name) for name in TEAM]
    for one in team:
        with one.page.expect_response(re.compile("/oproepen/")):
            one.go("/sociale-kaart/")
    before = [called_for(one) for one in team]
    weigh(tess, report(tess), yes_at=CRISIS_AT)
    first = next_called(team, before)
    others = [one for one in team if one is not first]
    assert all(called_for(one) == before[team.index(one)] for one in others), "one at a time"
    assert first.page.url.endswith("/sociale-kaart/")
    assert first.page.title().startswith("(!)")
    for width in WIDTHS:
        resize(first, width)
        readable(first)
    new = called_for(first) - before[team.index(first)]
    for ref in new:
        first.go("/sociale-kaart/")
        button = first.page.locator(f'[data-call="{ref}"] button')
        expect(button).to_be_visible()
        button.focus()
        first.page.keyboard.press("Enter")
        first.says("Niemand anders wordt nu opgeroepen.")
        expect(first.page.locator(f'[data-call="{ref}"]')).to_have_count(0)


def next_called(team: list[Colleague], before: list[set[str]]) -> Colleague:
    """Whoever of the team is called first, within the time that a sweep and a hint take."""
    for _ in range(60):
        for one, known in zip(team, before, strict=True):
            if called_for(one) - known:
                return one
        team[0].page.wait_for_timeout(250)
    raise AssertionError("nobody is called")
