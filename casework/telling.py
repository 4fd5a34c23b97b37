"""Who gets to know that something changed? Notices are rows in the same change; they carry a reference, no content."""

from casework.models.account import Account
from casework.models.base import Record
from casework.models.region import Team
from casework.work import current_work
from notifications.notices import notice


def tell_person(person: Account | None, event: str, *, about: Record, level: str | None = None) -> None:
    """One colleague gets a notice. Nobody is told about an own act."""
    work = current_work()
    if person is None or str(person.pk) == work.by.actor:
        return
    work.notices.append(
        notice(event=event, about_kind=about.kind(), about_ref=about.ref, at=work.by.at, to_person=person.pk,
               level=level)
    )  # fmt: skip


def tell_team(
    team: Team | str | None, event: str, *, about: Record, role: str = "", level: str | None = None
) -> None:
    """The duty of a team, or everyone of the team in one role, gets a notice."""
    if not team:
        return
    work = current_work()
    team_id = team.pk if isinstance(team, Team) else team
    work.notices.append(
        notice(event=event, about_kind=about.kind(), about_ref=about.ref, at=work.by.at, to_team=team_id, to_role=role,
               level=level)
    )  # fmt: skip


def tell_owner(record: Record, event: str, *, level: str | None = None) -> None:
    """Whoever owns it now: the person, or the duty of the team when no person does."""
    person = getattr(record, "owner_person", None)
    if person is not None:
        tell_person(person, event, about=record, level=level)
    else:
        tell_team(getattr(record, "owner_team", None), event, about=record, level=level)
