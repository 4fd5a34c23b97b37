"""What does a desk say of an item? The same clear columns for every noun, so that one statement reads them all."""

from datetime import datetime
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    expressions,
)
from django.db.models.functions import Cast

from casework.worry import MOST
from privacy.ledger.record import ChangeEvent
from workflows.calendars import local_date
from workflows.nachtkaart import MISSING

COLUMNS = ("noun", "pk", "ref", "page_ref", "state", "level", "gemeente", "owner_team", "owner_person", "owner_name",
           "sender", "sender_team", "receiver_team", "target", "person", "kind", "due", "calm", "owner_ill",
           "owner_days", "deputy_name", "shielded_for", "origin", "card_due", "cursor")  # fmt: skip
TO_A_RECEIVER = ("handover", "task")
"""Nouns with a sender and a receiver."""


def columns(noun: str, part: "QuerySet[Any]", *, at: datetime) -> "QuerySet[Any, dict[str, Any]]":
    """The same columns for every noun, so that one statement reads them all."""
    nothing = Value("", output_field=CharField())
    handover = noun in TO_A_RECEIVER
    return part.order_by().annotate(
        noun=Value(noun, output_field=CharField()),
        owner_name=F("owner_person__name"),
        owner_ill=F("owner_person__ill_since"),
        owner_days=F("owner_person__works_on"),
        deputy_name=_deputy_there(at),
        sender=F("sender_person_id") if handover else F("owner_person_id"),
        kind=F("clock__kind"),
        due=F("due_at"),
        # Read with the rows: of what changes afterwards nothing is missed.
        cursor=Subquery(ChangeEvent.objects.order_by("-pk").values("pk")[:1]),
        page_ref=F("melding__ref") if noun == "triage" else F("ref"),
        # While a colleague still looks at a lower urgency, the higher one of the tree counts.
        **_of_a_person(noun),
        **({} if handover else {"sender_team": F("owner_team_id")}),
        **({} if handover or noun == "fan_contact" else {"receiver_team": nothing}),
        **({} if noun in ("melding", "fan_contact") else {"target": nothing}),
        **({} if noun == "melding" else {"calm": Value(MOST, output_field=PositiveSmallIntegerField())}),
        **_origin_of(noun, nothing),
        card_due=_card_due(noun),
    ).values(*COLUMNS)  # fmt: skip


def _origin_of(noun: str, nothing: Value) -> dict[str, Any]:
    """From a crisis or not: a column of a handover, and of what another service does; nothing for anything else."""
    if noun == "handover":
        return {}
    if noun != "escalation":
        return {"origin": nothing}
    of_crisis = expressions.When(crisis__isnull=False, then=Value("crisis"))
    return {"origin": expressions.Case(of_crisis, default=Value("ordinary"), output_field=CharField())}


def _card_due(noun: str) -> Any:
    """Until when somebody must write the nachtkaart that a case misses."""
    # Named as a moment in SQL too: PostgreSQL takes two nothings for text, and then a moment is another type.
    never = Cast(Value(None), DateTimeField(null=True))
    if noun != "case":
        return never
    missing = expressions.When(card_clock__kind=MISSING, then=F("card_clock__due_at"))
    return expressions.Case(missing, default=never, output_field=DateTimeField(null=True))


def _deputy_there(at: datetime) -> expressions.Case:
    """The name of the deputy of the owner who is there at `at` (see Account.is_away); empty without one."""
    deputy, today = "owner_person__deputy__", str(local_date(at).isoweekday())
    there = Q(
        **{f"{deputy}is_active": True, f"{deputy}ill_since": None, f"{deputy}works_on__contains": today}
    )
    return expressions.Case(expressions.When(there, then=F(f"{deputy}name")), default=Value(""))


def _of_a_person(noun: str) -> dict[str, Any]:
    """The columns that say who it is about and how urgent; a message that nobody read yet says neither."""
    if noun == "postbak":
        nothing = Value("", output_field=CharField())
        return {
            "level": nothing,
            "gemeente": nothing,
            "person": Value(None, output_field=UUIDField(null=True)),
        }
    if noun == "triage":
        return {
            "level": F("proposal_urgency"), "gemeente": F("melding__gemeente"), "person": F("melding__person_id"),
        }  # fmt: skip
    return {"level": F("urgency")}
