"""What is there around a case, in clear columns? Handovers, what others do, what was said and what was tried.

One statement for all of it: the page of a case costs the same, whatever there is.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, Max, Q, QuerySet, Value

from casework.models import (
    Case,
    Consent,
    ContactAttempt,
    Escalation,
    Handover,
    Nachtkaart,
    PartnerTask,
    SamePerson,
    Stance,
)

COLUMNS = ("noun", "code", "who", "stage", "ending", "doubt", "agreed", "moment", "due", "many", "met")
MOST = 200
Row = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """The handovers with their reference, stage and receiver only; everything else as rows, the newest first.

    tied: did a colleague say that another file is about this person?
    """

    handovers: list[Handover] = field(default_factory=list)
    beside: list[Row] = field(default_factory=list)
    said: list[Row] = field(default_factory=list)
    tried: list[Row] = field(default_factory=list)
    card: list[Row] = field(default_factory=list)
    tied: bool = False

    @property
    def refs(self) -> list[str]:
        """The references of everything here that has a page of its own."""
        return [*(handover.ref for handover in self.handovers), *(row["code"] for row in self.beside)]


def around(case: Case, *, content: bool) -> Around:
    """`content`: may the reader know what was said and tried? Otherwise only the handovers and the ties are."""
    parts = [
        _plain("handover", Handover.objects.filter(case=case), "receiver_team_id", due=F("due_at")),
        _tied(case),
    ]
    if content:
        parts += [
            _plain("escalation", Escalation.objects.filter(case=case), "chain", "result", due=F("due_at")),
            _plain("task", PartnerTask.objects.filter(case=case), "receiver_team_id", "reason",
                   due=F("due_at")),
            _said(case), _asked(case), _tried(case), _card(case),
        ]  # fmt: skip
    together = parts[0].union(*parts[1:], all=True)
    found: dict[str, list[Row]] = {}
    for row in together.order_by("-moment")[:MOST]:
        found.setdefault(row["noun"], []).append(row)
    handovers = [
        Handover(ref=row["code"], state=row["stage"], receiver_team_id=row["who"] or None)
        for row in found.get("handover", ())
    ]
    beside = sorted(
        (*found.get("escalation", ()), *found.get("task", ())), key=lambda row: row["moment"], reverse=True
    )
    return Around(
        handovers,
        beside,
        found.get("said", []),
        found.get("tried", []),
        found.get("card", []),
        "tied" in found,
    )


def _text(value: str = "") -> Value:
    return Value(value, output_field=CharField())


def _plain(
    noun: str, rows: "QuerySet[Any]", who: str, ending: str = "", **more: Any
) -> "QuerySet[Any, dict[str, Any]]":
    """An item with a reference and a state."""
    return _columns(rows, {
        "noun": _text(noun), "code": F("ref"), "who": F(who), "stage": F("state"),
        "ending": F(ending) if ending else _text(), "moment": F("created_at"), **more,
    })  # fmt: skip


def _said(case: Case) -> "QuerySet[Any, dict[str, Any]]":
    return _columns(Stance.objects.filter(case=case), {
        "noun": _text("said"), "code": _text(), "who": _text(), "stage": F("about"), "ending": F("answer"),
        "moment": F("at"), "agreed": F("agreed_with"),
    })  # fmt: skip


def _asked(case: Case) -> "QuerySet[Any, dict[str, Any]]":
    """What was said about sharing, with whom."""
    return _columns(Consent.objects.filter(case=case), {
        "noun": _text("said"), "code": _text(), "who": F("recipient_kind"), "stage": _text("sharing"),
        "ending": F("answer"), "moment": F("at"),
    })  # fmt: skip


def _tried(case: Case) -> "QuerySet[Any, dict[str, Any]]":
    """One row for each channel and part of the day."""
    rows = ContactAttempt.objects.filter(case=case, what="attempt").values("channel", "daypart")
    return _columns(rows, {
        "noun": _text("tried"), "code": _text(), "who": F("channel"), "stage": F("daypart"), "ending": _text(),
        "moment": Max("at"), "many": Count("pk"), "met": Count("pk", filter=Q(reached=True)),
    })  # fmt: skip


def _card(case: Case) -> "QuerySet[Any, dict[str, Any]]":
    """The nachtkaart that was not taken back, with when it ends."""
    return _columns(Nachtkaart.objects.filter(case=case, stopped_at=None), {
        "noun": _text("card"), "code": F("ref"), "who": _text(), "stage": _text(), "ending": _text(),
        "moment": F("written_at"), "due": F("ends_at"),
    })  # fmt: skip


def _tied(case: Case) -> "QuerySet[Any, dict[str, Any]]":
    """One row when another file is tied to that of this person."""
    either = Q(earlier_id=case.person_id) | Q(later_id=case.person_id)
    rows = SamePerson.objects.filter(either, ended_at=None).values("ended_at")
    return _columns(rows, {
        "noun": _text("tied"), "code": _text(), "who": _text(), "stage": _text(), "ending": _text(),
        "moment": Max("created_at"),
    })  # fmt: skip


def _columns(rows: "QuerySet[Any]", given: dict[str, Any]) -> "QuerySet[Any, dict[str, Any]]":
    """The same columns for everything, so that one statement reads it all."""
    none = Value(0, output_field=IntegerField())
    rest = {
        "agreed": _text(), "due": Value(None, output_field=DateTimeField(null=True)), "many": none, "met": none,
    }  # fmt: skip
    doubt = {} if rows.model is Stance else {"doubt": _text()}
    return rows.order_by().annotate(**(rest | doubt | given)).values(*COLUMNS)
