"""What does the page of a melding show? Safety, story, person, melder, gemeente with its reason, answers, history.

Everything goes through casework.access: one access row for the whole page, before anything opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.directory.current import pack
from casework.intake import SAFETY
from casework.models import Case, Melding, Person
from casework.policy import may_see
from casework.reading import safety
from casework.reading.moving import clock_of
from casework.reading.past import past_of
from casework.reading.words import duty_word, gemeente_word, outcome_word, state_badge, team_word
from privacy.context import Acting
from privacy.decisions import Decision

WHOLE = Melding.objects.select_related(
    "clock", "owner_person", "owner_team", "person", "reporter", "triage", "triage__clock"
)
"""The melding with everything its page shows, in one statement."""

ANSWERS = {"yes": "Yes", "no": "No", "onbekend": "Unknown"}
Facts = list[dict[str, str]]


@dataclass(frozen=True)
class MeldingRead:
    """A melding that may be seen, what may be seen of it, and the context of its page."""

    melding: Melding
    decision: Decision
    story: access.Opened
    answers: dict[str, str]
    page: dict[str, Any]


def read(ref: str, *, by: Acting, action: str = "melding.read") -> MeldingRead:
    """Everything of the page. Raises NotYours, TraceUnavailable."""
    melding, decision = access.find(WHOLE, ref, by=by, action=action)
    reporter, triage = getattr(melding, "reporter", None), getattr(melding, "triage", None)
    records = [record for record in (melding, melding.person, reporter, triage) if record is not None]
    opened = access.open_records(decision, records, by=by, about=melding.ref, action=action)
    of: dict[Any, access.Opened] = {one.record: one for one in opened}
    person, story = of.get(melding.person, NOTHING), of[melding]
    answers = dict(of.get(triage, NOTHING).get("answers") or {}) if triage else {}
    page = {
        "melding": melding,
        "name": person.text("given", "prefix", "surname"),
        "badge": state_badge("melding", melding.state),
        "clock": clock_of(melding),
        "safety": safety_of(person.get("flags"), answers, at=by.at, asked_at=melding.received_at),
        "story": story.text("narrative"),
        "concern": concern_facts(melding, story),
        "person": person_facts(person) if "identity" in decision.groups else [],
        "reporter": reporter_facts(melding, reporter, of.get(reporter, NOTHING))
        if "reporter" in decision.groups
        else [],
        "place": place_facts(melding),
        "path": path_of(answers, at=by.at),
        "events": past_of(melding, known=(melding.owner_person,)),
        "owner": owner_of(melding),
        "case": case_of(melding, by=by),
    }
    return MeldingRead(melding, decision, story, answers, page)


NOTHING: Any = access.Opened(Person(), {})
"""What is known of a record that is not there."""


def safety_of(
    flags: Any, answers: Mapping[str, str], *, at: datetime, asked_at: datetime | None
) -> dict[str, Any]:
    """The context of parts/safety_block.html: flags, every yes on a safety question, and what nobody asked."""
    shown = safety.in_words(flags, at=at)
    said = [
        {
            "icon": "danger",
            "word": pgettext("safety", question),
            "detail": "",
            "source": _("the melding"),
            "until": None,
        }
        for question in SAFETY
        if answers.get(question) == "yes"
    ]
    unknown = [
        pgettext("safety", question) for question in SAFETY if answers.get(question, "onbekend") == "onbekend"
    ]
    return {
        "flags": said + shown,
        "unknown": unknown,
        "asked_at": asked_at if len(unknown) < len(SAFETY) else None,
    }


def fact(label: str, value: object, note: str = "") -> dict[str, str]:
    """One pair for parts/facts.html."""
    return {"label": label, "value": str(value or ""), "note": note}


def person_facts(person: access.Opened) -> Facts:
    """Who it is about, as far as this reader may know. An unknown person is said to be unknown."""
    name = person.text("given", "prefix", "surname") or _("not yet known")
    facts = [fact(_("Name"), name)]
    if "birthdate" in person:
        facts.append(fact(_("Birth date"), birth_word(person.text("birthdate"))))
    if "bsn" in person and person.text("bsn"):
        facts.append(fact(_("BSN"), f"••••••{person.text('bsn')[-3:]}"))
    if "street" in person:
        address = [person.text("street", "house_number"), person.text("postcode", "woonplaats")]
        facts.append(fact(_("Address"), ", ".join(part for part in address if part)))
        facts.append(fact(_("Phone"), person.text("phone")))
    return facts


def birth_word(born: str) -> str:
    """A stored birth date in words: a whole date, a year, or nothing."""
    try:
        return date_format(date.fromisoformat(born), "j F Y")
    except ValueError:
        return born


def reporter_facts(melding: Melding, reporter: Any, opened: access.Opened) -> Facts:
    """Who reported and what they wish. Only for who may know the melder."""
    kind = reporter.kind_of_melder if reporter else ""
    facts = [fact(_("Who reports?"), pgettext("melder", kind) if kind else "")]
    named = ((_("Name of the melder"), "name"), (_("Organisation"), "organisation"),
             (_("Relation to the person"), "relation"), (_("Number to call back"), "phone"),
             (_("E-mail"), "email"))  # fmt: skip
    facts += [fact(label, opened.text(name)) for label, name in named if opened.text(name)]
    wish = pgettext("anonymity", melding.anonymity.replace("_", " "))
    return [
        *facts,
        fact(_("May the person know who reported?"), wish),
        fact(_("Feedback"), feedback_word(melding)),
    ]


def feedback_word(melding: Melding) -> str:
    """Did the melder hear from us?"""
    return pgettext("feedback", melding.feedback.replace("_", " "))


def concern_facts(melding: Melding, story: access.Opened) -> Facts:
    """Where, and what was written down later."""
    labels = ((_("Where is the person now?"), "location"), (_("Why possibly reported before"), "link_evidence"),
              (_("Remark"), "remark"))  # fmt: skip
    return [fact(label, story.text(name)) for label, name in labels if story.text(name)]


def place_facts(melding: Melding) -> Facts:
    """The gemeente and why it is that one; the outcome and where it went."""
    person = melding.person
    pc4 = person.pc4 if person else ""
    found = pack().region.gemeente_of_pc4(pc4) if pc4 else None
    if not melding.gemeente:
        why = _("nobody knows it yet: a person decides")
    elif found and found.code == melding.gemeente:
        why = _("follows from postcode %(pc4)s") % {"pc4": pc4}
    else:
        why = _("chosen by who wrote the melding down")
    facts = [fact(_("Gemeente"), gemeente_word(melding.gemeente), why)]
    if melding.outcome:
        facts.append(fact(_("Outcome"), outcome_word(melding.outcome)))
        facts.append(fact(_("Goes to"), team_word(melding.target)))
    if melding.acceptor:
        facts.append(fact(_("Taken by"), melding.acceptor))
    return facts


def path_of(answers: Mapping[str, str], *, at: datetime) -> list[dict[str, Any]]:
    """The answers so far in the order of the tree, for parts/question.html and the page of the melding."""
    return [
        {"key": key, "text": _(question.text), "answer": answers[key], "answer_label": answer_word(answers[key]),
         "change_url": ""}
        for key, question in pack().tree(at).questions.items()
        if key in answers
    ]  # fmt: skip


def answer_word(answer: str) -> str:
    """Yes, no or unknown."""
    return pgettext("answer", ANSWERS[answer])


def case_of(melding: Melding, *, by: Acting) -> dict[str, str] | None:
    """The case that came out of it, for who may open that."""
    if melding.outcome != pack().outreach_outcome:
        return None
    case = Case.objects.filter(melding=melding).first()
    return (
        {"ref": case.ref, "url": reverse("case", args=[case.ref])}
        if case and may_see(case, by).permit
        else None
    )


def owner_of(melding: Melding) -> dict[str, Any]:
    """The owner for parts/side_card.html: a person, or the duty of the team with its number."""
    team = str(melding.owner_team_id)
    person = melding.owner_person
    return {"name": person.name if person else duty_word(team), "team": team_word(team), "since": None,
            "phone": melding.owner_team.phone}  # fmt: skip
