"""Which crises and shifts does a test need? The part of the world of a test that is awake at night."""

from datetime import timedelta
from typing import Any

from casework.directory.current import pack
from casework.models import (
    Account,
    BridgingPlan,
    Case,
    Crisis,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    Nachtkaart,
    Roster,
    Shift,
)
from casework.watching import begin_watch
from casework.work import working
from notifications.models import Page
from privacy.context import acting, now
from tests.named import CRISIS_TEAM, FAN_TEAM, GEMEENTE, WIJKTEAM_TEAM
from workflows.bridging import TEXTS, first_day_ends, span
from workflows.crisis import SHEET
from workflows.fan_contact_states import VISITING


class Night:
    """Builds what lies with the crisis team, beside the items of the day."""

    account: Any
    melding: Any
    escalation: Any
    person: Any
    handover: Any
    system: Any
    _add: Any

    def roster(self, team: str = CRISIS_TEAM) -> Roster:
        """The roster of a team, watched as after its first shift."""
        found = Roster.objects.filter(team_id=team).first()
        if found is None:
            found, by = Roster(team_id=team), self.system()
            with acting(by), working(by, "test.world") as work:
                work.add(found)
                begin_watch(found, by=by)
        return found

    def shift(self, holder: Account | None = None, team: str = CRISIS_TEAM, **values: Any) -> Shift:
        """A shift of this team that runs now and for eight hours, of its crisis worker."""
        holder = holder or self.account("R20")
        given: dict[str, Any] = {
            "roster": self.roster(team), "holder": holder, "planned_by": holder, "starts_at": now(),
            "ends_at": now() + timedelta(hours=8),
        }  # fmt: skip
        shift = Shift(**(given | values))
        self._add(shift)
        return shift

    def fan_contact(self, state: str = "morning_handover", **values: Any) -> FanContact:
        """A contact of the night service of this world, in the morning with the wijkteam of this world."""
        duty = state in ("called", "planned", "morning_handover", "taken_over", "ended")
        unknown = state in ("called", "unknown_caller")
        given: dict[str, Any] = {
            "person": None if unknown else self.person(), "channel": "phone", "gemeente": GEMEENTE, "called_at": now(),
            "owner_team_id": FAN_TEAM, "owner_person": None if duty else self.account("R30"), "state": state,
            "said": "Kan niet slapen.", "safety": {"Q1": "no", "Q3": "no"}, "outside": {},
            **({"planned_at": now()} if state == "planned" else {}),
            **({"tries": 4 if state == "silent" else 1, "tried_at": now(), "tried_by": self.account("R30", "beller")}
               if state in ("no_answer", "silent") else {}),
            **({"chain": "crisis", "target": CRISIS_TEAM} if state == "escalated" else {}),
            **(self.visit(state) if state in VISITING else {}),
            **({"note": "Medicatie gemist.", "receiver_team_id": WIJKTEAM_TEAM, "ground": "L10", "consent": "not_asked"}
               if state in ("morning_handover", "taken_over") else {}),
        }  # fmt: skip
        contact = FanContact(**(given | values))
        self._add(contact)
        return contact

    def fan_profile(self, state: str = "active", **values: Any) -> FanProfile:
        """Somebody with a signal plan at the night service of this world."""
        given: dict[str, Any] = {
            "person": self.person(), "gemeente": GEMEENTE, "owner_team_id": FAN_TEAM, "state": state,
            "plan": {"helps": "Rustig praten.", "silence": "Zijn moeder bellen."},
            "ending": "not_needed" if state == "ended" else "",
        }  # fmt: skip
        profile = FanProfile(**(given | values))
        self._add(profile)
        return profile

    def visit(self, state: str) -> dict[str, Any]:
        """The night worker of this world is at a door, and a colleague waits for them."""
        return {
            "visitor": self.account("R30"), "lookout": self.account("R30", "achtervang"),
            "visit_until": now() + timedelta(hours=1), "where": "Voorbeeldpad 3",
            "target": CRISIS_TEAM if state == "visit_alarm" else "",
        }  # fmt: skip

    def nachtkaart(self, case: Case, **values: Any) -> Nachtkaart:
        """The card of this case, for ninety days from now."""
        given: dict[str, Any] = {
            "case": case, "ground": "L12", "consent": "not_asked", "written_at": now(),
            "written_by": self.account("R11"), "ends_at": now() + timedelta(days=90), "package_digest": "0" * 64,
            "package": {"name": "Gerben Dijkgraaf", "calms": "Rustig praten.", "agreements": "Zus mag bellen."},
        }  # fmt: skip
        card = Nachtkaart(**(given | values))
        self._add(card)
        return card

    def page(self, record: Any, person: Account | None = None, **values: Any) -> Page:
        """A page about this item that calls its care coordinator, and that nobody was asked for yet."""
        person = person or self.account("R11")
        given = {"event": "clock.rang", "about_kind": record.kind(), "about_ref": record.ref, "created_at": now(),
                 "next_at": now(), "receivers": [[str(person.pk), "", ""]]}  # fmt: skip
        return Page.objects.create(**(given | values))

    def called(self, state: str = "called", crisis: Crisis | None = None, **values: Any) -> Escalation:
        """A service that was called from a crisis."""
        crisis = crisis or self.crisis()
        given = {"crisis": crisis, "person": crisis.person, "urgency": "U2", "gemeente": GEMEENTE,
                 "owner_team_id": CRISIS_TEAM, "owner_person": self.account("R20"), "chain": "ggz_crisis",
                 "acceptor": "" if state == "called" else "K. Bakker"}  # fmt: skip
        return self.escalation(state, **(given | values))

    def crisis(self, state: str = "stabilising", melding: Melding | None = None, **values: Any) -> Crisis:
        """A crisis of the crisis team of this world, with a whole plan in draft that somebody else signed."""
        melding = melding or self.melding("forwarded", target=CRISIS_TEAM, outcome="CRISISTEAM", urgency="U2")
        moment = now()
        duty = state in ("announced", "unbridged", "handed_over")
        first = self.account("R21", "eerste-tekenaar")
        taken = state != "announced"
        whole = span(first_day_ends(moment), pack().region.team_calendar(WIJKTEAM_TEAM), at=moment)
        given: dict[str, Any] = {
            "melding": melding, "person": melding.person, "urgency": "U2", "gemeente": GEMEENTE, "state": state,
            "owner_team_id": CRISIS_TEAM, "owner_person": None if duty else self.account("R20"),
            "offered_at": moment, "accepted_at": moment if taken else None, "day_from": moment if taken else None,
            "stays_gemeente": GEMEENTE, "where": "Bij zijn zus, Voorbeeldpad 3", "signed_by": first,
            "sheet": {question: {"answer": "no", "seen": ""} for question in SHEET},
            "bridged_until": whole.ends if state in ("bridging", "handing_over", "handed_over") else None,
            "breached_at": moment if state == "unbridged" else None,
        }  # fmt: skip
        crisis = Crisis(**(given | values))
        block = {"begins": moment.isoformat(), "ends": (whole.ends + timedelta(days=3_650)).isoformat(),
                 "who": "duty", "team": CRISIS_TEAM, "account": ""}  # fmt: skip
        plan = BridgingPlan(
            crisis=crisis, number=1, receiver_team_id=WIJKTEAM_TEAM, first_signer=first, blocks=[block], names={},
            texts=dict.fromkeys(TEXTS, "Belt de dienst."),
        )  # fmt: skip
        self._add(crisis, plan)
        if state in ("handing_over", "handed_over"):
            self.from_crisis("accepted", crisis)
        return crisis

    def from_crisis(self, state: str, crisis: Crisis, **values: Any) -> Handover:
        """A handover of this crisis to the wijkteam of this world."""
        sender = {"sender_team_id": CRISIS_TEAM, "sender_person": self.account("R20"), "owner_team_id": CRISIS_TEAM,
                  "owner_person": self.account("R20"), "origin": "crisis", "case": None, "crisis": crisis,
                  "person": crisis.person}  # fmt: skip
        return self.handover(state, **(sender | values))
