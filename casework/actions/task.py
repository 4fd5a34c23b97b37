"""What can a partner do with a task, and who asked for it? Every contact stands in the case as well."""

from casework import access
from casework.actions.command import command
from casework.models import ContactAttempt, PartnerTask
from casework.people import colleague
from casework.telling import tell_person
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

WITH_CLOCK = PartnerTask.objects.select_related(
    "clock", "owner_person", "sender_person", "receiver_person", "receiver_team"
)


@command
def accept(*, by: Acting, task_ref: str, acceptor: str, seen_version: int | None = None) -> PartnerTask:
    """Somebody of the partner does it. `acceptor`: username of a colleague there."""
    task = _locked(task_ref, by=by, step="accept", seen_version=seen_version)
    person = colleague(acceptor, team=str(task.receiver_team_id), roles=(Role.PARTNER,))
    task.accept(by=by, acceptor=person.name if person else "")
    task.receiver_person = person
    tell_person(task.sender_person, "task.accepted", about=task)
    tell_person(person, "task.accepted", about=task)
    return task


@command
def log_contact(
    *, by: Acting, task_ref: str, channel: str, daypart: str, result: str, reached: bool = False, minutes: int = 0,
    seen_version: int | None = None,
) -> PartnerTask:  # fmt: skip
    """A try or a contact of the partner. `minutes`: time spent; it counts in the case as well."""
    task = _locked(task_ref, by=by, step="log_contact", seen_version=seen_version)
    task.log_contact(by=by, channel=channel, daypart=daypart, result=result, minutes=minutes)
    task.minutes += minutes
    work = current_work()
    work.add(
        ContactAttempt(
            case_id=task.case_id, at=by.at, by_id=by.actor, what="attempt", channel=channel, daypart=daypart,
            reached=reached, minutes=minutes, text=result,
        )
    )  # fmt: skip
    work.restart_clock(task)
    tell_person(task.sender_person, "task.contact", about=task)
    return task


@command
def finish(*, by: Acting, task_ref: str, result: str, seen_version: int | None = None) -> PartnerTask:
    """Done: what came of it."""
    task = _locked(task_ref, by=by, step="finish", seen_version=seen_version)
    task.finish(by=by, result=result)
    task.result = result
    tell_person(task.sender_person, "task.done", about=task)
    return task


@command
def give_back(
    *, by: Acting, task_ref: str, reason: str, note: str = "", seen_version: int | None = None
) -> PartnerTask:
    """Not by us. `reason`: from the list; being full is not in it."""
    task = _locked(task_ref, by=by, step="give_back", seen_version=seen_version)
    task.give_back(by=by, reason=reason)
    task.result = note
    tell_person(task.sender_person, "task.given_back", about=task)
    return task


@command
def withdraw(*, by: Acting, task_ref: str, reason: str, seen_version: int | None = None) -> PartnerTask:
    """Not needed any more. The partner reads nothing of it any more."""
    task = _locked(task_ref, by=by, step="withdraw", seen_version=seen_version)
    task.withdraw(by=by, reason=reason)
    task.result = reason
    tell_person(task.receiver_person, "task.withdrawn", about=task)
    return task


def _locked(task_ref: str, *, by: Acting, step: str, seen_version: int | None) -> PartnerTask:
    return access.for_change(WITH_CLOCK, task_ref, by=by, action=f"task.{step}", seen_version=seen_version)
