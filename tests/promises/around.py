"""What happens around the items? Reports and calls come in, shifts change, colleagues are ill, services say how it is.

Plain values for a test to draw from, as in tries.py. Nothing here performs anything, but for `make_one`.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from casework.models import Account, Case, Shift
from tests.named import CRISIS_TEAM, FAN_TEAM, VA, WIJKTEAM_TEAM
from tests.promises.arguments import NOUNS
from tests.promises.tries import BESIDE, REPORTS
from tests.world import World
from workflows.calendars import local_date

SYSTEM = "R00"
ROSTERED = (VA, CRISIS_TEAM, FAN_TEAM)
"""The teams of these people whose duty is planned by name."""

LINE = "sk-0303-wijkteam"
HOURS = (timedelta(), timedelta(hours=-2), timedelta(hours=8), timedelta(hours=24))
"""When a shift that is planned now begins."""

BY_ITSELF = frozenset({
    "clock.ring", "crisis.breach", "fan_contact.raise_alarm", "handover.expire", "melding.leave_draft",
    "notice.read", "page.ask", "page.begin", "roster.watch", "triage.keep_higher",
})  # fmt: skip
"""What a clock does, and a reader who takes a notice off a list."""


@dataclass(frozen=True)
class Try:
    """One action with its arguments. roles: who does it, R00 for the system; none for anybody. team: of which team."""

    action: str
    given: dict[str, Any]
    roles: tuple[str, ...] = ()
    team: str = ""

    def who(self, everybody: list[Account]) -> list[Account]:
        """The people who may do this, or all of them when nobody of those is here."""
        found = [
            one for one in everybody
            if one.role in (self.roles or (one.role,)) and str(one.team_id) == (self.team or str(one.team_id))
        ]  # fmt: skip
        return found or everybody


def comes_in(at: datetime) -> list[Try]:
    """Somebody reports, writes, calls, asks for advice, or begins to type."""
    typed = {"typed": {"narrative": ["Roept al."]}}
    keep = {"why": "only_attachments", "name": "line:1", "source_digest": f"{at.timestamp():064.0f}"}
    return [
        *(Try("melding.receive", report) for report in REPORTS),
        Try("melding.save_draft", typed | {"source": f"form:{at}"}, ("R10", "R20")),
        Try("postbak.keep", keep, (SYSTEM,)),
        Try("postbak.take_in", {"report": REPORTS[0]}, (SYSTEM,)),
        Try("advice.give", BESIDE["advice.give"]),
        *_calls(at),
    ]


def _calls(at: datetime) -> list[Try]:
    """Somebody calls the evening and night service, or is to be called, or gets a plan there."""
    named, night = {"surname": "Wortman", "gemeente": "0995"}, ("R30", "R31")
    soon = {"planned_at": at + timedelta(hours=1)}
    return [
        Try("fan_contact.receive", named, night),
        Try("fan_contact.receive", named | {"answered": False}, night),
        Try("fan_contact.receive", {"caller": "085-0000888", "answered": False}, night),
        Try("fan_contact.receive", {"gemeente": "0050", "surname": "Ver"}, night),
        Try("fan_contact.plan_call", named | soon, night),
        Try("fan_profile.sign_up", named, night),
        Try("fan_contact.receive", named),
    ]


def rosters(at: datetime, everybody: list[Account]) -> list[Try]:
    """Everything that can be done with a roster: shifts planned and changed, taken over now, signed."""
    found = [Try("roster.take_over", {"team": team}, team=team) for team in ROSTERED]
    shifts = Shift.objects.order_by("starts_at", "pk").values_list("ref", "roster__team_id", "holder__role")
    for team in ROSTERED:
        names = [one.username for one in everybody if str(one.team_id) == team and one.role != "R92"]
        plans = [(name, ahead) for name in names for ahead in HOURS]
        found += [Try("roster.plan", {"team": team, "username": name, "starts_at": at + ahead,
                                      "ends_at": at + ahead + timedelta(hours=8)}, ("R12", "R21", "R31"), team)
                  for name, ahead in plans]  # fmt: skip
        for ref in [ref for ref, of, _ in shifts if of == team]:
            shift, alone = {"shift_ref": ref}, ("sign_on", "sign_off", "ill", "remove")
            found += [Try(f"roster.{act}", shift, team=team) for act in alone]
            found += [Try(f"roster.{act}", shift | {"username": name}, team=team)
                      for act in ("swap", "ill") for name in names]  # fmt: skip
    return found


def absences(at: datetime, everybody: list[Account]) -> list[Try]:
    """Somebody is ill or back, works other days, or gets a deputy."""
    found = []
    for one in everybody:
        who, team = {"username": one.username}, str(one.team_id)
        deputies = [who | {"works_on": "12345", "deputy": other.username} for other in everybody
                    if (other.role, other.team_id) == (one.role, one.team_id)]  # fmt: skip
        found += [
            Try("team.report_ill", who, team=team),
            Try("team.report_better", who, team=team),
            Try("notice.digest", who, (SYSTEM,)),
            Try("team.set_days", who | {"works_on": "124", "starts_at": time(9, 0)}, team=team),
            *(Try("team.set_days", given, (one.role,), team) for given in deputies),
        ]
    return found


def said(at: datetime, everybody: list[Account]) -> list[Try]:
    """A service says how much room it has, that it is closed today, or which number is the right one; or nachtkaarten
    are asked for."""
    cases = Case.objects.order_by("pk").values_list("ref", flat=True)
    day, line = local_date(at), {"entry": LINE}
    return [
        Try("team.say_room", {"places": 2, "holds_until": day + timedelta(days=14)}, ("R51",)),
        Try("team.say_room", {"places": 0, "holds_until": day}, ("R51",)),
        *(Try(f"sociale_kaart.{act}", {"service": service})
          for act in ("close_today", "open_again") for service in (WIJKTEAM_TEAM, CRISIS_TEAM)),
        *(Try("nachtkaart.ask", {"case_ref": ref}, (SYSTEM,)) for ref in cases),
        Try("sociale_kaart.remind", line, (SYSTEM,)),
        Try("sociale_kaart.confirm", line, ("R51",)),
        Try("sociale_kaart.ask_number", line | {"phone": "085-0000999"}, ("R51",)),
        Try("sociale_kaart.test_call", line | {"phone": "085-0000999", "answered": True}, ("R51",)),
    ]  # fmt: skip


DUTIES = (rosters, rosters, absences, said)
"""What changes who answers; a roster most of all."""


def beginnings() -> list[tuple[str, str]]:
    """(noun, state): every state of every lifecycle, and a shift that runs."""
    return [(noun, str(state)) for noun, model in NOUNS.items() for state in model.State] + [("shift", "")]


def make_one(world: World, noun: str, state: str) -> Any:
    """An item of this noun in this state with what belongs to it, or a shift: made through the unit of work."""
    if noun == "shift":
        return world.shift()
    if (noun, state) == ("escalation", "called"):
        return world.called(state)
    if noun == "case" and state in HANDED:
        return world.handover(HANDED[state])
    if noun == "handover" and state in OVER:
        return world.handover(state, case=world.case(OVER[state]))
    return getattr(world, noun)(state)


HANDED = {"handing_over": "accepted", "aftercare": "confirmed"}
OVER = {"completed": "closed", "withdrawn": "guidance"}
"""The state of a case -> that of its handover, and the other way round for a handover that is over."""
