"""What did the client say and agree to, and what was scored? Codes on the page of a case, words on another."""

from typing import Any

from django.utils.translation import gettext as _

from casework import access
from casework.models import Case, Score, Stance
from casework.reading.care_words import word
from casework.reading.words import state_badge
from privacy.context import Acting

WHOLE = Case.objects.select_related("clock", "owner_person", "owner_team", "person")
MOST = 50


def said_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What counts now, one line per subject and receiver, without the words. rows: of casework.reading.around."""
    return [
        _line(row["stage"], row["ending"], row["doubt"], row["agreed"], whom=row["who"])
        | {"at": row["moment"]}
        for row in _newest(rows, key=lambda row: (row["stage"], row["who"]))
    ]


def agreements(ref: str, *, by: Acting) -> dict[str, Any]:
    """The page with the client's own words and the scores. Raises NotYours, TraceUnavailable."""
    case, decision = access.find(WHOLE, ref, by=by, action="case.read")
    content = "contact_log" in decision.groups
    stances = list(Stance.objects.filter(case=case).select_related("by")[:MOST]) if content else []
    scores = list(Score.objects.filter(case=case).select_related("by")[:MOST]) if content else []
    person, *opened = access.open_records(
        decision, [case.person, *stances, *scores], by=by, about=f"case:{case.ref}", action="case.read"
    )
    said, scored = opened[: len(stances)], opened[len(stances) :]
    return {
        "ref": case.ref, "name": person.text("given", "prefix", "surname"), "content": content,
        "state": state_badge("case", case.state),
        "said": [
            _line(stance.about, stance.answer, stance.doubt, stance.agreed_with)
            | {"at": stance.at, "words": one.text("words"), "who": stance.by.name}
            for stance, one in zip(stances, said, strict=True)
        ],
        "scores": [_score(one) for one in _newest(scored, key=lambda one: one.record.domain)],
    }  # fmt: skip


def _newest(rows: Any, *, key: Any) -> list[Any]:
    """The first of each key: rows come newest first."""
    kept: dict[Any, Any] = {}
    for row in rows:
        kept.setdefault(key(row), row)
    return list(kept.values())


def _line(about: str, answer: str, doubt: str, agreed_with: str, *, whom: str = "") -> dict[str, Any]:
    """One fact: the subject, the answer, and what belongs to it."""
    titles = {
        "help": _("Help"), "sharing": _("Sharing with %(whom)s") % {"whom": word("receiver", whom)},
        "neighbours": _("Neighbours may know whom to call"),
    }  # fmt: skip
    no = _("does not want it now")
    answers = {"no": no, "withdrawn": no, "yes": _("agrees")}
    notes = [_("doubt about the decision")] if doubt == "yes" else []
    if agreed_with:
        notes.append(_("agreed with %(whom)s") % {"whom": word("agreed with", agreed_with)})
    return {"title": titles[about], "answer": answers[answer], "notes": notes}


def _score(one: Any) -> dict[str, Any]:
    return {
        "domain": word("domain", one.record.domain), "score": word("score", one.text("value")),
        "necessity": one.text("necessity"), "at": one.record.at, "who": one.record.by.name,
    }  # fmt: skip
