"""Who may see which data, through which relation, in which stage? One table; everything not in it is refused.

The lifecycles own which role takes which step. This table owns the relation that role must have to the item, and
the data groups it may read. Source: docs/privacy.md, "Who sees what".
"""

from enum import StrEnum
from typing import Any

from casework.directory.current import pack
from privacy.context import Acting
from privacy.decisions import Decision, Rule, decide
from workflows.roles import Role


class Relation(StrEnum):
    """What ties a person to an item. No tie, no access."""

    OWNER = "owner"
    OWNER_TEAM = "owner_team"
    TARGET_TEAM = "target_team"
    SENDER = "sender"
    SENDER_TEAM = "sender_team"
    RECEIVER_TEAM = "receiver_team"
    TRIAGE_DESK = "triage_desk"
    ANSWERING_DUTY = "answering_duty"
    SYSTEM = "system"


NAME = frozenset({"identity"})
CARD = frozenset({"identity", "flags", "card"})
CARD_AND_THREAD = CARD | {"thread"}
INTAKE = frozenset({"identity", "birthdate", "bsn", "contact", "concern", "flags", "triage", "reporter"})
OUTREACH = frozenset({
    "identity", "birthdate", "bsn", "contact", "concern", "flags", "plan", "contact_log", "package", "card",
    "thread", "sender_notes",
})  # fmt: skip
SCREENING = frozenset({"identity", "contact", "concern", "flags", "triage"})
RELEASED = frozenset({"identity", "birthdate", "contact", "flags", "card", "thread", "package"})
NOTHING: frozenset[str] = frozenset()

MELDING_INTAKE = ("draft", "received", "screened", "in_triage", "waiting_info", "linked", "reopened", "decided",
                  "forwarded", "insufficient", "out_of_area", "not_taken_up")  # fmt: skip
MELDING_WAITING = ("received", "screened", "reopened")
MELDING_UNSCREENED = ("received", "screened")
MELDING_LATER = ("added", "in_care")
MELDING_ENDING = (*MELDING_LATER, "insufficient", "out_of_area", "not_taken_up")
TRIAGE_RUNNING = ("open", "safety", "identification", "questions", "proposal", "review", "revised", "settled")
CASE_OPEN = ("proposed", "assigned", "contact_phase", "contact_made", "guidance", "handing_over", "aftercare",
             "no_contact_mdo", "refuses", "escalated", "paused", "moved", "deceased")  # fmt: skip
HANDOVER_CARD = ("offered", "received", "asking", "returned", "expired", "waiting_list")
HANDOVER_ACCEPTED = ("accepted", "talk_planned", "talk_held", "together", "confirmed", "reopened")
HANDOVER_OPEN = ("draft", *HANDOVER_CARD, *HANDOVER_ACCEPTED)

TABLE: tuple[Rule, ...] = (
    Rule("melding", MELDING_INTAKE, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), INTAKE),
    Rule("melding", MELDING_WAITING, (Role.TRIAGIST,), (Relation.TRIAGE_DESK,), INTAKE),
    Rule("melding", MELDING_UNSCREENED, (Role.CRISIS_WORKER, Role.CRISIS_LEAD),
         (Relation.ANSWERING_DUTY, Relation.OWNER_TEAM), SCREENING),
    Rule("melding", MELDING_LATER, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NAME | {"flags", "triage", "reporter"}),
    Rule("melding", (*MELDING_INTAKE, *MELDING_LATER), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,),
         NAME | {"flags", "triage"}),
    Rule("melding", MELDING_ENDING, (Role.CARE_COORDINATOR,), (Relation.OWNER,), NAME | {"concern", "flags"}),
    Rule("melding", ("closed",), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME),
    Rule("melding", ("closed", "advice"), (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("melding", ("forwarded",), (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.TARGET_TEAM,), CARD),
    Rule("triage", TRIAGE_RUNNING, (Role.TRIAGIST, Role.TEAM_LEAD), (Relation.OWNER_TEAM,), frozenset({"triage"})),
    Rule("triage", ("revised", "questions", "settled"), (Role.CARE_COORDINATOR,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("case", CASE_OPEN, (Role.CARE_COORDINATOR,), (Relation.OWNER,), OUTREACH),
    Rule("case", CASE_OPEN, (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME | {"flags"}),
    Rule("case", CASE_OPEN, (Role.CARE_COORDINATOR, Role.TRIAGIST), (Relation.OWNER_TEAM,), NAME | {"flags"},
         listing=True),
    Rule("case", ("closed",), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME),
    Rule("case", ("closed",), (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("handover", HANDOVER_OPEN, (Role.CARE_COORDINATOR,), (Relation.SENDER,), OUTREACH),
    Rule("handover", HANDOVER_OPEN, (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), CARD),
    Rule("handover", HANDOVER_CARD, (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         CARD_AND_THREAD),
    Rule("handover", HANDOVER_ACCEPTED, (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR),
         (Relation.RECEIVER_TEAM,), RELEASED),
    Rule("handover", ("completed", "withdrawn"), (Role.CARE_COORDINATOR,), (Relation.SENDER,), NOTHING),
    Rule("handover", ("completed", "withdrawn"), (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), NAME),
    Rule("handover", ("completed",), (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         NOTHING),
)  # fmt: skip
"""noun, stages, roles, relations, data groups. `listing`: only as a row of the own team's worklist."""


def relations(record: Any, by: Acting) -> frozenset[Relation]:
    """What ties `by` to this record, from its clear columns and the region's hours. No query."""
    if by.role == Role.SYSTEM:
        return frozenset({Relation.SYSTEM})
    pairs = (
        (Relation.OWNER, "owner_person_id", by.actor),
        (Relation.OWNER_TEAM, "owner_team_id", by.unit),
        (Relation.TARGET_TEAM, "target", by.unit),
        (Relation.SENDER, "sender_person_id", by.actor),
        (Relation.SENDER_TEAM, "sender_team_id", by.unit),
        (Relation.RECEIVER_TEAM, "receiver_team_id", by.unit),
    )
    tied = {name for name, column, mine in pairs if mine and str(getattr(record, column, None)) == str(mine)}
    return frozenset(tied | (_doors(record, by) if record.kind() == "melding" else set()))


def _doors(record: Any, by: Acting) -> set[Relation]:
    """A melding that waits is for the region's triage desk, and for the duty that answers while its team is closed."""
    region, found = pack().region, set()
    if by.unit == region.about.meldpunt and record.state in MELDING_WAITING:
        found.add(Relation.TRIAGE_DESK)
    if record.state in MELDING_UNSCREENED and answers_for(str(record.owner_team_id), by):
        found.add(Relation.ANSWERING_DUTY)
    return found


def answers_for(team: str, by: Acting) -> bool:
    """Is the duty that answers for this team (its id) at `by.at` one of `by`'s own team?"""
    region = pack().region
    return team in region.teams and region.answering_duty(team, by.at).team == by.unit


def may_see(record: Any, by: Acting, *, listing: bool = False) -> Decision:
    """The data groups `by` may read of this record and of what hangs on it. Denied unless a rule says yes."""
    return decide(
        TABLE,
        by,
        noun=record.kind(),
        stage=str(record.state),
        relations=relations(record, by),
        listing=listing,
    )
