"""What happens when a triagist says that somebody was reported before, and when that was wrong?"""

from datetime import timedelta

import pytest

from casework.actions import melding as meldingen
from casework.actions import pattern as patterns
from casework.errors import ChangedMeanwhile, EarlierNotFound, LinkedToItself
from casework.intake import facts_of
from casework.invariants import violations
from casework.models import Case, Melding, Pattern, SamePerson, Triage
from casework.recognition import recognise
from casework.tying import circle
from notifications.models import Notice
from privacy.ledger.record import ChangeEvent
from tests.recognition.people import ADDED, FATHER, SON, claimed
from workflows.refusals import NotLinked

WHY = "De politie schat hem rond de 48."


@pytest.fixture
def emma(world):
    return world.by(world.account("R10"))


@pytest.fixture
def fathers_case(world, emma):
    return world.case("guidance", melding=claimed(emma, FATHER))


def linked(emma, earlier, person=FATHER, **more):
    melding = claimed(emma, person, **more)
    return meldingen.link(by=emma, melding_ref=melding.ref, earlier_ref=earlier, evidence=WHY)


def events_about(person, action):
    return ChangeEvent.objects.filter(about_kind="person", about_ref=person.ref, action=action).count()


def test_a_link_ties_two_files_and_stands_in_the_ledger_of_both(world, emma, fathers_case):
    melding = linked(emma, fathers_case.ref)
    assert melding.state == "linked"
    assert melding.person_id != fathers_case.person_id
    assert circle([melding.person_id]) == {melding.person_id, fathers_case.person_id}
    assert (
        events_about(melding.person, "melding.link") == events_about(fathers_case.person, "melding.link") == 1
    )
    assert Notice.objects.filter(to_person=world.account("R11").pk, event="melding.linked").count() == 1
    assert violations() == []


def test_the_last_owner_of_a_closed_case_hears_it_too(world, emma):
    closed = world.case("closed", melding=claimed(emma, FATHER))
    linked(emma, closed.ref)
    assert Notice.objects.filter(to_person=world.account("R11").pk, about_ref=closed.ref).exists()


def test_a_linked_report_is_not_shown_to_itself_as_an_earlier_one(emma, fathers_case):
    melding = linked(emma, fathers_case.ref)
    (one,) = recognise(facts_of(FATHER), by=emma, about=melding.ref, own=[melding.person_id]).candidates
    assert (one.ref, one.reports) == (fathers_case.melding.ref, 1)


@pytest.mark.parametrize("person", [FATHER, SON])
def test_nobody_is_linked_without_a_human_however_alike(emma, fathers_case, person):
    claimed(emma, person)
    assert not SamePerson.objects.exists()


def test_a_reference_of_nothing_or_of_itself_is_no_earlier_report(emma, fathers_case):
    melding = claimed(emma, SON)
    for ref, error in (("M-00000000", EarlierNotFound), (melding.ref, LinkedToItself)):
        with pytest.raises(error):
            meldingen.link(by=emma, melding_ref=melding.ref, earlier_ref=ref, evidence=WHY)
    assert Melding.objects.get(pk=melding.pk).state == "in_triage"


def test_undoing_parts_the_files_tells_both_and_leaves_the_fathers_as_it_was(world, emma, fathers_case):
    before = Case.objects.filter(pk=fathers_case.pk).values().get()
    melding = linked(emma, fathers_case.ref, SON)
    meldingen.add_to_case(by=emma, melding_ref=melding.ref, case_ref=fathers_case.ref, **ADDED)
    meldingen.read(by=world.by(world.account("R11")), melding_ref=melding.ref)
    apart = meldingen.unlink(by=emma, melding_ref=melding.ref, reason="Het ging over de zoon.")
    assert (apart.state, apart.owner_person) == ("in_triage", world.account("R10"))
    assert circle([melding.person_id]) == {melding.person_id}
    assert Case.objects.filter(pk=fathers_case.pk).values().get() == before
    for person in (melding.person, fathers_case.person):
        assert events_about(person, "melding.unlink") == 1
    tie = SamePerson.objects.get()
    assert (tie.ended_at, tie.ended_by) == (emma.at, world.account("R10"))
    assert Triage.objects.get(melding=melding).state == "revised"
    assert Notice.objects.filter(event="melding.unlinked", to_person=world.account("R11").pk).count() == 1
    assert violations() == []


def test_what_was_never_linked_cannot_be_parted(world, emma):
    with pytest.raises(NotLinked):
        meldingen.unlink(by=emma, melding_ref=world.melding("in_care").ref, reason="Een ander.")


def test_it_may_be_linked_again_after_it_was_parted(emma, fathers_case):
    melding = linked(emma, fathers_case.ref)
    meldingen.unlink(by=emma, melding_ref=melding.ref, reason="Vergissing.")
    again = meldingen.link(
        by=emma, melding_ref=melding.ref, earlier_ref=fathers_case.ref, evidence="Toch wel."
    )
    assert again.state == "linked"
    assert SamePerson.objects.filter(ended_at=None).count() == 1


def test_of_two_triagists_who_decide_at_once_one_wins(world, emma, fathers_case):
    melding = claimed(emma, FATHER)
    other = world.by(world.account("R10", "tweede"))
    seen = {"melding_ref": melding.ref, "seen_version": melding.version}
    meldingen.link(by=emma, earlier_ref=fathers_case.ref, evidence=WHY, **seen)
    with pytest.raises(ChangedMeanwhile):
        meldingen.link(by=other, earlier_ref=fathers_case.ref, evidence="Ik was er ook.", **seen)
    assert SamePerson.objects.count() == 1


def test_added_to_a_running_case_there_is_no_second_track(world, emma, fathers_case):
    melding = linked(emma, fathers_case.ref)
    added = meldingen.add_to_case(by=emma, melding_ref=melding.ref, case_ref=fathers_case.ref, **ADDED)
    assert (added.state, added.owner_person) == ("added", world.account("R11"))
    assert Triage.objects.get(melding=melding).state == "settled"
    assert Case.objects.filter(melding=melding).count() == 0
    read = meldingen.read(by=world.by(world.account("R11")), melding_ref=melding.ref)
    assert (read.state, read.clock.kind) == ("in_care", "melding_close")
    assert violations() == []


@pytest.mark.parametrize(
    ("new_fact", "danger", "level"), [("no", "no", "silent"), ("yes", "no", "today"), ("no", "yes", "page")]
)
def test_a_new_fact_is_told_sooner_and_danger_at_once(world, emma, fathers_case, new_fact, danger, level):
    melding = linked(emma, fathers_case.ref)
    Notice.objects.all().delete()
    answers = ADDED["answers"] | {"Q2": danger}
    meldingen.add_to_case(
        by=emma, melding_ref=melding.ref, case_ref=fathers_case.ref, answers=answers, new_fact=new_fact
    )
    assert Notice.objects.get(event="melding.linked").level == level


def test_the_third_report_in_a_year_asks_the_team_lead_one_question(world, emma):
    first = claimed(emma, FATHER)
    linked(emma, first.ref)
    assert not Pattern.objects.exists()
    linked(emma, first.ref)
    linked(emma, first.ref)
    question = Pattern.objects.get()
    assert (question.cause, question.state, question.clock.kind) == (
        "three_reports",
        "open",
        "pattern_answer",
    )
    assert Notice.objects.get(event="pattern.found").to_role == "R12"


def test_reports_of_more_than_a_year_ago_make_no_pattern(emma):
    long_ago = emma.at - timedelta(days=400)
    first = claimed(emma, FATHER, received_at=long_ago)
    linked(emma, first.ref, received_at=long_ago)
    linked(emma, first.ref)
    assert not Pattern.objects.exists()


def test_two_doors_are_a_pattern_as_well(world, emma):
    night = meldingen.receive(by=world.by(world.account("R20")), person=FATHER, door="crisisteam", gemeente="0034",
                              narrative="Roept op straat.")  # fmt: skip
    linked(emma, night.ref)
    assert Pattern.objects.get().cause == "two_doors"


def test_once_answered_it_is_silent_until_something_new_shows(world, emma):
    first = claimed(emma, FATHER)
    for _ in range(2):
        linked(emma, first.ref)
    marja = world.by(world.account("R12"))
    question = Pattern.objects.get()
    patterns.answer(by=marja, pattern_ref=question.ref, answer="no", reason="Er loopt een plan.")
    linked(emma, first.ref)
    assert Pattern.objects.count() == 1
    linked(emma, first.ref, channel="police_form")
    assert Pattern.objects.count() == 2
    assert "channel:police_form" in Pattern.objects.get(state="open").signs


def test_after_ninety_days_the_question_may_be_asked_again(world, emma):
    first = claimed(emma, FATHER)
    for _ in range(2):
        linked(emma, first.ref)
    marja = world.by(world.account("R12"), at=emma.at - timedelta(days=91))
    patterns.answer(by=marja, pattern_ref=Pattern.objects.get().ref, answer="mdo", reason="Overleg gepland.")
    linked(emma, first.ref)
    assert Pattern.objects.filter(state="open").count() == 1


def test_a_question_that_rested_on_a_mistake_lapses(world, emma):
    first = claimed(emma, FATHER)
    linked(emma, first.ref)
    mistaken = linked(emma, first.ref, SON)
    meldingen.unlink(by=emma, melding_ref=mistaken.ref, reason="Het ging over de zoon.")
    assert Pattern.objects.get().state == "lapsed"
    assert violations() == []


def test_a_question_that_holds_without_the_mistake_is_asked_again(world, emma):
    first = claimed(emma, FATHER)
    linked(emma, first.ref)
    mistaken = linked(emma, first.ref, SON)
    for _ in range(2):
        linked(emma, first.ref)
    meldingen.unlink(by=emma, melding_ref=mistaken.ref, reason="Het ging over de zoon.")
    assert sorted(Pattern.objects.values_list("state", flat=True)) == ["lapsed", "open"]
    assert Pattern.objects.get(state="open").melding_id != mistaken.pk
    assert violations() == []


def test_files_that_were_tied_together_are_shown_as_one_person(emma, fathers_case):
    apart = claimed(emma, FATHER)
    facts = facts_of(FATHER)
    assert len(recognise(facts, by=emma, about="draft:een").candidates) == 2
    meldingen.link(by=emma, melding_ref=apart.ref, earlier_ref=fathers_case.ref, evidence=WHY)
    (only,) = recognise(facts, by=emma, about="draft:een").candidates
    assert only.reports == 2
