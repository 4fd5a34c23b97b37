"""Who may see which data, through which relation, in which stage? One table; everything not in it is refused.

The lifecycles own which role takes which step. This table owns the relation that role must have to the item, and
the data groups it may read. Source: docs/privacy.md, "Who sees what". What ties somebody to an item stands in
casework/ties.py, under which condition a row counts in casework/conditions.py, what has no record yet in
casework/compartments.py, the card for the night in casework/policy_night.py, and the same table as a filter for queries
in casework/scoping.py.
"""

from collections.abc import Sequence
from typing import Any

from casework.compartments import COMPARTMENTS, ON_DUTY, only
from casework.conditions import Condition, conditions_of
from casework.policy_night import CRISIS_RUNNING, NACHTKAART, PROFILES
from casework.ties import (
    MELDING_UNSCREENED,
    MELDING_WAITING,
    UNDECIDED,
    Relation,
    answers_for,
    is_shielded_from,
    relations,
    screens_in,
)
from privacy.context import Acting
from privacy.decisions import Decision, Rule, decide
from workflows.fan_contact_morning import DAY
from workflows.melding_drafts import TYPISTS
from workflows.roles import CRISIS, FAN, SCREENERS, WIJKTEAM, Role

__all__ = ["MELDING_UNSCREENED", "MELDING_WAITING", "TABLE", "Relation", "answers_for", "may_see", "relations",
           "screens_in"]  # fmt: skip

NAME = frozenset({"identity"})
CARD = frozenset({"identity", "flags", "card"})
OFFERED = CARD | {"thread", "pc4", "title", "urgency", "bridging_plan"}
INTAKE = frozenset({
    "identity", "birthdate", "bsn", "contact", "concern", "flags", "triage", "reporter", "callback", "attachment",
    "taker", "dispute", "disclosure",
})  # fmt: skip
OUTREACH = frozenset({
    "identity", "birthdate", "bsn", "contact", "concern", "flags", "plan", "contact_log", "package", "card",
    "thread", "sender_notes", "health", "urgency", "bridging_plan", "nachtkaart", "disclosure", "wvggz_runs",
})  # fmt: skip
SCREENING = frozenset({"identity", "contact", "concern", "flags", "triage", "callback"})
RELEASED = frozenset({
    "identity", "birthdate", "contact", "flags", "card", "thread", "package", "urgency", "bridging_plan", "nachtkaart",
})  # fmt: skip
KNOWN_AFTER_A_NO = frozenset({"identity", "flags", "card", "thread", "urgency"})
"""What a receiver who said yes goes on reading when the person says no: whom it is about, and what both sides say."""
WRITTEN = frozenset({"sender_notes", "card_paragraph"})
"""What a sender writes beside the package: what stays back, and what the whole receiving team may read."""
LEADING = NAME | {"flags", "nachtkaart"}
"""What a team lead needs to assign and to send somebody out safely."""
DISCLOSED = frozenset({"identity", "recipient", "disclosed", "weighing"})
DISCLOSURE_WEIGHED = frozenset({"recipient", "weighing"})
"""What a colleague looks at: to whom, which kinds, and why; not the content."""
DISCLOSURE_CARD = frozenset({"recipient"})
MESSAGE = frozenset({"attachment"})
DECIDING = frozenset({"dispute"})
"""Who decides a dispute knows the reference, the days and the reasons, not the person."""
DECIDING_HANDOVER = frozenset({"thread"})
"""The same, where the reasons stand in the thread: the page opens only those lines of it."""
BESIDE = NAME | {"flags", "contact_log"}
"""What the care coordinator reads of something that lies with another service."""
ASKED = frozenset({"task"})
"""A partner knows what is asked, not about whom, until somebody there took it by name."""
FOR_THE_TASK = ASKED | {"package"}
NOTHING: frozenset[str] = frozenset()

MELDING_INTAKE = ("received", "screened", "in_triage", "waiting_info", "linked", "reopened", "decided", "forwarded",
                  "disputed", "gemeente_unknown", "insufficient", "out_of_area", "not_taken_up",
                  "in_crisis")  # fmt: skip
MELDING_DRAFTS = ("draft", "left_draft")
MELDING_LATER = ("added", "in_care")
MELDING_LOOKED_AT = tuple(
    state for state in MELDING_INTAKE if state not in (*MELDING_UNSCREENED, "in_crisis")
)
SCREENS = (Relation.ANSWERING_DUTY, Relation.OWNER_TEAM)
WITH_REASON = frozenset({Condition.REASON})
TRIAGE_RUNNING = ("open", "safety", "identification", "questions", "proposal", "review", "revised", "settled")
CASE_OPEN = ("proposed", "assigned", "contact_phase", "contact_made", "guidance", "handing_over", "aftercare",
             "no_contact_mdo", "refuses", "escalated", "paused", "moved", "deceased")  # fmt: skip
DISCLOSURE_OPEN = ("proposed", "ground_chosen", "consent_asked", "consent_given", "consent_refused",
                   "consent_not_asked", "weighed", "peer_review", "released", "delivered_first")  # fmt: skip
DISCLOSURE_ENDED = ("delivered", "refused_internally", "withdrawn")
DISCLOSURE_REVIEW = ("peer_review", "delivered_first")
POSTBAK_WAITING = ("unread", "taken_up")
POSTBAK_ENDED = ("became_melding", "set_aside")
TASK_RUNNING = ("offered", "accepted")
TASK_ENDED = ("done", "given_back", "withdrawn")
HANDOVER_CARD = (
    "offered",
    "received",
    "asking",
    "incomplete",
    "returned",
    "expired",
    "waiting_list",
    "disputed",
)
HANDOVER_ACCEPTED = ("accepted", "talk_planned", "talk_held", "together", "confirmed", "reopened")
HANDOVER_OUTSIDE = ("offered_outside", "confirmed_outside")
HANDOVER_OPEN = ("draft", *HANDOVER_CARD, *HANDOVER_ACCEPTED, *HANDOVER_OUTSIDE)
VA = (Role.CARE_COORDINATOR, Role.TEAM_LEAD)
"""The roles of a team with outreach that take a handover, or name who does."""
CRISIS_ENDED = ("closed", "no_crisis", "by_phone")
CRISIS_HANDS_ON = frozenset({
    "identity", "flags", "card", "thread", "pc4", "title", "urgency", "bridging_plan", "package",
})  # fmt: skip
"""What the crisis team reads of a handover it sends: what it wrote itself."""
FAN_OUT = ("on_the_way", "on_site")
FAN_RUNNING = ("called", "in_contact", "unknown_caller", "out_of_coverage", "planned", "no_answer", "silent", *FAN_OUT,
               "visit_alarm", "escalated", "finished", "morning_handover")  # fmt: skip
FAN_KNOWS = frozenset({"identity", "flags", "urgency", "contact_log", "morning_note"})
"""What the night service knows of its own contact: who, what was said, and what the day was told."""
FOR_THE_DAY = NAME | {"flags", "morning_note"}
"""What the day reads of a contact at night: the note, and not what was said."""
TO_A_DOOR = frozenset({"visit"})
"""The address somebody of the night service went to."""
TO_THE_RESCUE = NAME | {"flags", "visit"}
"""What whoever goes to look for a colleague knows: where, whose door it is, and what stands there."""
HANDOVER_FOR_MANAGER = (*UNDECIDED, "waiting_list")

TABLE: tuple[Rule, ...] = (
    Rule("melding", ("draft",), TYPISTS, (Relation.OWNER,), INTAKE),
    Rule("melding", ("draft",), TYPISTS, (Relation.OWNER_TEAM,), NOTHING),
    Rule("melding", ("left_draft",), TYPISTS, (Relation.OWNER_TEAM, Relation.ANSWERING_DUTY), INTAKE),
    Rule("melding", MELDING_DRAFTS, (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("melding", MELDING_INTAKE, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), INTAKE),
    Rule("melding", MELDING_WAITING, (Role.TRIAGIST,), (Relation.TRIAGE_DESK,), INTAKE),
    Rule("melding", MELDING_INTAKE, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), frozenset({"health"}),
         when=only(Condition.NEEDED)),
    Rule("melding", MELDING_WAITING, (Role.TRIAGIST,), (Relation.TRIAGE_DESK,), frozenset({"health"}),
         when=only(Condition.NEEDED)),
    Rule("melding", MELDING_UNSCREENED, SCREENERS, SCREENS, NOTHING),
    Rule("melding", MELDING_UNSCREENED, CRISIS, SCREENS, SCREENING, when=ON_DUTY),
    Rule("melding", MELDING_UNSCREENED, (Role.FAN_WORKER,), SCREENS, frozenset({"flags"}), when=ON_DUTY),
    Rule("melding", MELDING_UNSCREENED, (Role.FAN_WORKER,), SCREENS, NAME, when=only(Condition.FAN_INTAKE)),
    Rule("melding", ("at_crisis",), SCREENERS, (Relation.OWNER,), NOTHING),
    Rule("melding", ("at_crisis",), (Role.FAN_WORKER,), (Relation.OWNER,), frozenset({"flags"}), when=ON_DUTY),
    Rule("melding", ("at_crisis",), (Role.FAN_WORKER,), (Relation.OWNER,), NAME, when=only(Condition.FAN_INTAKE)),
    Rule("melding", ("at_crisis",), CRISIS, (Relation.OWNER, Relation.TARGET_TEAM), SCREENING, when=ON_DUTY),
    Rule("melding", ("in_crisis",), CRISIS, (Relation.OWNER_TEAM,), SCREENING, when=ON_DUTY),
    Rule("melding", MELDING_LOOKED_AT, (*CRISIS, Role.FAN_WORKER), (Relation.OWNER_TEAM,), frozenset({"flags"}),
         when=ON_DUTY),
    Rule("melding", MELDING_LATER, (Role.TRIAGIST,), (Relation.OWNER_TEAM,),
         NAME | {"reporter", "callback", "taker"}),
    Rule("melding", MELDING_INTAKE, (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,),
         NAME | {"flags", "triage", "taker", "dispute"}),
    Rule("melding", MELDING_LATER, (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), LEADING | {"taker", "dispute"}),
    Rule("melding", MELDING_LATER, (Role.CARE_COORDINATOR,), (Relation.OWNER,), OUTREACH | {"taker"}),
    Rule("melding", MELDING_LATER, (Role.CARE_COORDINATOR,), (Relation.OWNER,), frozenset({"reporter", "callback"}),
         when=WITH_REASON),
    Rule("melding", MELDING_INTAKE, (Role.CARE_COORDINATOR,), (Relation.OWNER,), frozenset({"flags", "taker"})),
    Rule("melding", ("closed",), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME),
    Rule("melding", ("closed",), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), NAME | {"disclosure"},
         when=WITH_REASON),
    Rule("melding", ("closed", "advice", "dropped"), (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("melding", ("forwarded", "disputed"), (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR),
         (Relation.TARGET_TEAM,), OFFERED | {"dispute"}, though_shielded=True),
    Rule("melding", ("disputed",), (Role.GEMEENTE_MANAGER,), (Relation.TARGET_TEAM,), DECIDING, though_shielded=True),
    Rule("melding", ("disputed",), (Role.REGION_COORDINATOR,), (Relation.REGION,), DECIDING, though_shielded=True),
    Rule("postbak", POSTBAK_WAITING, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), MESSAGE),
    Rule("postbak", POSTBAK_ENDED, (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("postbak", (*POSTBAK_WAITING, *POSTBAK_ENDED), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("triage", TRIAGE_RUNNING, (Role.TRIAGIST, Role.TEAM_LEAD), (Relation.OWNER_TEAM,), frozenset({"triage"})),
    Rule("triage", ("revised", "questions", "settled"), (Role.CARE_COORDINATOR,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("pattern", ("open", "taken", "answered"), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,),
         NAME | {"flags", "triage"}),
    Rule("pattern", ("lapsed",), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("case", CASE_OPEN, (Role.CARE_COORDINATOR,), (Relation.OWNER,), OUTREACH),
    Rule("case", CASE_OPEN, (Role.CARE_COORDINATOR,), (Relation.OWNER,), frozenset({"reporter", "callback"}),
         when=WITH_REASON),
    Rule("case", CASE_OPEN, (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), LEADING),
    Rule("case", CASE_OPEN, (Role.CARE_COORDINATOR, Role.TRIAGIST), (Relation.OWNER_TEAM,), NAME,
         listing=True),
    Rule("case", ("closed",), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME),
    Rule("case", ("closed",), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), NAME | {"disclosure"},
         when=WITH_REASON),
    Rule("case", ("closed",), (Role.TRIAGIST,), (Relation.OWNER_TEAM,), NOTHING),
    Rule("case", (*CASE_OPEN, "closed"), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), frozenset({"shield"}),
         listing=True, when=only(Condition.SHIELDED), though_shielded=True),
    Rule("handover", HANDOVER_OPEN, (Role.CARE_COORDINATOR,), (Relation.SENDER,), OUTREACH | WRITTEN),
    Rule("handover", HANDOVER_OPEN, (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), LEADING | {"card"},
         when=only(Condition.OF_A_CASE)),
    Rule("handover", HANDOVER_CARD, (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         OFFERED, though_shielded=True),
    Rule("handover", HANDOVER_CARD, (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         frozenset({"card_paragraph"}), when=only(Condition.CONSENT), though_shielded=True),
    # Also a team with outreach receives; for its own colleagues a shield counts, also on this side of the bridge.
    Rule("handover", HANDOVER_CARD, VA, (Relation.RECEIVER_TEAM,), OFFERED),
    Rule("handover", HANDOVER_CARD, VA, (Relation.RECEIVER_TEAM,), frozenset({"card_paragraph"}),
         when=only(Condition.CONSENT)),
    Rule("handover", HANDOVER_ACCEPTED, VA, (Relation.RECEIVER_TEAM,), KNOWN_AFTER_A_NO),
    Rule("handover", HANDOVER_ACCEPTED, VA, (Relation.RECEIVER_TEAM,), RELEASED, when=only(Condition.NOT_STOPPED)),
    Rule("handover", ("completed",), VA, (Relation.RECEIVER_TEAM,), NOTHING),
    # Whoever had the person hands them on: what was released to this team before, and what it writes itself.
    Rule("handover", HANDOVER_OPEN, WIJKTEAM, (Relation.SENDER,), RELEASED | WRITTEN, though_shielded=True),
    Rule("handover", HANDOVER_OPEN, (Role.WIJKTEAM_COORDINATOR,), (Relation.SENDER_TEAM,), NAME | {"flags", "card"},
         though_shielded=True),
    Rule("handover", ("completed", "withdrawn"), WIJKTEAM, (Relation.SENDER,), NOTHING, though_shielded=True),
    Rule("handover", HANDOVER_FOR_MANAGER, (Role.GEMEENTE_MANAGER,), (Relation.RECEIVER_TEAM,), DECIDING_HANDOVER,
         though_shielded=True),
    Rule("handover", UNDECIDED, (Role.REGION_COORDINATOR,), (Relation.REGION,), DECIDING_HANDOVER,
         though_shielded=True),
    Rule("handover", HANDOVER_ACCEPTED, WIJKTEAM, (Relation.RECEIVER_TEAM,), KNOWN_AFTER_A_NO, though_shielded=True),
    Rule("handover", HANDOVER_ACCEPTED, WIJKTEAM, (Relation.RECEIVER_TEAM,), RELEASED,
         when=only(Condition.NOT_STOPPED), though_shielded=True),
    Rule("handover", ("completed", "withdrawn"), (Role.CARE_COORDINATOR,), (Relation.SENDER,), NOTHING),
    Rule("handover", ("completed", "withdrawn"), (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), NAME,
         when=only(Condition.OF_A_CASE)),
    Rule("handover", ("completed",), (Role.WIJKTEAM_WORKER, Role.WIJKTEAM_COORDINATOR), (Relation.RECEIVER_TEAM,),
         NOTHING, though_shielded=True),
    Rule("handover", ("completed", "withdrawn"), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,),
         NAME | {"disclosure"}, when=WITH_REASON),
    # Whoever of the crisis team is there may take it, also when the case is shielded: see docs/adr/0041.
    Rule("crisis", CRISIS_RUNNING, CRISIS, (Relation.OWNER_TEAM,),
         frozenset({"identity", "flags", "triage", "bridging_plan"}), though_shielded=True),
    Rule("crisis", CRISIS_RUNNING, (Role.CRISIS_WORKER,), (Relation.OWNER_TEAM,),
         frozenset({"contact", "summary", "disclosure"}), though_shielded=True),
    Rule("crisis", CRISIS_RUNNING, (Role.CRISIS_WORKER,), (Relation.OWNER_TEAM,), frozenset({"health"}),
         when=only(Condition.NEEDED), though_shielded=True),
    Rule("crisis", CRISIS_ENDED, CRISIS, (Relation.OWNER_TEAM,), NOTHING, though_shielded=True),
    Rule("crisis", CRISIS_ENDED, (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), NAME | {"disclosure"},
         when=WITH_REASON),
    Rule("handover", HANDOVER_OPEN, CRISIS, (Relation.SENDER_TEAM,), CRISIS_HANDS_ON | WRITTEN,
         when=only(Condition.FROM_CRISIS), though_shielded=True),
    Rule("handover", HANDOVER_OPEN, (Role.CRISIS_WORKER,), (Relation.SENDER_TEAM,), frozenset({"contact"}),
         when=only(Condition.FROM_CRISIS), though_shielded=True),
    Rule("handover", ("completed", "withdrawn"), CRISIS, (Relation.SENDER_TEAM,), NOTHING,
         when=only(Condition.FROM_CRISIS), though_shielded=True),
    Rule("escalation", ("called", "open"), CRISIS, (Relation.OWNER_TEAM,), BESIDE, though_shielded=True),
    Rule("escalation", ("ended",), CRISIS, (Relation.OWNER_TEAM,), NOTHING, though_shielded=True),
    Rule("escalation", ("called", "open", "ended"), (Role.CARE_COORDINATOR,), (Relation.OWNER,), BESIDE),
    Rule("escalation", ("called", "open", "ended"), (Role.TEAM_LEAD,), (Relation.OWNER_TEAM,), NAME,
         when=only(Condition.OF_A_CASE)),
    Rule("task", TASK_RUNNING, (Role.CARE_COORDINATOR,), (Relation.SENDER,), NAME | FOR_THE_TASK),
    Rule("task", TASK_ENDED, (Role.CARE_COORDINATOR,), (Relation.SENDER,), NAME | ASKED),
    Rule("task", (*TASK_RUNNING, *TASK_ENDED), (Role.TEAM_LEAD,), (Relation.SENDER_TEAM,), NAME),
    Rule("task", TASK_RUNNING, (Role.PARTNER,), (Relation.RECEIVER_TEAM,), ASKED, though_shielded=True),
    Rule("task", ("accepted",), (Role.PARTNER,), (Relation.OWNER,), FOR_THE_TASK,
         when=only(Condition.NOT_STOPPED), though_shielded=True),
    Rule("task", TASK_ENDED, (Role.PARTNER,), (Relation.RECEIVER_TEAM,), NOTHING, though_shielded=True),
    Rule("disclosure", (*DISCLOSURE_OPEN, *DISCLOSURE_ENDED), (Role.CARE_COORDINATOR, Role.TRIAGIST),
         (Relation.OWNER,), DISCLOSED),
    Rule("disclosure", DISCLOSURE_REVIEW, (Role.CARE_COORDINATOR, Role.TEAM_LEAD, Role.PRIVACY_OFFICER),
         (Relation.OWNER_TEAM,), DISCLOSURE_WEIGHED),
    Rule("disclosure", ("delivered_first",), (Role.TRIAGIST,), (Relation.OWNER_TEAM,), DISCLOSURE_WEIGHED),
    Rule("disclosure", (*DISCLOSURE_OPEN, *DISCLOSURE_ENDED), (Role.TEAM_LEAD, Role.PRIVACY_OFFICER),
         (Relation.OWNER_TEAM,), DISCLOSURE_CARD),
    Rule("fan_contact", FAN_RUNNING, FAN, (Relation.OWNER_TEAM,), FAN_KNOWS),
    Rule("fan_contact", ("in_contact", "no_answer", "silent", *FAN_OUT), FAN, (Relation.OWNER,), TO_A_DOOR),
    Rule("fan_contact", FAN_OUT, (Role.FAN_WORKER,), (Relation.OWNER_TEAM,), TO_A_DOOR),
    Rule("fan_contact", ("visit_alarm",), FAN, (Relation.OWNER_TEAM,), TO_A_DOOR),
    Rule("fan_contact", ("visit_alarm",), CRISIS, (Relation.TARGET_TEAM,), TO_THE_RESCUE, though_shielded=True),
    Rule("fan_contact", ("taken_over", "ended"), FAN, (Relation.OWNER_TEAM,), NOTHING),
    Rule("fan_contact", ("escalated",), CRISIS, (Relation.TARGET_TEAM,), CARD | {"contact_log", "urgency"},
         though_shielded=True),
    Rule("fan_contact", ("morning_handover", "taken_over"), DAY, (Relation.RECEIVER_TEAM,), FOR_THE_DAY),
    Rule("fan_contact", ("taken_over", "ended"), (Role.PRIVACY_OFFICER,), (Relation.CONTROLLER,), NAME,
         when=WITH_REASON),
    *NACHTKAART, *PROFILES,
    *COMPARTMENTS,
)  # fmt: skip
"""noun, stages, roles, relations, data groups. `listing`: only as a row of the own team's worklist."""


BY_NOUN: dict[str, tuple[Rule, ...]] = {
    noun: tuple(rule for rule in TABLE if rule.noun == noun) for noun in {rule.noun for rule in TABLE}
}
"""The same rows by noun, in their order."""


def rules_for(noun: str) -> Sequence[Rule]:
    """Every row about this noun."""
    return BY_NOUN.get(noun, ())


def may_see(
    record: Any, by: Acting, *, listing: bool = False, under: frozenset[Condition] = frozenset()
) -> Decision:
    """The data groups `by` may read of this record and of what hangs on it. Denied unless a rule says yes.

    under: what the reader stated, such as a typed reason. Raises ValueError for a condition that is a fact: facts are
    found here, never claimed.
    """
    rules = rules_for(record.kind())
    mine = [rule for rule in rules if by.role in rule.roles]
    return decide(
        rules,
        by,
        noun=record.kind(),
        stage=str(record.state),
        relations=relations(record, by, asked={Relation(tie) for rule in mine for tie in rule.relations}),
        listing=listing,
        under=conditions_of(record, by, asked={one for rule in mine for one in rule.when}, stated=under),
        shielded=is_shielded_from(record, by),
    )
