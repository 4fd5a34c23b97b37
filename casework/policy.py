"""Who may see which data, through which relation, in which stage? One table; everything not in it is refused.

The lifecycles own which role takes which step. This table owns the relation that role must have to the item, and
the data groups it may read. Source: docs/privacy.md, "Who sees what".
"""

from enum import StrEnum
from typing import Any

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
    SYSTEM = "system"


NAME = frozenset({"identity"})
CARD = frozenset({"identity", "flags", "card"})
INTAKE = frozenset({"identity", "birthdate", "bsn", "contact", "concern", "flags", "triage", "reporter"})
OUTREACH = frozenset({
    "identity", "birthdate", "bsn", "contact", "concern", "flags", "plan", "contact_log", "package", "card",
    "sender_notes",
})  # fmt: skip
RELEASED = frozenset({"identity", "birthdate", "contact", "flags", "card", "package"})
NOTHING: frozenset[str] = frozenset()

MELDING_INTAKE = ("draft", "received", "screened", "in_triage", "waiting_info", "linked", "reopened", "decided",
                  "forwarded", "insufficient", "out_of_area", "not_taken_up")  # fmt: skip
MELDING_LATER = ("added", "in_care")
TRIAGE_RUNNING = ("open", "safety", "identification", "questions", "proposal", "review", "revised", "settled")
CASE_OPEN = ("proposed", "assigned", "contact_phase", "contact_made", "guidance", "handing_over", "aftercare",
             "no_contact_mdo", "refuses", "escalated", "paused", "moved", "deceased")  # fmt: skip
HANDOVER_CARD = ("offered", "received", "asking", "returned", "expired", "waiting_list")
HANDOVER_ACCEPTED = ("accepted", "talk_planned", "talk_held", "together", "confirmed", "reopened")
HANDOVER_OPEN = ("draft", *HANDOVER_CARD, *HANDOVER_ACCEPTED)

TABLE: tuple[Rule, ...] = (
    Rule("melding", MELDING_INTAKE, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), INTAKE),
    Rule("melding", MELDING_LATER, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NAME | {"flags", "triage", "reporter"}),
    Rule("melding", (*MELDING_INTAKE, *MELDING_LATER), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,),
         NAME | {"flags", "triage"}),
    Rule("melding", ("in_care", "added"), (Role.CARE_COORDINATOR,), (Relation.OWNER,), NAME | {"concern", "flags"}),
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
         CARD),
    Rule("handover", HANDOVER_ACCEPTED, (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR),
         (Relation.RECEIVER_TEAM,), RELEASED),
    Rule("handover", ("completed", "withdrawn"), (Role.CARE_COORDINATOR,), (Relation.SENDER,), NOTHING),
    Rule("handover", ("completed", "withdrawn"), (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), NAME),
    Rule("handover", ("completed",), (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         NOTHING),
)  # fmt: skip
"""noun, stages, roles, relations, data groups. `listing`: only as a row of the own team's worklist."""


def relations(record: Any, by: Acting) -> frozenset[Relation]:
    """What ties `by` to this record, from its clear columns only. No query."""
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
    return frozenset(
        name for name, column, mine in pairs if mine and str(getattr(record, column, None)) == str(mine)
    )


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
