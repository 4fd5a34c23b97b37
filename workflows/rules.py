"""Does a step make sense with what was filled in? Plain values in, yes or no out. Standard library only."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from workflows import refusals
from workflows.calendars import local_date
from workflows.lifecycle import Guard

WAITING_LIST_DAYS = 30
"""The longest wait a receiving team may promise by itself, in calendar days. Source: docs/lifecycles.md, handover."""

CAPACITY_WORDS = ("vol", "capacity", "capaciteit", "full", "wachtlijst", "druk")


def guard(refusal: type[refusals.Refusal]) -> Callable[[Callable[[Any, dict[str, Any], Any], bool]], Guard]:
    """Make a guard of a question; when the answer is no the step is refused with `refusal`."""
    return lambda question: Guard(question.__name__, question, refusal)


def filled(name: str, refusal: type[refusals.Refusal]) -> Guard:
    """The argument `name` was given and is not empty."""
    return Guard(f"{name}_is_given", lambda record, given, by: bool(_text(given.get(name))), refusal)


def one_of(name: str, allowed: tuple[str, ...], refusal: type[refusals.Refusal]) -> Guard:
    """The argument `name` is one of a closed list."""
    return Guard(f"{name}_is_in_the_list", lambda record, given, by: given.get(name) in allowed, refusal)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def fits(name: str, most: int, refusal: type[refusals.Refusal]) -> Guard:
    """The argument `name` has at most `most` characters."""
    return Guard(f"{name}_fits", lambda record, given, by: len(_text(given.get(name))) <= most, refusal)


@guard(refusals.CapacityIsNoReason)
def reason_is_not_capacity(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A full team is met with a waiting list, never with giving back. Source: docs/lifecycles.md, handover."""
    return _text(given.get("reason")).lower() not in CAPACITY_WORDS


@guard(refusals.SomebodyElseTypes)
def draft_is_free(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A draft belongs to who types it; one that was left, or that is not saved yet, to nobody."""
    return record.owner_person_id is None or str(record.owner_person_id) == str(by.actor)


@guard(refusals.DangerNotAnswered)
def danger_is_answered(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Q1 is yes, no or onbekend."""
    return (given.get("answers") or {}).get("Q1") in ("yes", "no", "onbekend")


@guard(refusals.PlaceOrPersonNeeded)
def place_or_person_is_known(record: Any, given: dict[str, Any], by: Any) -> bool:
    """There is something to look for: a person or a place."""
    return bool(given.get("findable"))


@guard(refusals.SafetyFirst)
def safety_is_answered(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Q1, Q1b, Q2 and Q3 each have an answer."""
    answers = given.get("answers") or {}
    return all(answers.get(question) in ("yes", "no", "onbekend") for question in ("Q1", "Q1b", "Q2", "Q3"))


@guard(refusals.ViolenceNotAnswered)
def violence_is_answered(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Q6a and Q6b each have an answer. Source: docs/triage-tree.md."""
    answers = given.get("answers") or {}
    return all(answers.get(question) in ("yes", "no", "onbekend") for question in ("Q6a", "Q6b"))


@guard(refusals.UnknownOutcome)
def outcome_is_in_the_tree(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The chosen outcome is one that can be decided in this version of the tree."""
    return given.get("outcome") in given.get("known", ())


@guard(refusals.AdviceBlocked)
def advice_is_allowed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A hard stop of the tree forbids the outcome ADVIES. Source: docs/triage-tree.md."""
    return given.get("deviation") != "forbidden"


@guard(refusals.ReasonNeeded)
def deviation_has_a_reason(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever decides otherwise than the proposal says why."""
    return given.get("deviation") == "same" or bool(_text(given.get("reason")))


@guard(refusals.SecondPersonNeeded)
def no_downgrade_alone(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Lowering U0-U2 is not for one person."""
    return given.get("deviation") != "downgrade"


@guard(refusals.SecondPersonIsYou)
def second_is_somebody_else(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Four eyes are two people."""
    return bool(by.actor) and str(by.actor) != str(record.decided_by)


@guard(refusals.ColleagueNeeded)
def second_person_is_named(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A step for two names the colleague who looked along, and that is not the actor."""
    second = _text(given.get("second_person"))
    return bool(second) and second != str(by.actor)


@guard(refusals.MinutesOutOfRange)
def minutes_fit_in_a_day(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Time spent on one try, in whole minutes."""
    return 0 <= given.get("minutes", 0) <= 1_440


@guard(refusals.VisitCheckNeeded)
def first_visit_is_checked(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Nobody rings a door for the first time without the question whether one can go alone."""
    return (
        given.get("channel") != "visit" or record.state != "assigned" or bool(_text(given.get("safe_alone")))
    )


@guard(refusals.AlternativeNeeded)
def the_right_place_is_named(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever says 'not here' says where. Moving, death and withdrawal by the client need no other place."""
    return given.get("reason") in NEEDS_NO_ALTERNATIVE or bool(_text(given.get("alternative")))


NEEDS_NO_ALTERNATIVE = ("client_withdraws", "admitted_or_detained", "deceased")


@guard(refusals.WaitingTooLong)
def start_is_within_thirty_days(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A waiting list without an end is a refusal in other words."""
    start = given.get("start_date")
    today = local_date(by.at)
    return isinstance(start, date) and today <= start <= today + timedelta(days=WAITING_LIST_DAYS)


@guard(refusals.AskedTwiceAlready)
def may_still_ask(record: Any, given: dict[str, Any], by: Any) -> bool:
    """One thread, at most two questions: after that the telephone is faster."""
    return record.questions_asked < 2


@guard(refusals.AbsenceNeedsReason)
def an_absent_client_is_explained(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The conversation is about somebody, so with somebody, unless that was tried and failed."""
    return bool(given.get("client_present")) or bool(_text(given.get("absence_reason")))


@guard(refusals.StillInCareNeeded)
def person_is_still_in_care(record: Any, given: dict[str, Any], by: Any) -> bool:
    """After six weeks the handover ends only when it held."""
    return given.get("still_in_care") is True


@guard(refusals.FeedbackNotSettled)
def feedback_is_settled(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The melder heard, did not want to hear, or cannot be reached."""
    return record.feedback in ("given", "not_wanted", "not_possible")


@guard(refusals.HandoverStillOpen)
def no_handover_is_open(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The sender's case cannot close before the receiver confirmed. Source: docs/lifecycles.md, handover."""
    return not given.get("open_handover")


@guard(refusals.HandoverAlreadyOpen)
def no_second_offer(record: Any, given: dict[str, Any], by: Any) -> bool:
    """One handover at a time per case."""
    return not given.get("other_open")


@guard(refusals.ContactFirst)
def case_can_be_handed_over(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Only a case with contact, that is open, goes over. Source: docs/lifecycles.md, outreach."""
    return bool(given.get("case_has_contact"))


@guard(refusals.ChecklistIncomplete)
def checklist_is_complete(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Every required part of the package has text."""
    return not given.get("missing", True)


@guard(refusals.GroundNeeded)
def sharing_has_a_ground(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Ground code, and consent yes, no, or not asked with a reason. Source: docs/privacy.md."""
    consent = given.get("consent")
    explained = consent in ("yes", "no") or (
        consent == "not_asked" and bool(_text(given.get("consent_reason")))
    )
    return bool(_text(given.get("ground"))) and explained


@guard(refusals.GroundNeeded)
def ground_is_in_force(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The code of a ground that fits this sharing on this day, from the region's dated list."""
    return given.get("ground") in given.get("grounds", ())


@guard(refusals.ReceiverMayNotReceive)
def receiver_may_receive(record: Any, given: dict[str, Any], by: Any) -> bool:
    """The chosen team is one that takes handovers."""
    return given.get("receiver_may_receive") is True


@guard(refusals.HouseholdNotAsked)
def household_is_asked(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Q6a and Q6b have an answer too: who screens at night asks after the children."""
    answers = given.get("answers") or {}
    return all(answers.get(question) in ("yes", "no", "onbekend") for question in ("Q6a", "Q6b"))


@guard(refusals.DayTeamIsOpen)
def day_team_is_closed(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Screening is for the hours in which nobody weighs. Source: docs/lifecycles.md, melding."""
    return given.get("day_team_open") is False


@guard(refusals.ReasonNeeded)
def waiting_is_explained(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever lets it wait says why."""
    return given.get("outcome") != "wait" or bool(_text(given.get("reason")))
