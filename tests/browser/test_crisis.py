"""Does a crisis go, in real browsers, from triage to a pair, a sheet, a plan settled by two, and a receiver?"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, readable, resize
from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import RECEIVER, ref_in, report, take, weigh
from tests.browser.running import Running
from tests.browser.test_story import today

CRISIS_AT = "Q10"
"""A psychosocial crisis that cannot wait: this answer leads to the crisis team."""

SHEET = dict.fromkeys(("children", "weapons", "somatic", "medication", "suicidality"), "no")
TEXTS = {"client_does": "Blijft bij zijn zus.", "whom_to_call": "De crisisdienst.", "warning_signs": "Niet slapen.",
         "safety": "Zus is er."}  # fmt: skip
REQUIRED = ("reason_and_goal", "tried", "risks", "agreements", "sharing", "moment", "if_it_fails")


def press(colleague: Colleague, step: str) -> None:
    """One press on the page itself."""
    colleague.page.locator(f'main form[action$="/stap/{step}/"] button').click()


def seen(colleague: Colleague, crisis: str) -> None:
    """The page of the crisis, on a phone and on a desk."""
    for width in WIDTHS:
        resize(colleague, width)
        colleague.go(f"/crisis/{crisis}/")
        readable(colleague)


@pytest.mark.timeout(600)
def test_a_crisis_is_taken_planned_by_two_and_handed_over(own: Running, enter: Doorway) -> None:
    tess, karim = enter(own, own.who("R10")), enter(own, "karim")
    yara, sanne = enter(own, "yara"), enter(own, own.who("R50", team="sociaal team Dronten"))
    weigh(tess, report(tess), yes_at=CRISIS_AT)

    karim.go("/werkvoorraad/?soort=crisis")
    waiting = karim.page.locator("main .item", has_text="aangemeld").first
    waiting.locator('a[href^="/crisis/"]').first.click()
    crisis = ref_in(karim.page.url)
    take(karim, "accept", companion="noor")
    karim.says("24 uur, tot")
    seen(karim, crisis)

    take(karim, "arrive", where="Thuis")
    take(karim, "fill_sheet", **SHEET)
    press(karim, "stabilise")
    karim.says("stabilisatie")

    take(karim, "write_plan", receiver_team=RECEIVER, **TEXTS)
    karim.says("Op deze tijden antwoordt niemand:")
    seen(karim, crisis)
    press(karim, "fill_holes")
    karim.says("Elke minuut antwoordt er iemand.")
    karim.go(f"/crisis/{crisis}/stap/write_plan/")
    readable(karim)
    karim.go(f"/crisis/{crisis}/")
    press(karim, "sign_plan")
    yara.go(f"/crisis/{crisis}/")
    take(yara, "settle_plan")
    yara.says("overbrugging")
    seen(yara, crisis)
    yara.go(f"/crisis/{crisis}/plan/")
    readable(yara)

    handover = offer(karim, crisis)
    sanne.go(f"/overdracht/{handover}/")
    press(sanne, "open")
    take(sanne, "accept")
    take(sanne, "plan_talk", talk_at=f"{today() + timedelta(days=1)}T10:00")
    karim.go(f"/crisis/{crisis}/")
    karim.says("overgedragen")
    take(sanne, "hold_talk", client_present="yes", agreements="Elke dinsdag.", supporter_offered="yes")
    take(sanne, "confirm", kind="visit", contact_on=f"{today()}",
         next_appointment=f"{today() + timedelta(days=7)}")  # fmt: skip
    karim.go(f"/crisis/{crisis}/")
    karim.says("gesloten")
    assert own.manage("invariants").strip() == "[]"


def offer(karim: Colleague, crisis: str) -> str:
    """The draft begins with the plan; what is missing is filled in, and it is offered."""
    karim.go(f"/crisis/{crisis}/")
    take(karim, "prepare_handover")
    handover = ref_in(karim.page.url)
    expect(karim.page.locator('main [name="part_if_it_fails"]')).to_have_value("De crisisdienst.")
    resize(karim, WIDTHS[1])
    karim.fill(
        requested_action="Regie over de hulp.", **{f"part_{part}": "Zie het plan." for part in REQUIRED}
    )
    karim.choose(receiver_team=RECEIVER, ground="L10", consent="yes")
    karim.send()
    expect(karim.page.locator("#draft")).to_have_count(0)
    return handover
