"""What does one made-up melding look like from the first word to the landing, cut off at some moment? In memory only.

Every life walks the same path and stops somewhere on it; names and numbers are fictional. `seeding.py` stores it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from casework import terms
from casework.directory.current import pack
from casework.models import (
    Account,
    Case,
    Clock,
    ContactAttempt,
    Handover,
    Melding,
    Person,
    Reporter,
    Triage,
    TriageVersion,
)
from casework.models.base import Owned, OwnedWithSideClock, Record
from privacy.tokens import PersonFacts
from workflows.calendars import local_date
from workflows.handover import CHECKLIST
from workflows.informing import TOLD, WITHIN_A_MONTH
from workflows.nachtkaart import MISSING, is_needed

GIVEN = ("Aafke", "Bouchra", "Cornelis", "Dilan", "Evert", "Farida", "Gijs", "Hatice", "Ids", "Jolanda", "Kofi",
         "Lotte", "Mehmet", "Nynke", "Omar", "Petra", "Quinten", "Rachida", "Sjoerd", "Tineke")  # fmt: skip
SURNAMES = ("Proefstra", "Voorbeeld", "Testink", "Modelma", "Schijnhout", "Fictieveld", "Probeersma", "Nepveen",
            "Zogenaamd", "Denkbeeld", "Verzonnen", "Maquette")  # fmt: skip
CONCERNS = ("Komt de deur niet meer uit.", "Post ligt op de mat, gordijnen dicht.", "Eet weinig, huis vervuild.",
            "Slaapt niet en is 's nachts op straat.", "Schulden, dreigende huisuitzetting.")  # fmt: skip
ANSWERS = dict.fromkeys(("Q0", "Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b", "Q9", "Q10", "Q11", "Q12"), "no")
ANSWERS["Q13"] = "yes"


class Moment(NamedTuple):
    """One step on the path: the action, days since the report, and the state each noun is in afterwards."""

    action: str
    day: float
    states: dict[str, str]


PATH = (
    Moment("melding.receive", 0, {"melding": "received", "triage": "open"}),
    Moment("melding.claim", 0.02, {"melding": "in_triage", "triage": "safety"}),
    Moment("triage.answer_safety", 0.021, {"triage": "identification"}),
    Moment("triage.identify", 0.022, {"triage": "questions"}),
    Moment("triage.answer", 0.023, {"triage": "proposal"}),
    Moment("triage.settle", 0.03, {"triage": "settled", "melding": "forwarded", "case": "proposed"}),
    Moment("case.assign", 1, {"case": "assigned", "melding": "in_care"}),
    Moment("case.log_attempt", 2, {"case": "contact_phase"}),
    Moment("melding.give_feedback", 4, {"melding": "in_care"}),
    Moment("melding.close", 4.01, {"melding": "closed"}),
    Moment("case.make_contact", 8, {"case": "contact_made"}),
    Moment("case.set_goal", 14, {"case": "guidance"}),
    Moment("handover.draft", 45, {"handover": "draft"}),
    Moment("handover.offer", 45.01, {"handover": "offered", "case": "handing_over"}),
    Moment("handover.open", 46, {"handover": "received"}),
    Moment("handover.accept", 48, {"handover": "accepted"}),
    Moment("handover.plan_talk", 49, {"handover": "talk_planned"}),
    Moment("handover.hold_talk", 55, {"handover": "talk_held"}),
    Moment("handover.confirm", 65, {"handover": "confirmed", "case": "aftercare"}),
    Moment("handover.complete", 107, {"handover": "completed", "case": "closed"}),
)
STOPS = {"melding.receive": 6, "melding.claim": 4, "triage.settle": 4, "case.assign": 5, "case.log_attempt": 10,
         "case.set_goal": 14, "handover.draft": 2, "handover.offer": 4, "handover.open": 3, "handover.accept": 3,
         "handover.plan_talk": 2, "handover.hold_talk": 3, "handover.confirm": 8, "handover.complete": 32}  # fmt: skip
"""Where a life stops, and how many of a hundred do."""


@dataclass
class Staff:
    """Who does the work: one of each, and a worker for every wijkteam (team id -> account)."""

    triagist: Account
    lead: Account
    coordinators: Sequence[Account]
    wijkteams: dict[str, Account]


@dataclass
class Change:
    """One change event to be: which record, by whom, when, and from which state to which."""

    record: Record
    action: str
    by: Account | None
    at: datetime
    version: int
    from_state: str
    to_state: str


@dataclass
class Life:
    """Everything that belongs to one melding, ready to be stored."""

    records: list[Record] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    facts: PersonFacts = field(default_factory=PersonFacts)


def life(dice: Random, staff: Staff, *, now: datetime) -> Life:
    """One made-up life that ends, as far as it got, shortly before `now` (aware)."""
    stop = dice.choices(list(STOPS), weights=list(STOPS.values()))[0]
    path = PATH[: next(place for place, moment in enumerate(PATH, 1) if moment.action == stop)]
    back = dice.uniform(0, 300 if stop == "handover.complete" else 1)
    begin = now - timedelta(days=back + path[-1].day, minutes=dice.randrange(1, 60))
    return _Making(dice, staff, begin, path).life()


class _Making:
    """Builds one life: first everybody and everything, then their states, clocks and changes."""

    def __init__(self, dice: Random, staff: Staff, begin: datetime, path: Sequence[Moment]) -> None:
        self.dice, self.staff, self.begin, self.path = dice, staff, begin, path
        self.at = {moment.action: begin + timedelta(days=moment.day) for moment in path}
        self.state: dict[str, str] = {}
        self.since: dict[str, datetime] = {}
        for moment in path:
            self.state |= moment.states
            self.since |= dict.fromkeys(moment.states, self.at[moment.action])
        self.coordinator = dice.choice(staff.coordinators)
        self.pc4 = dice.choice(sorted(pack().region.pc4))
        self.gemeente = pack().region.pc4[self.pc4]
        self.receiver = staff.wijkteams[pack().region.wijkteam_of(self.gemeente).id]
        self.urgency = dice.choice(("U3", "U4", "U4", "U4", "U5"))
        self.made = Life()

    def life(self) -> Life:
        person = self._person()
        melding = self._melding(person)
        triage = self._triage(melding)
        items: dict[str, Owned] = {"melding": melding, "triage": triage}
        self.made.records += [person, melding, self._reporter(melding), triage]
        if "case" in self.state:
            self._care(items, person, melding, triage)
        for noun, record in items.items():
            self._changes_of(noun, record)
            self._clock_of(noun, record)
        for other in self.made.records:
            if other not in items.values():
                self.made.changes.append(
                    Change(other, _MADE_BY[other.kind()], None, other.created_at, 1, "", "")
                )
        return self.made

    # -- what there is -------------------------------------------------------------------------------------

    def _new(self, model: type[Any], moment: datetime, /, **values: Any) -> Any:
        return model(created_at=moment, changed_at=moment, **values)

    def _person(self) -> Person:
        said: dict[str, Any] = {
            "given": self.dice.choice(GIVEN), "surname": self.dice.choice(SURNAMES),
            "birthdate": f"{date(1940, 1, 1) + timedelta(days=self.dice.randrange(24_000))}",
            "street": "Voorbeeldstraat", "house_number": str(self.dice.randrange(1, 200)),
            "postcode": f"{self.pc4} {''.join(self.dice.choices('ABCDEFGHJKLMNPRSTVWXZ', k=2))}",
            "phone": f"085-0000{self.dice.randrange(1000):03d}",
        }  # fmt: skip
        self.made.facts = PersonFacts(**said)
        place = pack().region.gemeenten[self.gemeente].name
        return self._new(
            Person, self.begin, identity_status="presumed", gemeente=self.gemeente, pc4=self.pc4, woonplaats=place,
            flags=[], **said,
        )  # fmt: skip

    def _melding(self, person: Person) -> Melding:
        owner = {"received": None, "in_triage": self.staff.triagist, "forwarded": self.staff.triagist}
        decided = self.at.get("triage.settle")
        return self._new(
            Melding, self.begin, person=person, state=self.state["melding"], door="meldpunt", channel="phone",
            received_at=self.begin, gemeente=self.gemeente, anonymity="known_to_us",
            owner_team_id=self.staff.triagist.team_id,
            owner_person=owner.get(self.state["melding"], self.coordinator),
            urgency=self.urgency if decided else "", outcome=pack().outreach_outcome if decided else "",
            target=self.staff.triagist.team_id if decided else "", decided_at=decided,
            acceptor=self.coordinator.name if "case.assign" in self.at else "",
            feedback="given" if "melding.give_feedback" in self.at else "open",
            narrative=self.dice.choice(CONCERNS),
        )  # fmt: skip

    def _reporter(self, melding: Melding) -> Reporter:
        return self._new(
            Reporter, self.begin, melding=melding, kind_of_melder="neighbour",
            name=f"{self.dice.choice(GIVEN)} Voorbeeld", phone=f"085-0000{self.dice.randrange(1000):03d}",
        )  # fmt: skip

    def _triage(self, melding: Melding) -> Triage:
        proposed, settled = "triage.answer" in self.at, "triage.settle" in self.at
        outcome = pack().outreach_outcome
        return self._new(
            Triage, self.begin, melding=melding, state=self.state["triage"], owner_team_id=melding.owner_team_id,
            owner_person=self.staff.triagist if "melding.claim" in self.at else None,
            tree_version=pack().tree(self.begin).version, answers=ANSWERS,
            proposal_outcome=outcome if proposed else "", proposal_urgency="U4" if proposed else "",
            outcome=outcome if settled else "", urgency=self.urgency if settled else "",
            decided_by=self.staff.triagist.pk if settled else None,
        )  # fmt: skip

    def _care(self, items: dict[str, Owned], person: Person, melding: Melding, triage: Triage) -> None:
        settled = self.at["triage.settle"]
        self.made.records.append(self._new(
            TriageVersion, settled, triage=triage, settled_at=settled, settled_by=self.staff.triagist,
            tree_version=triage.tree_version, outcome=triage.outcome, urgency=triage.urgency, answers=ANSWERS,
        ))  # fmt: skip
        case = self._new(
            Case, settled, person=person, melding=melding, state=self.state["case"], urgency=self.urgency,
            gemeente=self.gemeente, term_from=settled, owner_team_id=melding.target,
            owner_person=self.coordinator if "case.assign" in self.at else None,
            goal="Weer naar buiten." if "case.set_goal" in self.at else "",
            outcome="accepted_wijkteam" if self.state["case"] == "closed" else "",
            informed="yes" if "case.make_contact" in self.at else "not_yet",
        )  # fmt: skip
        items["case"] = case
        self.made.records.append(case)
        for action, what in (("case.log_attempt", "attempt"), ("case.make_contact", "contact")):
            if action in self.at:
                self.made.records.append(self._new(
                    ContactAttempt, self.at[action], case=case, at=self.at[action], by=self.coordinator, what=what,
                    channel="visit", daypart="morning", reached=what == "contact", minutes=30, text="Aan de deur.",
                ))  # fmt: skip
        if "handover" in self.state:
            items["handover"] = self._handover(case)
            self.made.records.append(items["handover"])

    def _handover(self, case: Case) -> Handover:
        drafted, offered = self.at["handover.draft"], "handover.offer" in self.at
        confirmed = self.at.get("handover.confirm")
        accepted = self.receiver if "handover.accept" in self.at else None
        handover = self._new(
            Handover, drafted, case=case, person=case.person, state=self.state["handover"], urgency=self.urgency,
            gemeente=self.gemeente, sender_team_id=case.owner_team_id, sender_person=self.coordinator,
            owner_team_id=case.owner_team_id, owner_person=self.coordinator, receiver_person=accepted,
            receiver_team_id=self.receiver.team_id if offered else None, ground="L10" if offered else "",
            consent="yes" if offered else "", offered_at=self.at.get("handover.offer"),
            accepted_at=self.at.get("handover.accept"), talk_at=self.at.get("handover.hold_talk"),
            talk_held_at=self.at.get("handover.hold_talk"), confirmed_at=confirmed,
            contact_on=local_date(confirmed) if confirmed else None,
            next_appointment=local_date(confirmed + timedelta(days=7)) if confirmed else None,
            package=dict.fromkeys(CHECKLIST, "Zie het gesprek.") if offered else {},
            requested_action="Begeleiding thuis." if offered else "",
        )  # fmt: skip
        handover.place_owner()
        return handover

    # -- what happened ---------------------------------------------------------------------------------------

    def _changes_of(self, noun: str, record: Owned) -> None:
        before = ""
        for version, moment in enumerate((moment for moment in self.path if noun in moment.states), 1):
            after, at = moment.states[noun], self.at[moment.action]
            self.made.changes.append(
                Change(record, moment.action, self._actor(moment), at, version, before, after)
            )
            record.version, record.changed_at, before = version, at, after

    def _actor(self, moment: Moment) -> Account:
        if moment.action == "case.assign":
            return self.staff.lead
        if moment.action in ("handover.open", "handover.accept", "handover.plan_talk", "handover.confirm"):
            return self.receiver
        early = moment.action.startswith("triage.") or moment.action in ("melding.receive", "melding.claim")
        return self.staff.triagist if early else self.coordinator

    def _clock_of(self, noun: str, record: Owned) -> None:
        kind = record.clock_kind()
        if kind is None:
            return
        start = record.clock_since() or self.since[noun]
        due = terms.due_at(kind=kind, record=record, since=start)
        record.clock = Clock(
            item_kind=noun, item_id=record.pk, kind=kind, team_id=record.clock_team_id(), started_at=start, due_at=due,
            rings_at=due,
        )  # fmt: skip
        record.due_at = due
        self.made.clocks.append(record.clock)
        if isinstance(record, Case) and record.informed != TOLD:
            record.inform_clock = terms.beside(record, WITHIN_A_MONTH, since=self.since[noun])
            self.made.clocks.append(record.inform_clock)
        if isinstance(record, Case) and record.owner_person and is_needed(record.urgency, flagged=False):
            record.card_clock = terms.beside(record, MISSING, since=self.at["case.assign"])
            self.made.clocks.append(record.card_clock)
        if isinstance(record, OwnedWithSideClock) and (side := record.side_kind_of(record.state)):
            record.side_clock = terms.beside(record, side, since=self.since[noun])
            self.made.clocks.append(record.side_clock)


_MADE_BY = {"person": "melding.receive", "reporter": "melding.receive", "triageversion": "triage.settle",
            "contactattempt": "case.log_attempt"}  # fmt: skip
