"""How does a crisis begin beside its melding, and what comes back to the melding when it was none?

The melding stays what it is, with its own owner and term: whoever sent it keeps it until a named pair took the crisis.
"""

from casework import access
from casework.actions.command import as_system
from casework.actions.crisis.shared import WITH_CLOCK
from casework.directory.current import pack
from casework.models import Crisis, Melding
from casework.telling import tell_duty, tell_owner, tell_person, tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

URGENT = ("U0", "U1", "U2")
WITH_ITS_CLOCK = Melding.objects.select_related("clock", "owner_person", "owner_team")


def beside(melding: Melding, *, urgency: str, by: Acting) -> Crisis:
    """The crisis of this melding that lies with the crisis team: the one that runs, or a new one. Everybody who can
    take it is told."""
    running = Crisis.unfinished().filter(melding=melding).values_list("pk", flat=True).first()
    if running:
        crisis = access.locked_together(WITH_CLOCK, pk=running)
        if crisis.state != "announced":
            taken_along(melding, crisis, by=by)
        return crisis
    crisis = Crisis(
        melding=melding, person=melding.person, urgency=urgency, gemeente=melding.gemeente, offered_at=by.at,
        owner_team_id=pack().region.about.crisis, shielded_for=melding.shielded_for, sheet={},
    )  # fmt: skip
    current_work().add(crisis)
    level = "page" if urgency in URGENT else None
    tell_team(crisis.owner_team_id, "crisis.announced", about=crisis, role=Role.CRISIS_WORKER, level=level)
    tell_duty(str(crisis.owner_team_id), "crisis.announced", about=crisis, level=level)
    return crisis


def melding_of(crisis: Crisis) -> Melding:
    """The melding beside it, locked: it changes along."""
    return access.locked_together(WITH_ITS_CLOCK, pk=crisis.melding_id)


def taken_along(melding: Melding, crisis: Crisis, *, by: Acting) -> None:
    """A pair took the crisis by name: the melding that was sent there is taken with it."""
    name = crisis.owner_person
    if melding.state == "at_crisis" and name is not None:
        screener = melding.owner_person
        melding.take_crisis(by=by, owner=name)
        melding.owner_team_id = str(crisis.owner_team_id)
        tell_person(screener, "melding.accepted", about=melding)
    elif melding.state == "forwarded" and _was_sent(melding, crisis):
        melding.accept(by=as_system(by), acceptor=name.name if name else str(crisis.owner_team_id))
        melding.acceptor = name.name if name else ""
        tell_person(melding.owner_person, "melding.accepted", about=melding)


def comes_back(crisis: Crisis, *, advice: str, by: Acting) -> None:
    """It was no crisis: the melding goes on where it was sent from, with `advice`.

    What was sent elsewhere since stays there.
    """
    melding = melding_of(crisis)
    if not _was_sent(melding, crisis):
        return
    if melding.state in ("at_crisis", "in_crisis"):
        melding.owner_team_id, melding.target = pack().region.about.meldpunt, ""
        melding.wait_after_crisis(by=as_system(by))
    elif melding.state in ("forwarded", "in_care"):
        melding.come_back_from_crisis(by=as_system(by))
    elif melding.state == "closed":
        melding.reopen_after_crisis(by=as_system(by))
    else:
        # Two gemeenten are settling whose it is: their words stay, and it is not lying with us.
        return
    melding.remark = advice
    tell_owner(melding, "melding.returned")


def falls_away(melding: Melding, *, by: Acting) -> None:
    """The melding went another way before anybody took its crisis: nobody has to take it any more."""
    waiting = Crisis.objects.filter(melding=melding, state="announced").values_list("pk", flat=True)
    for key in list(waiting):
        access.locked_together(WITH_CLOCK, pk=key).fall_away(by=as_system(by))


def _was_sent(melding: Melding, crisis: Crisis) -> bool:
    """Is this melding still the one that was sent to the crisis team?"""
    return melding.target == str(crisis.owner_team_id)
