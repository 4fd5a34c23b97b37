"""Who gets to know that something changed? Notices are rows in the same change; they carry a reference, no content.

Who is away is not left with it: a clock rings with the deputy, or with the duty of the team when there is none.
"""

from casework import duty
from casework.directory.entries import Duty
from casework.models.account import Account
from casework.models.base import Record
from casework.models.melding import Melding
from casework.models.region import Team
from casework.work import current_work
from notifications.notices import notice
from privacy.context import kept


def tell_person(person: Account | None, event: str, *, about: Record, level: str | None = None) -> None:
    """One colleague gets a notice; their deputy or the duty while they are ill. Nobody is told about an own act."""
    if person is None:
        return
    if person.ill_since is not None:
        _tell_for(person, event, about=about, level=level)
    else:
        _tell(person, event, about=about, level=level)


def _tell(person: Account, event: str, *, about: Record, level: str | None) -> None:
    work = current_work()
    if str(person.pk) == work.by.actor or person.pk in about.not_called():
        return
    work.notices.append(
        notice(event=event, about_kind=about.kind(), about_ref=about.ref, at=work.by.at, to_person=person.pk,
               level=level)
    )  # fmt: skip


def _tell_for(person: Account, event: str, *, about: Record, level: str | None) -> None:
    """Whoever answers for a colleague at this moment: themselves, their deputy, or the duty of their team.

    Of what is shielded neither of those two may know: then everybody who is named and there.
    """
    answering = answers_for(person)
    if is_closed_to(about, answering):
        for named in _named_and_there(about) or [person]:
            _tell(named, event, about=about, level=level)
    elif answering is not None and answering.pk not in about.not_called():
        _tell(answering, event, about=about, level=level)
    else:
        tell_duty(str(person.team_id), event, about=about, level=level)


def is_closed_to(about: Record | None, person: Account | None) -> bool:
    """Is this item shielded, and is this colleague (None: whoever holds the duty) not among those it names?"""
    named = str(getattr(about, "shielded_for", "")).split()
    return bool(named) and (person is None or str(person.pk) not in named)


def _named_and_there(about: Record) -> list[Account]:
    named = Account.objects.filter(pk__in=str(vars(about)["shielded_for"]).split(), is_active=True)
    at = current_work().by.at
    return [account for account in named if not account.is_away(at)]


def answers_for(person: Account) -> Account | None:
    """The colleague with whom a clock of `person` rings now. None: nobody by name, so the duty of the team."""
    at = current_work().by.at
    if not person.is_away(at):
        return person
    deputy = person.deputy
    return deputy if deputy is not None and deputy.is_active and not deputy.is_away(at) else None


def tell_team(
    team: Team | str | None, event: str, *, about: Record, role: str = "", level: str | None = None
) -> None:
    """Everyone of a team, or everyone of it in one role, gets a notice."""
    if not team:
        return
    work = current_work()
    team_id = team.pk if isinstance(team, Team) else team
    work.notices.append(
        notice(event=event, about_kind=about.kind(), about_ref=about.ref, at=work.by.at, to_team=team_id, to_role=role,
               level=level)
    )  # fmt: skip


def tell_role(team_id: str, role: str, event: str, *, about: Record, level: str | None = None) -> None:
    """Everyone of a team in one role; while all of them are away, whoever has the duty of that team hears it too."""
    tell_team(team_id, event, about=about, role=role, level=level)
    at = current_work().by.at
    staff = _staff(team_id, role) if role else []
    if staff and all(one.is_away(at) for one in staff):
        tell_duty(team_id, event, about=about, level=level)


def tell_duty(team_id: str, event: str, *, about: Record, level: str | None = None) -> None:
    """Whoever holds the duty of a team, not the whole team."""
    _tell_holder(duty.standing(team_id, current_work().by.at), event, about=about, level=level)


def tell_answering(team_id: str, event: str, *, about: Record, level: str | None = None) -> None:
    """Whoever answers for a team now: by name, and with them the role behind that duty, the last who can hear it."""
    answering = duty.answering(team_id, current_work().by.at)
    _tell_holder(answering, event, about=about, level=level, and_role=True)


def tell_of_arrival(melding: Melding) -> None:
    """A new melding: its duty, or while that team is closed the duty that answers, once in half an hour."""
    at, team = current_work().by.at, str(melding.owner_team_id)
    own = duty.own(team, at)
    answering = own or duty.answering(team, at)
    _tell_holder(answering, "melding.received", about=melding, level=None if own else "today")


def _tell_holder(held: Duty, event: str, *, about: Record, level: str | None, and_role: bool = False) -> None:
    """Whom the roster names; else the role that holds this duty, or its deputy role when nobody in that role is there.

    Of what is shielded from whom the roster names, the role hears. and_role: the role hears in any case.
    """
    staff = staff_of(held)
    named = [one for one in staff if vars(one)["rostered"] and one.ill_since is None]
    by_name = [one for one in named if not is_closed_to(about, one) and one.pk not in about.not_called()]
    for one in by_name:
        _tell(one, event, about=about, level=level)
    if and_role or not by_name:
        tell_team(held.team, event, about=about, role=_role_there(held, staff), level=level)


def role_there(held: Duty) -> str:
    """The role (R-code) in which somebody can hear of this duty now: its own, or its deputy role."""
    return _role_there(held, staff_of(held))


def staff_of(held: Duty) -> list[Account]:
    """Who may have this duty, in its own or its deputy role, each with `rostered`."""
    return _staff(held.team, held.role, held.deputy_role)


def _staff(team: str, *roles: str) -> list[Account]:
    """The active colleagues of a team in these roles, asked once in an act: a lot of clocks rings for the same few."""
    asked = kept("staff")
    if (team, roles) not in asked:
        staff = Account.objects.filter(team_id=team, role__in=roles, is_active=True)
        asked[team, roles] = list(duty.with_rostered(staff, current_work().by.at))
    found: list[Account] = asked[team, roles]
    return found


def _role_there(held: Duty, staff: list[Account]) -> str:
    there = {one.role for one in staff if not one.is_away(current_work().by.at)}
    return held.role if held.role in there or held.deputy_role not in there else held.deputy_role


def tell_owner(record: Record, event: str, *, level: str | None = None) -> None:
    """Whoever owns it now, or answers for the owner: the person, the deputy, or the duty of the team."""
    person = getattr(record, "owner_person", None)
    if person is not None:
        _tell_for(person, event, about=record, level=level)
    else:
        tell_duty(str(getattr(record, "owner_team_id", "")), event, about=record, level=level)
