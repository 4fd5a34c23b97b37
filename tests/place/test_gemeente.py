"""Which gemeente is it, who says so, and what if nobody knows?"""

from datetime import timedelta

import pytest

from casework.actions import account, melding, triage
from casework.errors import NoSuchColleague, StillHolding
from casework.models import Clock, Melding, Person
from casework.tasks import ring_due
from privacy.context import now
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World
from workflows.gemeente_refusals import GemeenteNeeded, RuleNeeded
from workflows.refusals import NotInTheList

pytestmark = pytest.mark.django_db
URK = "0184"


def received(world: World, **more: object) -> Melding:
    """A melding that the triagist took by phone and claimed."""
    by = world.by(world.account("R10"))
    given = {"narrative": "Slaapt op een bank.", "answers": {"Q1": "no"}, "melder": {}}
    made = melding.receive(by=by, **(given | more))
    return melding.claim(by=by, melding_ref=made.ref)


def page(world: World, item: Melding, role: str = "R10") -> str:
    return words(at_the_screen_of(world.account(role)).get(f"/melding/{item.ref}/"))


def proposal(world: World, item: Melding) -> str:
    """The triage of this melding walked to the end, with outcome WIJKTEAM possible."""
    by = world.by(world.account("R10"))
    ref = item.triage.ref
    triage.answer_safety(by=by, triage_ref=ref, answers=dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no"))
    triage.identify(by=by, triage_ref=ref)
    triage.propose(by=by, triage_ref=ref)
    return ref


def test_a_known_postcode_gives_the_gemeente_and_says_so(world):
    item = received(world, person={"surname": "Dijkgraaf", "postcode": "8255 AB"}, gemeente="0303")
    assert item.gemeente_rule == "postcode"
    assert "volgt uit postcode 8255" in page(world, item)


@pytest.mark.parametrize("postcode", ["1999 ZZ", "8325 AB", ""])
def test_an_unknown_postcode_asks_and_never_rejects(world, postcode):
    item = received(world, person={"surname": "Dijkgraaf", "postcode": postcode})
    assert item.state == "in_triage"
    shown = page(world, item)
    assert "Nog niemand koos de gemeente" in shown
    ref = proposal(world, item)
    settle = {"triage_ref": ref, "outcome": "WIJKTEAM", "urgency": "U5", "reason": "gesproken"}
    with pytest.raises(GemeenteNeeded):
        triage.settle(by=world.by(world.account("R10")), **settle)
    melding.decide_gemeente(
        by=world.by(world.account("R10")), melding_ref=item.ref, gemeente=URK, rule="stays",
        reason="Slaapt bij zijn zus op Urk.",
    )  # fmt: skip
    triage.settle(by=world.by(world.account("R10")), **settle)
    assert Melding.objects.get(pk=item.pk).target == "wijkteam-urk"


def test_four_places_each_have_their_own_meaning_on_the_page(world):
    item = received(world, person={"surname": "Dijkgraaf", "postcode": "8255 AB", "street": "Voorbeeldpad"},
                    gemeente="0303")  # fmt: skip
    melding.decide_gemeente(
        by=world.by(world.account("R10")), melding_ref=item.ref, gemeente="0303", rule="lives",
        reason="Staat daar ingeschreven.", location="Bank bij de haven", stays_gemeente=URK, origin="Kampen",
        paying="0995",
    )  # fmt: skip
    shown = page(world, item)
    for words_of in (
        "Waar is de persoon nu? Bank bij de haven, Urk bepaalt een crisismaatregel",
        "Woonadres Voorbeeldpad, 8255 AB bepaalt Wmo en wijkteam",
        "Gemeente van herkomst Kampen",
        "Gemeente die betaalt Lelystad",
        "woont er",
        "Omdat Staat daar ingeschreven.",
    ):
        assert words_of in shown
    assert Person.objects.get(pk=item.person_id).paying_gemeente == "0995"


def test_the_team_lead_does_not_read_where_the_person_comes_from(world):
    item = received(world, person={"surname": "Dijkgraaf"}, gemeente="0303")
    melding.decide_gemeente(
        by=world.by(world.account("R10")), melding_ref=item.ref, gemeente="0303", rule="told", reason="x",
        origin="Kampen",
    )  # fmt: skip
    assert "Kampen" in page(world, item)
    assert "Kampen" not in page(world, item, "R12")


def test_a_gemeente_without_a_rule_or_with_a_typed_place_is_refused(world):
    item = received(world, person={"surname": "Dijkgraaf"})
    by, ask = world.by(world.account("R10")), {"melding_ref": item.ref, "gemeente": URK, "reason": "zus"}
    with pytest.raises(RuleNeeded):
        melding.decide_gemeente(by=by, rule="", **ask)
    with pytest.raises(NotInTheList):
        melding.decide_gemeente(by=by, rule="told", paying="Zwolle", **ask)
    assert Melding.objects.get(pk=item.pk).gemeente == ""


def test_the_form_of_the_gemeente_starts_with_what_is_known_and_keeps_what_was_typed(world):
    item = received(world, person={"surname": "Dijkgraaf"}, location="Haven")
    triagist = at_the_screen_of(world.account("R10"))
    url = f"/melding/{item.ref}/stap/decide_gemeente/"
    form = triagist.get(url).context["form"]
    assert form["location"].value() == "Haven"
    wrong = triagist.post(url, {"gemeente": URK, "reason": "Zus vertelde het.", "seen_version": item.version})
    assert wrong.status_code == 422
    assert "Zus vertelde het." in wrong.content.decode()
    right = {"gemeente": URK, "rule": "stays", "reason": "Zus vertelde het.", "location": "Haven"}
    with counted_statements() as seen:
        done = triagist.post(url, {**right, "seen_version": Melding.objects.get(pk=item.pk).version})
    assert done.status_code == 302
    assert len(seen) <= 12
    assert Melding.objects.get(pk=item.pk).gemeente == URK


def test_an_unknown_gemeente_ends_within_five_working_days_however_often_it_is_tried(world):
    item = received(world, person={"surname": "Dijkgraaf"})
    by = world.by(world.account("R10"))
    melding.seek_gemeente(by=by, melding_ref=item.ref, reason="Politie gevraagd.")
    first = Clock.objects.get(item_id=item.pk, leading=True)
    assert first.kind == "side_state"
    later = world.by(world.account("R10"), at=now() + timedelta(days=2))
    melding.take_up_again(by=later, melding_ref=item.ref)
    melding.mark_insufficient(by=later, melding_ref=item.ref, reason="Niemand weet het.")
    again = Clock.objects.get(item_id=item.pk, leading=True)
    assert (again.kind, again.due_at) == (first.kind, first.due_at)
    melding.not_take_up(
        by=world.by(world.account("R12"), at=later.at), melding_ref=item.ref, reason="unknown_person"
    )
    melding.give_feedback(by=later, melding_ref=item.ref, how="given")
    assert melding.close(by=later, melding_ref=item.ref).state == "closed"


def test_out_of_the_region_is_told_the_same_day_and_then_ends_like_a_side_state(world):
    item = received(world, person={"surname": "Dijkgraaf"})
    by = world.by(world.account("R10"))
    melding.refer_out_of_area(by=by, melding_ref=item.ref, told="K. Bakker, GGD IJsselland")
    clock = Clock.objects.get(item_id=item.pk, leading=True)
    assert clock.kind == "out_of_area"
    ring_due(clock.due_at + timedelta(minutes=1))
    after = Clock.objects.get(item_id=item.pk, leading=True)
    assert (after.kind, after.started_at) == ("side_state", by.at)
    assert "K. Bakker" in page(world, item)
    melding.give_feedback(by=by, melding_ref=item.ref, how="given")
    assert melding.close(by=by, melding_ref=item.ref).state == "closed"


@pytest.mark.parametrize("state", ["forwarded", "in_care", "waiting_info"])
def test_the_team_lead_gives_a_melding_to_a_colleague_and_then_its_owner_may_leave(world, state):
    owner, other = world.account("R10", "vertrekt"), world.account("R10", "blijft")
    item = world.melding(state, owner_person=owner)
    administrator = world.by(world.account("R92"))
    with pytest.raises(StillHolding):
        account.deactivate(by=administrator, username=owner.username)
    due = Clock.objects.get(item_id=item.pk, leading=True).due_at
    given = {"melding_ref": item.ref, "reason": "gaat weg"}
    with pytest.raises(NoSuchColleague):
        melding.reassign(by=world.by(world.account("R12")), owner=world.account("R50").username, **given)
    with pytest.raises(StillHolding):
        account.deactivate(by=administrator, username=owner.username)
    done = melding.reassign(by=world.by(world.account("R12")), owner=other.username, **given)
    assert done.owner_person == other
    assert Clock.objects.get(item_id=item.pk, leading=True).due_at == due
    item.triage.refresh_from_db()
    assert account.deactivate(by=administrator, username=owner.username).is_active is False


def test_the_name_of_who_took_it_is_sealed_and_shown_to_who_may_know(world):
    item = world.melding("forwarded", target="wijkteam-dronten")
    melding.accept(by=world.by(world.account("R50")), melding_ref=item.ref, acceptor="Joke Voorbeeldzeeëgel")
    stored = Melding.objects.filter(pk=item.pk).values_list("acceptor", flat=True).get()
    assert "Voorbeeldzeeëgel" not in str(stored)
    assert "Joke Voorbeeldzeeëgel" in page(world, item)
    assert "Joke Voorbeeldzeeëgel" in page(world, item, "R12")
