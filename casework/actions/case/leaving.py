"""How does a case wait, and how does it end? A pause is looked at on the way; nothing closes while others still act."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from casework import access, terms
from casework.actions.case.shared import add_line, locked, step_with_line
from casework.actions.command import command
from casework.models import Case, Escalation, Handover, PartnerTask
from casework.people import colleague
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.roles import Role


@command
def pause(
    *, by: Acting, case_ref: str, reason: str, expected_end: date, seen_version: int | None = None
) -> Case:
    """Admitted, detained or abroad until about `expected_end`."""
    until = f"{reason} {expected_end:%d-%m-%Y}" if expected_end else reason
    case = step_with_line(
        "pause", by=by, case_ref=case_ref, seen_version=seen_version, text=until,
        reason=reason, expected_end=expected_end,
    )  # fmt: skip
    _look_by_the_end(case, expected_end, by=by)
    return case


@command
def look_at_pause(
    *, by: Acting, case_ref: str, note: str, expected_end: date, seen_version: int | None = None
) -> Case:
    """Does the pause still hold? `expected_end` may be another date than before."""
    case = step_with_line(
        "look_at_pause", by=by, case_ref=case_ref, seen_version=seen_version, text=note,
        note=note, expected_end=expected_end,
    )  # fmt: skip
    _look_by_the_end(case, expected_end, by=by)
    return case


def _look_by_the_end(case: Case, expected_end: date, *, by: Acting) -> None:
    """Somebody looks after the agreed term, and when the person is expected back sooner, by that day."""
    due = terms.due_at(kind="pause_check", record=case, since=by.at)
    early = max((local_date(due) - expected_end).days, 0)
    current_work().restart_clock(case, since=by.at - timedelta(days=early))


@command
def resume(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """The person is back."""
    return step_with_line("resume", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def record_move(*, by: Acting, case_ref: str, where: str, seen_version: int | None = None) -> Case:
    """Moved out of reach. No partner goes on looking for somebody who is not there."""
    case = step_with_line(
        "record_move", by=by, case_ref=case_ref, seen_version=seen_version, text=where, where=where
    )
    _call_partners_back(case, by=by)
    return case


@command
def record_death(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """The person died. No partner rings that door any more."""
    case = step_with_line("record_death", by=by, case_ref=case_ref, seen_version=seen_version)
    _call_partners_back(case, by=by)
    return case


def _call_partners_back(case: Case, *, by: Acting) -> None:
    """What partners were asked is not needed any more: they hear it, and read nothing of it from here."""
    for key in list(PartnerTask.unfinished().filter(case=case).values_list("pk", flat=True)):
        task = access.locked_together(PartnerTask.objects.select_related("clock", "receiver_person"), pk=key)
        task.withdraw(by=by, reason=case.state)
        tell_person(task.receiver_person, "task.withdrawn", about=task)


@command
def close(
    *, by: Acting, case_ref: str, outcome: str, note: str = "", second_person: str = "",
    seen_version: int | None = None,
) -> Case:  # fmt: skip
    """Done, with an outcome from the list. Refused while a handover runs, or anything beside the case.

    `second_person`: username of the colleague who looked along; needed when the person wants no help.
    """
    case = locked(case_ref, by=by, step="close", seen_version=seen_version)
    second = colleague(second_person, team=by.unit, roles=(Role.CARE_COORDINATOR, Role.TEAM_LEAD))
    case.close(
        by=by,
        outcome=outcome,
        note=note,
        second_person=str(second.pk) if second else "",
        **still_running(case),
    )
    add_line(case, "close", by=by, text=note)
    return case


def still_running(case: Case) -> dict[str, bool]:
    """Is a handover running, and does anything run beside the case? One statement."""
    mine = {"case_id": OuterRef("pk")}
    sent = Handover.unfinished().filter(**mine, sender_team_id=OuterRef("owner_team_id"))
    asked = Case.objects.filter(pk=case.pk).values_list(
        Exists(sent.exclude(state="draft")),
        Exists(Escalation.unfinished().filter(**mine)),
        Exists(PartnerTask.unfinished().filter(**mine)),
    )
    handover, elsewhere, partner = asked.get()
    return {"open_handover": handover, "runs_beside": elsewhere or partner}
