"""Which question can be asked, of the oracle and of the product alike? One random situation, told in both languages.

What is drawn is a reader, a moment and an item. The ties and conditions that are true are kept while drawing, and are
not asked of the product. Opening hours and night services are written down here once more: the week has no holidays.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from casework.conditions import Condition
from privacy.context import Acting
from tests.access.oracle import OFFICES, Oracle, Question

MONDAY = datetime(2027, 2, 1, tzinfo=ZoneInfo("Europe/Amsterdam"))
HOURS = (3, 10, 20)
ME, COLLEAGUE, ABSENT = "me", "colleague", "absent"
UNIT_OF = {
    **dict.fromkeys(("R01", "R10", "R11", "R12", "R80", "R90", "R91", "R92", "R93", "R94", "R95", "R96"),
                    "va-meldpunt"),
    **dict.fromkeys(("R20", "R21"), "crisisteam"), **dict.fromkeys(("R30", "R31"), "fan-noord"),
    "R13": "regio-flevoland",
    **dict.fromkeys(("R50", "R51", "R52", "R40"), "wijkteam-dronten"), "R60": "wvggz-onderzoek",
}  # fmt: skip
ROLES = tuple(UNIT_OF)
UNITS = ("va-meldpunt", "crisisteam", "fan-noord", "fan-almere", "wijkteam-dronten", "wijkteam-urk", "regio-flevoland",
         "wvggz-onderzoek", "ggz-crisisdienst")  # fmt: skip
GGD = ("va-meldpunt", "crisisteam", "wvggz-onderzoek")
GEMEENTEN = {"0034": "fan-almere", "0303": "fan-noord", "0184": "fan-noord", "0050": ""}
OF_UNIT = {"fan-noord": ("0303", "0184"), "fan-almere": ("0034",), "wijkteam-dronten": ("0303",),
           "wijkteam-urk": ("0184",)}  # fmt: skip
SCREENING = ("R20", "R21", "R30", "R31")
SENDERS = ("R11", "R12")
RECEIVERS = ("R50", "R51")

INTAKE = ("in_triage", "waiting_info", "linked", "reopened", "decided", "forwarded", "disputed", "gemeente_unknown",
          "insufficient", "out_of_area", "not_taken_up")  # fmt: skip
CASE_OPEN = ("proposed", "assigned", "contact_phase", "contact_made", "guidance", "handing_over", "aftercare",
             "no_contact_mdo", "refuses", "escalated", "paused", "moved", "deceased")  # fmt: skip
CRISIS_RUNNING = ("announced", "accepted", "on_the_way", "on_site", "stabilising", "unbridged", "bridging",
                  "handing_over", "handed_over")  # fmt: skip
OFFERED = ("offered", "received", "asking", "returned", "expired", "waiting_list", "disputed")
ACCEPTED = ("accepted", "talk_planned", "talk_held", "together", "confirmed", "reopened")
STANDS_IN: dict[str, dict[str, tuple[str, ...]]] = {
    "advice": {"advice": ("given",)},
    "intake_triage": {"melding": INTAKE},
    "screening_out_of_hours": {"melding": ("received", "screened", "at_crisis", "in_crisis")},
    "crisis": {"crisis": CRISIS_RUNNING},
    "outreach": {"case": CASE_OPEN, "melding": ("added", "in_care"), "handover": ("draft", *OFFERED, *ACCEPTED),
                 "task": ("accepted",)},
    "fan": {"fan_profile": ("signed_up", "active", "weighed", "paused")},
    "handover_offered": {"handover": OFFERED},
    "handover_accepted": {"handover": ACCEPTED},
    "closed": {"melding": ("closed",), "case": ("closed",), "handover": ("completed", "withdrawn")},
}  # fmt: skip
"""Stage of the table -> the items that can stand in it, with their states."""
COMPARTMENT = {"advice": "advice", "intake_triage": "intake", "screening_out_of_hours": "screening", "crisis": "crisis",
               "outreach": "outreach", "fan": "fan", "handover_offered": "offered", "handover_accepted": "accepted",
               "closed": "closed"}  # fmt: skip
OWN_NOUN = {"access_ledger": "ledger", "configuration": "configuration", "wvggz_dossier": "wvggz_dossier",
            "item_card_reference_days_reason": "item_card", "aggregates_suppressed": "aggregates"}  # fmt: skip
WHOLE = {"identity_of_person": "identity", "contact_address": "contact", "concern_narrative": "concern",
         "health_addiction_lvb_criminal": "health", "safety_flags": "flags", "reporter_identity": "reporter",
         "triage_answers_urgency": "triage", "crisis_and_bridging_plan": "bridging_plan", "nachtkaart": "nachtkaart",
         "wvggz_dossier": "wvggz", "disclosure_record": "disclosure", "access_ledger": "access_ledger",
         "configuration": "configuration", "item_card_reference_days_reason": "item_card",
         "aggregates_suppressed": "aggregates"}  # fmt: skip
"""Data group of the table -> the group of the product that is the whole of it."""
LITTLE = {"card": "identity", "pc4_gemeente": "pc4", "title": "title", "summary": "summary", "released": "package",
          "released_with_consent": "card_paragraph", "signal_plan": "signal_plan", "urgency": "urgency",
          "runs_only": "wvggz_runs", "call_back": "callback"}  # fmt: skip
RELEASED = ("identity", "flags")
"""What a task can take along; in the product it is the package of the task."""
PARTS = {"birthdate": "identity_of_person", "bsn": "identity_of_person", "attachment": "reporter_identity",
         "plan": "health_addiction_lvb_criminal", "contact_log": "health_addiction_lvb_criminal",
         "sender_notes": "health_addiction_lvb_criminal"}  # fmt: skip
"""Groups of the product that are a part of one of the table: open only where the whole is."""
STATED = {"needed": Condition.NEEDED, "reason": Condition.REASON, "visit": Condition.VISIT,
          "alarm": Condition.ALARM, "bridging": Condition.BRIDGING, "match": Condition.MATCHED}  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """One question in both languages. part: the answer of the product must be no when the oracle says no."""

    question: Question
    noun: str
    record: Any
    by: Acting
    stated: frozenset[Condition]
    group: str
    part: bool


def is_open(unit: str, at: datetime) -> bool:
    """Does somebody of this team work at this hour of the week without holidays?"""
    if unit in ("crisisteam", "ggz-crisisdienst"):
        return True
    if unit.startswith("fan-"):
        return at.hour in (3, 20)
    return at.hour == 10 and at.weekday() < 5


def _through_a_compartment(ties: set[str], noun: str, role: str) -> set[str]:
    """A partner is tied to the task, an inquirer to the dossier, and nobody by that to anything beside it."""
    if role == "R60" and noun != "wvggz_dossier":
        return set()
    if role == "R40" and noun != "task":
        return ties - {"sent_to_my_team", "person"}
    return ties


class Dice:
    """Draws probes. The same seed gives the same probes."""

    def __init__(self, seed: int, oracle: Oracle) -> None:
        self.random = Random(seed)
        self.oracle, self.groups = oracle, oracle.groups
        self.littles = {group: oracle.littles(group) for group in oracle.groups}

    def probe(self) -> Probe:
        """The next one."""
        pick = self.random.choice
        group, stage = pick(self.groups), pick(tuple(STANDS_IN))
        part = self.random.random() < 0.1
        asked = pick(tuple(PARTS)) if part else ""
        group = PARTS.get(asked, group)
        little = "" if part else self._little(group, stage)
        if group == "identity_of_person" and stage == "handover_offered" and not part:
            # There the product has nothing but the name on the card; its parts are asked for as parts.
            little = "card"
        noun, state = self._item(group, stage, little)
        little = "" if noun == "task" else little
        # Whoever asked a partner something reads it as part of the case, of which the table speaks.
        role = "R40" if noun == "task" else self._role(stage, group)
        record, by, ties = self._situation(noun, state, role)
        if noun == "handover" and role == "R12" and self.random.random() < 0.2:
            # What comes from a crisis is the crisis team's own: whoever else leads there has no part in it.
            record.origin, ties = "crisis", ties - {"team"}
        if group in OFFICES:
            record.shielded_for = ""
        if noun == "melding" and state in ("forwarded", "disputed") and role in RECEIVERS:
            # To the team it was forwarded to it is something offered.
            stage, ties = (
                "handover_offered",
                ties | ({"offered_to_my_team"} if record.target == by.unit else set()),
            )
            little = "card" if group == "identity_of_person" and not part else little
        if noun == "handover" and role in RECEIVERS:
            theirs = "person" in ties and record.state in (*OFFERED, *ACCEPTED)
            if asked == "sender_notes" or little or not theirs:
                # What a sending wijkteam wrote itself, and what its coordinator gets, stands in tests/handover.
                record.sender_person_id, record.sender_team_id = COLLEAGUE, "a team elsewhere"
            else:
                # They landed with it before: of its own handover it sees what was released to it then.
                stage, ties = "handover_accepted", ties | {"offered_to_my_team"}
        elif noun == "handover":
            role, stage, ties = self._side(role, stage, record, by, ties)
            if stage == "handover_offered" and group == "identity_of_person" and not part:
                little = "card"
        stopped = self._stopped(record, role, stage, by)
        conditions, stated = self._conditions(record, by)
        conditions |= {"task"} if noun == "task" else set()
        question = Question(
            role=role, stage=stage, group=group, little=little, holds=conditions, tied=ties,
            package=noun == "handover",
            shielded=bool(record.shielded_for) and ME not in record.shielded_for.split(), stopped=stopped,
        )  # fmt: skip
        wanted = asked or (LITTLE[little] if little else WHOLE[group])
        if noun == "task" and wanted in RELEASED:
            wanted = "package"
        return Probe(question, noun, record, by, stated, wanted, part)

    def _side(
        self, role: str, stage: str, record: Any, by: Acting, ties: frozenset[str]
    ) -> tuple[str, str, frozenset[str]]:
        """R50 and R51 read as worker and coordinator of whatever team receives.

        To the receiver of an item it is offered or accepted, whoever sends it; a shield counts for all but wijkteams.
        """
        if stage != "outreach" or role not in SENDERS or "offered_to_my_team" not in ties:
            return role, stage, ties
        if record.sender_team_id == by.unit or record.state == "draft":
            record.receiver_team_id = "a team elsewhere"
            return role, stage, ties - {"offered_to_my_team"}
        record.sender_person_id = COLLEAGUE
        hidden = record.shielded_for and ME not in record.shielded_for.split()
        as_receiver = role if hidden else {"R11": "R50", "R12": "R51"}[role]
        return as_receiver, "handover_accepted" if record.state in ACCEPTED else "handover_offered", ties

    def _stopped(self, record: Any, role: str, stage: str, by: Acting) -> bool:
        """Did the person say no after it was shared with this receiver? Its own sender goes on reading what it sent."""
        received = record.kind() == "handover" and stage == "handover_accepted" and role in RECEIVERS
        if not received or record.sender_person_id in (ME, *by.stands_in) or self.random.random() > 0.15:
            return False
        record.sharing_stopped = True
        return True

    def _little(self, group: str, stage: str) -> str:
        """The whole, or a small part of it; most often one that this cell gives to somebody."""
        ways = {way.partition("+")[0] for ways in self.oracle.cells[group, stage].values() for way in ways}
        here = sorted(ways & set(LITTLE)) or self.littles[group]
        return self.random.choice(["", *here, *here]) if self.random.random() < 0.7 else ""

    def _item(self, group: str, stage: str, little: str) -> tuple[str, str]:
        if group in OWN_NOUN and little != "runs_only":
            return OWN_NOUN[group], COMPARTMENT[stage]
        if little == "runs_only":
            return ("case", self.random.choice(CASE_OPEN)) if stage == "outreach" else ("advice", "given")
        noun = self.random.choice(tuple(STANDS_IN[stage]))
        return noun, self.random.choice(STANDS_IN[stage][noun])

    def _role(self, stage: str, group: str) -> str:
        """Who can stand before an item in this stage: the same item is in another stage for its own sender or desk."""
        named = sorted(set(self.oracle.cells[group, stage]).intersection(ROLES))
        role = self.random.choice(named if named and self.random.random() < 0.6 else ROLES)
        if stage == "screening_out_of_hours" and role in ("R10", "R11", "R12"):
            return self.random.choice(SCREENING)
        if stage in ("handover_offered", "handover_accepted") and role in SENDERS:
            return "R11" if group == "disclosure_record" and stage == "handover_accepted" else "R50"
        if stage == "outreach" and group not in OFFICES and role in ("R50", "R51", "R52", "R13"):
            return self.random.choice(SENDERS)
        return role

    def _situation(self, noun: str, state: str, role: str) -> tuple[Any, Acting, frozenset[str]]:
        pick, chance = self.random.choice, self.random.random
        unit = UNIT_OF[role] if chance() < 0.9 else pick(UNITS)
        at = MONDAY + timedelta(days=pick(range(7)), hours=pick(HOURS))
        stands_in = (ABSENT,) if chance() < 0.2 else ()
        team = unit if chance() < 0.5 else pick(UNITS)
        person = pick((ME, COLLEAGUE, ABSENT, None))
        other = unit if chance() < 0.5 else pick(UNITS)
        gemeente = pick(tuple(GEMEENTEN))
        shield = pick(("", "", "", "", "", COLLEAGUE, f"{COLLEAGUE} {ME}"))
        columns: dict[str, Any] = {"owner_team_id": team, "owner_person_id": person, "gemeente": gemeente}
        ties = {"team"} if team == unit else set()
        ties |= {"person"} if person == ME or person in stands_in else set()
        if noun in ("melding", "fan_profile"):
            columns["target"] = other
        if noun == "handover":
            columns |= {"sender_team_id": team, "sender_person_id": person, "receiver_team_id": other,
                        "consent": pick(("yes", "no", "not_asked"))}  # fmt: skip
            ties |= {"offered_to_my_team"} if other == unit else set()
        elif noun == "task":
            # Its owner is whoever of the partner took it on by name, or a colleague who stands in.
            columns["receiver_team_id"] = other
            ties = {"sent_to_my_team"} if "person" in ties else set()
        elif "target" in columns and other == unit:
            ties |= {"sent_to_my_team"}
        ties = _through_a_compartment(ties, noun, role)
        by = Acting(actor=ME, role=role, unit=unit, purpose="test", at=at, stands_in=stands_in)
        record = SimpleNamespace(kind=lambda: noun, state=state, shielded_for=shield, **columns)
        if noun == "melding":
            ties = self._of_a_melding(ties, record, by)
        return record, by, frozenset(ties | self._offices(record, unit, noun))

    def _of_a_melding(self, ties: set[str], record: Any, by: Acting) -> set[str]:
        """Whose a report is while nobody looked at it, while it lies at the crisis team, and while it waits."""
        if record.state in ("received", "screened", "in_crisis", "reopened") and by.unit == "va-meldpunt":
            ties = ties | {"waits_for_my_desk"}
        if record.state in ("received", "screened"):
            answers = record.owner_team_id if is_open(record.owner_team_id, by.at) else "crisisteam"
            ties = (ties - {"sent_to_my_team"}) | ({"my_duty_answers"} if answers == by.unit else set())
            return ties | ({"came_to_my_service"} if self._night_service(record, by) else set())
        if record.state == "at_crisis":
            found = {"found_it"} if "person" in ties else set()
            # The night service that found a crisis keeps it until a crisis worker takes it; it is not sent to them.
            sent = ties & {"sent_to_my_team"} if by.role in ("R20", "R21") else set()
            return (ties - {"team", "sent_to_my_team"}) | found | sent
        if record.state == "in_crisis":
            return (ties - {"sent_to_my_team"}) - ({"team"} if by.role == "R30" else set())
        return ties

    def _night_service(self, record: Any, by: Acting) -> bool:
        day_team_works = is_open("va-meldpunt", by.at)
        service = GEMEENTEN[record.gemeente]
        return not day_team_works and service == by.unit and is_open(service, by.at)

    def _offices(self, record: Any, unit: str, noun: str) -> set[str]:
        same = record.owner_team_id == unit or (record.owner_team_id in GGD and unit in GGD)
        fan = record.owner_team_id.startswith("fan-") and unit.startswith("fan-")
        found = {"my_controller"} if same or fan else set()
        found |= {"my_region"} if unit == "regio-flevoland" and noun in ("item_card", "aggregates") else set()
        return found | ({"my_gemeente"} if record.gemeente in OF_UNIT.get(unit, tuple(GEMEENTEN)) else set())

    def _conditions(self, record: Any, by: Acting) -> tuple[frozenset[str], frozenset[Condition]]:
        """In the words of the table, and what the product is told of them."""
        said = {name for name in STATED if self.random.random() < 0.4}
        true = said - {"match"}
        if is_open(by.unit, by.at):
            true |= {"duty"} | ({"duty_match"} if "match" in said else set())
        if self._night_service(record, by):
            true |= {"fan_intake"}
        if getattr(record, "consent", "") == "yes":
            true |= {"consent"}
        return frozenset(true), frozenset(STATED[name] for name in said)
