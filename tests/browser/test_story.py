"""Does one melding go all the way, in real browsers, from the telephone to a handover that held for six weeks?"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import (
    MELDER,
    NARRATIVE,
    RECEIVER,
    STREET,
    YES_AT,
    assign,
    begin_handover,
    fill_report,
    reach_out,
    ref_in,
    take,
    weigh,
)
from tests.browser.running import Running

HEALTH = "Vermoeden van een licht verstandelijke beperking, longontsteking in het voorjaar."
IMPRESSION = "Eigen indruk van het gezin."
PARTS = (
    "reason_and_goal", "tried", "risks", "agreements", "network", "providers", "sharing", "communication",
    "legal_status", "people", "moment", "if_it_fails", "melder_feedback",
)  # fmt: skip


def test_a_melding_travels_from_the_telephone_to_a_landed_handover(own: Running, enter: Doorway) -> None:
    tess, carla = enter(own, own.who("R10")), enter(own, own.who("R12"))
    anke, sanne = enter(own, own.who("R11")), enter(own, own.who("R50", team="sociaal team Dronten"))
    for colleague in (carla, anke, sanne):
        colleague.go("/werkvoorraad/")
        colleague.page.evaluate("window.neverReloaded = true")

    melding = report_with_the_key(tess)
    on_screen_without_reload(carla, melding, own)
    asked = weigh(tess, melding)
    assert asked[-1] == YES_AT
    case = assign(carla, melding, to=own.who("R11"))
    on_screen_without_reload(anke, case, own)
    reach_out(anke, case)
    for words in ("Kaartje door de bus.", "Praatte door de deur.", "Ik wil weer koken."):
        anke.says(words)
    handover = offer(anke, case)
    on_screen_without_reload(sanne, handover, own)
    sees_a_card_and_nothing_more(sanne, handover)

    responsible = bank_of(anke, handover)
    for step in (take_up, accept, plan_the_talk, hold_the_talk):
        assert responsible() == "sender"
        step(sanne)
        assert bank_of(sanne, handover)() == responsible() == "sender", step.__name__
    confirm_own_contact(sanne)
    assert bank_of(sanne, handover)() == responsible() == "receiver"

    own.manage("clock", "--advance", "42d")
    anke.go(f"/overdracht/{handover}/")
    take(anke, "complete", still_in_care="yes", source="client")
    anke.go("/werkvoorraad/")
    expect(anke.row(handover)).to_have_count(0)
    expect(anke.row(case)).to_have_count(0)
    assert own.manage("invariants").strip() == "[]"


def report_with_the_key(tess: Colleague) -> str:
    """From the work list with one key."""
    tess.go("/werkvoorraad/")
    tess.page.keyboard.press("n")
    expect(tess.page).to_have_url(re.compile("/melding/nieuw/"))
    fill_report(tess)
    tess.click("Opslaan voor de dienst")
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/$"))
    return ref_in(tess.page.url)


def on_screen_without_reload(colleague: Colleague, ref: str, running: Running) -> None:
    expect(colleague.row(ref)).to_be_visible()
    assert colleague.page.evaluate("window.neverReloaded") is True


def offer(anke: Colleague, case: str) -> str:
    """The thirteen parts, kept once on the way, and then offered."""
    handover = begin_handover(anke, case)
    anke.fill(requested_action="Wekelijks contact en hulp bij het huishouden.", held_back=IMPRESSION)
    anke.fill(**{f"part_{part}": f"{HEALTH} ({part})" for part in PARTS})
    anke.page.locator('button[formaction$="/write/"]').click()
    anke.says("Opgeslagen")
    anke.choose(receiver_team=RECEIVER, ground="L10", consent="yes")
    anke.send()
    expect(anke.page.locator("#draft")).to_have_count(0)
    return handover


def sees_a_card_and_nothing_more(sanne: Colleague, handover: str) -> None:
    sanne.go(f"/overdracht/{handover}/")
    sanne.says("Gerben Dijkgraaf")
    sanne.says("Wekelijks contact")
    source = sanne.page.content()
    for hidden in (
        HEALTH,
        STREET,
        NARRATIVE,
        MELDER,
        "8255 AB",
        "Ik wil weer koken",
        "door de deur",
        IMPRESSION,
    ):
        assert hidden not in source, hidden


def bank_of(colleague: Colleague, handover: str) -> Callable[[], str]:
    """Which bank of the bridge is responsible, read on this colleague's screen."""

    def read() -> str:
        colleague.go(f"/overdracht/{handover}/")
        owning = colleague.page.locator(".bank--owns")
        expect(owning).to_have_count(1)
        expect(owning).to_contain_text("Nu verantwoordelijk")
        return "sender" if "bank--sender" in str(owning.get_attribute("class")) else "receiver"

    return read


def take_up(sanne: Colleague) -> None:
    sanne.page.locator('form[action$="/stap/open/"] button').click()


def accept(sanne: Colleague) -> None:
    take(sanne, "accept")
    sanne.says(HEALTH)
    sanne.says(STREET)
    assert MELDER not in sanne.page.content()


def plan_the_talk(sanne: Colleague) -> None:
    take(sanne, "plan_talk", talk_at=f"{today() + timedelta(days=7)}T10:00")


def hold_the_talk(sanne: Colleague) -> None:
    take(sanne, "hold_talk", client_present="yes", agreements="Elke dinsdag koffie.", supporter_offered="yes")


def confirm_own_contact(sanne: Colleague) -> None:
    take(
        sanne,
        "confirm",
        kind="visit",
        contact_on=f"{today()}",
        next_appointment=f"{today() + timedelta(days=7)}",
    )


def today() -> date:
    """The date on the wall where the product is used."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()
