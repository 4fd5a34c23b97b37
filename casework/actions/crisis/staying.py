"""What is done while the pair is there? The sheet is kept, a line is written, another service is called."""

from casework import access, flags, nachtkaart_terms
from casework.actions.command import command
from casework.actions.crisis.shared import add_line, locked, logged_step
from casework.models import Crisis, Escalation, Person
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.crisis import SHEET
from workflows.escalation import State as EscalationState

VISIT = "visit"


@command
def fill_sheet(
    *, by: Acting, crisis_ref: str, sheet: dict[str, str], details: dict[str, str] | None = None, summary: str = "",
    seen_version: int | None = None,
) -> Crisis:  # fmt: skip
    """Keep the crisis sheet as far as it is known. `sheet`: question -> yes|no|onbekend; `details`: what was seen.

    A weapon stands from now on in the safety block of every page about this person.
    """
    crisis = locked(crisis_ref, by=by, step="fill_sheet", seen_version=seen_version)
    crisis.fill_sheet(by=by, sheet=sheet)
    seen = details or {}
    crisis.sheet = {
        question: {"answer": sheet[question], "seen": str(seen.get(question) or "")}
        for question in SHEET
        if sheet.get(question)
    }
    if summary.strip():
        crisis.summary = summary
    if sheet.get("weapons") == "yes":
        _warn(crisis, str(seen.get("weapons") or ""), by=by)
    return crisis


def _warn(crisis: Crisis, detail: str, *, by: Acting) -> None:
    person = access.locked_together(Person.objects.all(), pk=crisis.person_id)
    (kept,) = access.open_fields([(person, ["flags"])], by=by, about=crisis.ref, action="crisis.read")
    flags.write(person, flags.with_weapons(kept.get("flags") or [], detail=detail, on=local_date(by.at)))
    nachtkaart_terms.begin_for([person.pk], at=by.at)


@command
def stabilise(*, by: Acting, crisis_ref: str, seen_version: int | None = None) -> Crisis:
    """The first danger is over. All five questions of the sheet are asked; the visit ends."""
    crisis = locked(crisis_ref, by=by, step="stabilise", seen_version=seen_version)
    crisis.stabilise(by=by, sheet=answers_of(crisis, by=by))
    crisis.visit_ended_at = by.at
    add_line(crisis, "stabilise", by=by)
    return crisis


@command
def note(
    *, by: Acting, crisis_ref: str, text: str, what: str = "note", seen_version: int | None = None
) -> Crisis:
    """A line in the log. `what`: note, phone or visit; the plan counts from the end of the last visit."""
    crisis = locked(crisis_ref, by=by, step="note", seen_version=seen_version)
    crisis.note(by=by, text=text, what=what)
    add_line(crisis, what, by=by, text=text)
    if what == VISIT:
        crisis.visit_ended_at = by.at
    else:
        current_work().concerns(crisis)
    return crisis


@command
def call_service(
    *, by: Acting, crisis_ref: str, chain: str, acceptor: str = "", note: str = "", seen_version: int | None = None
) -> Crisis:  # fmt: skip
    """Another service must act too. `chain`: 112, ggz_crisis, vt or crisismaatregel. `acceptor`: who took it there;
    empty as long as nobody did. It is followed until then, and stays ours."""
    crisis = logged_step(
        "call_service", by=by, crisis_ref=crisis_ref, seen_version=seen_version, text=note, chain=chain
    )
    current_work().add(
        Escalation(
            crisis=crisis, person_id=crisis.person_id, urgency=crisis.urgency, gemeente=crisis.gemeente, chain=chain,
            acceptor=acceptor.strip(), note=note, asked_on=local_date(by.at), owner_team_id=crisis.owner_team_id,
            owner_person_id=crisis.owner_person_id or by.actor, shielded_for=crisis.shielded_for,
            state=EscalationState.OPEN if acceptor.strip() else EscalationState.CALLED,
        )
    )  # fmt: skip
    current_work().concerns(crisis)
    return crisis


def answers_of(crisis: Crisis, *, by: Acting) -> dict[str, str]:
    """Question -> answer, as far as they were asked. One access row."""
    (kept,) = access.open_fields([(crisis, ["sheet"])], by=by, about=crisis.ref, action="crisis.read")
    return {question: str(said["answer"]) for question, said in dict(kept.get("sheet") or {}).items()}
