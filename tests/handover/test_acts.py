"""How many acts does it take to hand somebody over, and to say yes? A page of a form and a press are one each."""

from dataclasses import dataclass, field
from html import unescape

from django.test import Client

from casework.models import Account, Handover
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of
from tests.world import PACKAGE, World

MOST_TO_OFFER, MOST_TO_ACCEPT = 6, 3


@dataclass
class Counted:
    """A browser that follows only what stands on its page, and counts the form pages and the presses."""

    screen: Client
    page: str = ""
    acts: list[str] = field(default_factory=list)

    def look(self, url: str, *, counts: bool = True) -> None:
        """Open a page; one that asks for nothing counts for nothing."""
        assert not counts or url in self.page, f"no way leads to {url}"
        self.acts += [f"page {url}"] if counts else []
        self.page = unescape(self.screen.get(url).content.decode())

    def press(self, url: str, **typed: object) -> None:
        """Send the form on this page, and land on the next one."""
        assert url in self.page, f"no button leads to {url}"
        self.acts.append(f"press {url}")
        answer = self.screen.post(url, typed, follow=True)
        assert answer.redirect_chain, "the form came back"
        self.page = unescape(answer.content.decode())


def browser_of(account: Account) -> Counted:
    """The colleague signed in, nothing counted yet."""
    return Counted(at_the_screen_of(account))


def test_offering_a_person_of_a_filled_case_takes_at_most_six_acts(world: World) -> None:
    case, anke = world.case("guidance"), browser_of(world.account("R11"))
    anke.look(f"/casus/{case.ref}/", counts=False)
    anke.press(f"/casus/{case.ref}/stap/draft/")
    # Where the press led is the page of the draft, with its form.
    handover = Handover.objects.get()
    anke.acts.append("page of the draft")
    anke.press(
        f"/overdracht/{handover.ref}/stap/offer/", seen_version=handover.version, receiver_team=WIJKTEAM_TEAM,
        ground="L10", consent="yes", requested_action="Begeleiding",
        **{f"part_{part}": text for part, text in PACKAGE.items()},
    )  # fmt: skip
    assert Handover.objects.get().state == "offered"
    assert len(anke.acts) <= MOST_TO_OFFER, anke.acts


def test_saying_yes_takes_at_most_three_acts(world: World) -> None:
    handover, sanne = world.handover("offered"), world.account("R50")
    browser = browser_of(sanne)
    browser.look(f"/overdracht/{handover.ref}/", counts=False)
    browser.press(f"/overdracht/{handover.ref}/stap/open/", seen_version=handover.version)
    browser.look(f"/overdracht/{handover.ref}/stap/accept/")
    version = Handover.objects.get().version
    browser.acts.append("press")
    browser.screen.post(
        f"/overdracht/{handover.ref}/stap/accept/", {"acceptor": sanne.username, "seen_version": version}
    )
    assert Handover.objects.get().state == "accepted"
    assert len(browser.acts) <= MOST_TO_ACCEPT, browser.acts
