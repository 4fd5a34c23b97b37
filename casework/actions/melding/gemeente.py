"""Which gemeente is it? The triagist decides with a reason; 'not ours' is answered by two people."""

from casework.actions.command import command
from casework.actions.melding.shared import taken
from casework.directory.current import pack
from casework.models import Melding, Person
from casework.place import gemeente_codes, outcome_target, require_known
from casework.telling import tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role


@command
def decide_gemeente(
    *, by: Acting, melding_ref: str, gemeente: str, rule: str, reason: str, location: str | None = None,
    stays_gemeente: str | None = None, origin: str | None = None, paying: str | None = None,
    seen_version: int | None = None,
) -> Melding:  # fmt: skip
    """A human chooses the gemeente. `gemeente`: code. `rule`: lives|stays|postcode|told.

    Four facts of their own meaning may be filled in beside it, None leaves them as they are: `location` and
    `stays_gemeente` (where the person is now), `origin` (text), `paying` (a code, or "elsewhere").
    """
    require_known(stays_gemeente, paying)
    melding = taken(
        "decide_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version,
        gemeente=gemeente, rule=rule, reason=reason, known=gemeente_codes(),
    )  # fmt: skip
    melding.gemeente, melding.gemeente_rule, melding.gemeente_reason = gemeente, rule, reason
    if location is not None:
        melding.location = location
    if stays_gemeente is not None:
        melding.stays_gemeente = stays_gemeente
    if origin is not None or paying is not None:
        _about_the_person(melding, origin=origin, paying=paying)
    return melding


def _about_the_person(melding: Melding, *, origin: str | None, paying: str | None) -> None:
    person = Person.objects.select_for_update().get(meldingen=melding)
    current_work().touch(person)
    person.origin = origin if origin is not None else person.origin
    person.paying_gemeente = paying if paying is not None else person.paying_gemeente


@command
def seek_gemeente(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """Nobody knows yet which gemeente it is. `reason`: what was asked, and whom."""
    melding = taken("seek_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason)
    melding.remark, melding.side_since = reason, melding.side_since or by.at
    return melding


@command
def dispute_gemeente(
    *, by: Acting, melding_ref: str, gemeente: str, reason: str, new_fact: str = "",
    seen_version: int | None = None,
) -> Melding:  # fmt: skip
    """The coordinator of the target says whose it is instead. `gemeente`: code of the right one.

    `new_fact`: needed when it was decided before.
    """
    melding = taken(
        "dispute_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version,
        gemeente=gemeente, reason=reason, new_fact=new_fact, known=gemeente_codes(),
    )  # fmt: skip
    melding.disputed_at = by.at
    melding.dispute_reason, melding.ruling_reason = "\n\n".join(filter(None, (reason, new_fact))), ""
    tell_person(melding.owner_person, "gemeente.disputed", about=melding)
    tell_team(melding.owner_team_id, "gemeente.disputed", about=melding, role=Role.TEAM_LEAD)
    return melding


@command
def agree_gemeente(*, by: Acting, melding_ref: str, reason: str, seen_version: int | None = None) -> Melding:
    """The team lead agrees: two people, one decision. It goes to the gemeente that was named."""
    melding = taken(
        "agree_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version, reason=reason
    )
    return _decided(melding, reason=reason, by=by)


@command
def propose_gemeente(
    *, by: Acting, melding_ref: str, gemeente: str, reason: str, seen_version: int | None = None
) -> Melding:
    """The team lead sees it otherwise and proposes; the coordinator of the target signs, or it climbs."""
    melding = taken(
        "propose_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version,
        gemeente=gemeente, reason=reason, known=gemeente_codes(), by_actor=by.actor,
    )  # fmt: skip
    melding.ruling_reason = reason
    tell_team(melding.target, "gemeente.proposed", about=melding, role=Role.WIJKTEAM_COORDINATOR)
    return melding


@command
def sign_gemeente(*, by: Acting, melding_ref: str, seen_version: int | None = None) -> Melding:
    """The second signature under the proposal of the team lead."""
    melding = taken("sign_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version)
    return _decided(melding, by=by)


@command
def rule_gemeente(
    *, by: Acting, melding_ref: str, gemeente: str, reason: str, seen_version: int | None = None
) -> Melding:
    """The two did not agree: the manager of the gemeente or the region decides, by name."""
    melding = taken(
        "rule_gemeente", by=by, melding_ref=melding_ref, seen_version=seen_version,
        gemeente=gemeente, reason=reason, known=gemeente_codes(),
    )  # fmt: skip
    return _decided(melding, reason=reason, by=by)


def _decided(melding: Melding, *, by: Acting, reason: str | None = None) -> Melding:
    """It lies with the gemeente of the decision, with its full time; the sender was and is the owner."""
    if reason is not None:
        melding.ruling_reason = reason
    melding.target = outcome_target(melding, at=by.at)
    tell_person(melding.owner_person, "gemeente.decided", about=melding)
    if melding.target in pack().region.teams:
        tell_team(melding.target, "melding.forwarded", about=melding)
    return melding
