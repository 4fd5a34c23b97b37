"""After a no, does nothing reach that kind of receiver, whatever anybody tries? Every action, by every role.

The way out is one disclosure, weighed with six answers and released by two people who knew of the no.
"""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casework import consent as consents
from casework.actions import ACTIONS, consent
from casework.actions import disclosure as disclosures
from casework.actions import handover as handovers
from casework.errors import CaseworkError
from casework.models import Case, Disclosure, Handover
from notifications.models import Notice, Outbox
from tests.named import VA, WIJKTEAM_TEAM
from tests.promises.arguments import NOUNS, arguments
from tests.promises.test_every_step import Undo
from tests.promises.tries import BESIDE
from tests.screens.people import at_the_screen_of
from tests.world import PACKAGE, World
from workflows.refusals import Refusal
from workflows.sharing_refusals import SharingRefused

IN_THE_PACKAGE, ON_THE_CARD, TYPED = "Zeeëgelpakket", "Zeeëgelkaart", "Zeeëgelgetypt"
HANDOVERS = (("draft", ""), ("draft", "yes"), ("received", "yes"), ("asking", ""), ("waiting_list", "yes"))
"""How far the handover is, and what was said before the no."""

TO_THEM = {"recipient_kind": "wijkteam", "recipient": "Wijkteam Dronten", "kinds": ["name", "goal"]}


def said_no(world: World, case: Case, *, first: str = "") -> None:
    """The person says no about the wijkteam; `first`: what was said before."""
    anke = world.by(world.account("R11"))
    told = {"by": anke, "case_ref": case.ref, "recipient_kind": "wijkteam", "source": "person"}
    for answer in (first, "no"):
        if answer:
            consent.record(answer=answer, words="Zij hoeven niets te weten.", **told)


def reached(screen: Client, case: Case) -> set[str]:
    """Which planted words the wijkteam can read on this screen, and what was delivered to it without two people."""
    handovers = Handover.objects.filter(case=case).values_list("ref", flat=True)
    pages = [screen.get(reverse("handover", args=[ref])) for ref in handovers]
    text = "".join(page.content.decode() for page in pages if page.status_code == 200)
    found = {word for word in (IN_THE_PACKAGE, ON_THE_CARD, TYPED) if word in text}
    sent = "".join(str(vars(row)) for row in Outbox.objects.all()) + str([one.body for one in mail.outbox])
    told = sent + "".join(notice.sentence for notice in Notice.objects.all())
    found |= {f"mail {word}" for word in (IN_THE_PACKAGE, ON_THE_CARD, TYPED) if word in told}
    alone = Disclosure.objects.filter(case=case, delivered_at__isnull=False, reviewed_by__isnull=True)
    return found | {f"disclosure {one.ref}" for one in alone if one.recipient_kind == "wijkteam"}


def tries(world: World, case: Case) -> list[tuple[str, dict[str, Any]]]:
    """Every action on everything of this case, with words that would be told."""
    given, found = arguments(world, case_ref=case.ref) | BESIDE, []
    given |= {
        "disclosure.call": TO_THEM | {"text": TYPED, "consent_given": "yes"},
        "disclosure.propose": TO_THEM | {"text": TYPED},
        "handover.answer": {"answer": TYPED},
        "handover.offer": given["handover.offer"]
        | {"package": dict.fromkeys(PACKAGE, IN_THE_PACKAGE), "requested_action": TYPED},
    }  # fmt: skip
    for noun in ("case", "handover", "disclosure"):
        items = (
            [case.ref]
            if noun == "case"
            else NOUNS[noun].objects.filter(case=case).values_list("ref", flat=True)
        )
        named = [
            name for name in ACTIONS if f"{noun}_ref" in ACTIONS[name].arguments and "melding." not in name
        ]
        for name in named:
            valid = {key: value for key, value in given.get(name, {}).items() if not key.endswith("_ref")}
            found += [(name, valid | {f"{noun}_ref": ref}) for ref in items]
    return found


@pytest.mark.parametrize(("state", "first"), HANDOVERS)
def test_after_a_no_nothing_reaches_that_receiver_by_any_action(state: str, first: str, world: World) -> None:
    case = world.case("guidance" if state == "draft" else "handing_over", goal=IN_THE_PACKAGE)
    world.handover(
        state, case=case, package=dict.fromkeys(PACKAGE, IN_THE_PACKAGE), requested_action=ON_THE_CARD
    )
    for step in ("proposed", "consent_given", "weighed", "peer_review", "released"):
        world.disclosure(
            step, case=case, recipient_kind="wijkteam", recipient_team_id=WIJKTEAM_TEAM, urgency="U4"
        )
    said_no(world, case, first=first)
    screen = at_the_screen_of(world.account("R51"))
    before, done, refused = reached(screen, case), 0, set()
    people = [world.account(role) for role in ("R11", "R12", "R50", "R51")]
    for name, given in tries(world, case):
        noun, _, verb = name.partition(".")
        step = NOUNS[noun].steps().get(verb) if noun in NOUNS else None
        for account in people:
            if step is not None and account.role not in step.roles:
                continue
            by = world.by(account)
            try:
                with transaction.atomic():
                    try:
                        ACTIONS[name].perform(by=by, **given)
                    except (Refusal, CaseworkError) as why:
                        refused.add((name, type(why).__name__))
                        raise Undo from None
                    done += 1
                    new = reached(screen, case) - before
                    assert new == set(), f"{name} by {account.role}: {new}"
                    raise Undo
            except Undo:
                pass
    assert done
    assert ("disclosure.call", "SharingRefused") in refused
    assert ("disclosure.deliver", "SharingRefused") in refused
    print(
        f"\n{state} after {first or 'nothing'}: {done} acts done, {len(refused)} refusals, nothing new was told"
    )


def test_what_was_offered_before_the_no_is_not_accepted_any_more(world: World) -> None:
    case = world.case("handing_over")
    handover = world.handover("received", case=case)
    said_no(world, case, first="yes")
    assert consents.said(case.pk, "wijkteam") == "withdrawn"
    assert Notice.objects.filter(event="consent.refused").count() == 0, "the sender said it"
    with pytest.raises(SharingRefused):
        ACTIONS["handover.accept"].perform(
            by=world.by(world.account("R50")),
            handover_ref=handover.ref,
            acceptor=world.account("R50").username,
        )


@pytest.mark.parametrize("said", ["gp", "everybody", ""])
def test_a_receiver_without_a_login_is_asked_about_as_well(said: str, world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    handover = world.handover("draft", case=case)
    offer = arguments(world, case_ref=case.ref)["handover.offer_outside"]
    offer |= {"by": anke, "handover_ref": handover.ref, "outside_kind": "gp"}
    if said:
        consent.record(
            by=anke, case_ref=case.ref, recipient_kind=said, answer="no", words="Nee.", source="person"
        )
        with pytest.raises(SharingRefused), transaction.atomic():
            handovers.offer_outside(**offer)
        assert not Disclosure.objects.exists()
        return
    with pytest.raises(SharingRefused), transaction.atomic():
        handovers.offer_outside(**(offer | {"consent": "no", "ground": "L8", "consent_reason": "Nee."}))
    handovers.offer_outside(**offer)
    kept = Disclosure.objects.get(case=case)
    assert (kept.way, kept.recipient_kind, kept.state) == ("handover", "gp", "delivered")


@pytest.mark.parametrize(
    ("action", "role", "state"),
    [
        ("pass_on", "R51", "received"),
        ("rule_gemeente", "R52", "disputed"),
        ("agree_gemeente", "R12", "disputed"),
    ],
)
@pytest.mark.parametrize("refused", [False, True])
def test_an_offer_that_goes_on_to_another_team_is_shared_anew_and_a_no_stops_it(
    action: str, role: str, state: str, refused: bool, world: World
) -> None:
    case = world.case("handing_over")
    handover = world.handover(state, case=case)
    given = arguments(world, case_ref=case.ref)[f"handover.{action}"] | {"handover_ref": handover.ref}
    by, before = world.by(world.account(role)), handover.owner_person_id
    if refused:
        said_no(world, case)
        with pytest.raises(SharingRefused):
            ACTIONS[f"handover.{action}"].perform(by=by, **given)
        assert not Disclosure.objects.exists()
    else:
        ACTIONS[f"handover.{action}"].perform(by=by, **given)
        kept = Disclosure.objects.get(case=case)
        assert (kept.way, str(kept.owner_team_id)) == ("handover", VA)
    assert Handover.objects.get(pk=handover.pk).owner_person_id == before


def test_what_was_shared_before_a_yes_was_taken_back_stays_as_it_is(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    consent.record(
        by=anke, case_ref=case.ref, recipient_kind="gp", answer="yes", words="Mag.", source="person"
    )
    told = {"recipient_kind": "gp", "recipient": "Huisarts", "kinds": ["name"], "text": "Bekend?"}
    kept = disclosures.call(by=anke, case_ref=case.ref, **told)
    consent.record(
        by=anke, case_ref=case.ref, recipient_kind="gp", answer="no", words="Toch niet.", source="person"
    )
    with pytest.raises(SharingRefused):
        disclosures.call(by=anke, case_ref=case.ref, **told)
    assert Disclosure.objects.get().state == kept.state == "delivered"


def test_a_no_to_one_team_is_no_no_to_another_and_a_no_to_all_is_to_each(world: World) -> None:
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    told = {
        "by": anke,
        "case_ref": case.ref,
        "recipient_kind": "wijkteam",
        "words": "Nee.",
        "source": "person",
    }
    consent.record(answer="no", recipient_team=WIJKTEAM_TEAM, **told)
    assert consents.refused(case.pk, "wijkteam", WIJKTEAM_TEAM)
    assert not consents.refused(case.pk, "wijkteam", "wijkteam-urk")
    assert consents.refused(case.pk, "wijkteam"), "whoever is named in words only may be that team"
    consent.record(answer="yes", **told)
    assert not consents.refused(case.pk, "wijkteam", WIJKTEAM_TEAM)
    consent.record(answer="no", **told)
    assert consents.refused(case.pk, "wijkteam", "wijkteam-urk")


def test_two_people_who_knew_of_the_no_may_decide_otherwise(world: World) -> None:
    case = world.case("guidance")
    said_no(world, case)
    weighed = world.disclosure(
        "weighed",
        case=case,
        recipient_kind="wijkteam",
        consent="no",
        ground="L8",
        kinds=["name"],
        urgency="U4",
    )
    anke, other = world.by(world.account("R11")), world.by(world.account("R12"))
    with pytest.raises(Refusal):
        disclosures.release(by=anke, disclosure_ref=weighed.ref)
    disclosures.ask_review(by=anke, disclosure_ref=weighed.ref)
    disclosures.approve(by=other, disclosure_ref=weighed.ref)
    shared = disclosures.deliver(by=anke, disclosure_ref=weighed.ref)
    assert (shared.state, str(shared.reviewed_by_id)) == ("delivered", other.actor)


@pytest.mark.parametrize("tied", [False, True])
def test_a_no_in_a_case_holds_for_a_call_about_another_report_of_the_same_person(
    world: World, tied: bool
) -> None:
    case = world.case("guidance")
    consent.record(
        by=world.by(world.account("R11")), case_ref=case.ref, recipient_kind="ggz", answer="no", words="Nee.",
        source="person",
    )  # fmt: skip
    melding = world.melding("linked") if tied else world.melding("linked", person=case.person)
    if tied:
        world.tied(melding, earlier=case.person)
    for said in ("", "yes"):
        with pytest.raises(SharingRefused):
            disclosures.call(
                by=world.by(world.account("R10")), melding_ref=melding.ref, recipient_kind="ggz",
                recipient="S. de Boer", kinds=["name"], text="Kent u hem?", consent_given=said,
            )  # fmt: skip
