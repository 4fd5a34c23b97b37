"""What does the page of a melding show? Safety, story, person, melder, gemeente with its reason, answers, history.

Everything goes through casework.access: one access row for the whole page, before anything opens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.directory.current import pack
from casework.intake import SAFETY
from casework.models import Attachment, Case, Crisis, Melding, Person
from casework.place import needs_choice
from casework.policy import may_see
from casework.reading import place, safety
from casework.reading.case_words import birthdate_word
from casework.reading.involved import involved_in, may_be_named, open_points, others_of
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.past import past_of
from casework.reading.place import Facts, fact, to_call
from casework.reading.routing import explained
from casework.reading.words import state_badge
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.roles import CRISIS

WHOLE = Melding.objects.select_related(
    "clock",
    "owner_person",
    "owner_person__deputy",
    "owner_team",
    "person",
    "reporter",
    "triage",
    "triage__clock",
    "disrupted_set_by",
)
"""The melding with everything its page shows, in one statement."""

MOST_ATTACHMENTS = 100
ANSWERS = {"yes": "Yes", "no": "No", "onbekend": "Unknown"}


@dataclass(frozen=True)
class MeldingRead:
    """A melding that may be seen, what may be seen of it, and the context of its page."""

    melding: Melding
    decision: Decision
    story: access.Opened
    answers: dict[str, str]
    page: dict[str, Any]
    placed: dict[str, str]


def read(ref: str, *, by: Acting, action: str = "melding.read") -> MeldingRead:
    """Everything of the page. Raises NotYours, TraceUnavailable."""
    melding, decision = access.find(WHOLE, ref, by=by, action=action)
    reporter, triage = getattr(melding, "reporter", None), getattr(melding, "triage", None)
    involved = involved_in(melding, decision)
    named = [one.person for one in involved] if may_be_named(decision) else []
    sent = sent_along(melding) if "attachment" in decision.groups else []
    records = [
        record for record in (melding, melding.person, reporter, triage, *named, *sent) if record is not None
    ]
    opened = access.open_records(decision, records, by=by, about=melding.ref, action=action)
    of: dict[Any, access.Opened] = {one.record: one for one in opened}
    person, story = of.get(melding.person, NOTHING), of[melding]
    told = of.get(reporter, NOTHING)
    answers = dict(of.get(triage, NOTHING).get("answers") or {}) if triage else {}
    page = {
        "melding": melding,
        "name": person.text("given", "prefix", "surname"),
        "badge": state_badge("melding", melding.state),
        "clock": clock_of(melding),
        "safety": safety_of(
            person.get("flags"),
            answers if "triage" in decision.groups else None,
            at=by.at,
            asked_at=melding.received_at,
            state=getattr(triage, "state", "open"),
        ),
        "story": story.text("narrative"),
        "concern": concern_facts(melding, story),
        "person": [*person_facts(person), *knows_facts(melding)]
        if melding.person and "identity" in decision.groups
        else [],
        "others": others_of(melding, involved, of),
        "open_points": open_points(
            melding, person=person, story=story, reporter=reporter, told=told, decision=decision
        ),
        "reporter": reporter_facts(melding, reporter, told)
        if reporter and "reporter" in decision.groups
        else callback_facts(told),
        "callback_only": "reporter" not in decision.groups,
        "attachments": [attachment_of(one, of[one], melding) for one in sent],
        "place": place.facts(melding, story, person),
        "decide_url": decide_url(melding, by) if needs_choice(melding) else "",
        "routing": explained(melding) if melding.person else None,
        "path": path_of(answers, at=by.at),
        "events": past_of(melding, known=(melding.owner_person,)),
        "owner": owner_card(melding, by=by),
        "case": case_of(melding, by=by),
        "crises": crises_of(melding, by=by),
    }
    return MeldingRead(melding, decision, story, answers, page, place.known(melding, story, person))


def decide_url(melding: Melding, by: Acting) -> str:
    """Where this reader can choose the gemeente; "" for whoever may not, or when it is too late for it."""
    possible = {step.name for step in melding.possible_steps(by.role)}
    return (
        reverse("melding-step", args=[melding.ref, "decide_gemeente"])
        if "decide_gemeente" in possible
        else ""
    )


NOTHING: Any = access.Opened(Person(), {})
"""What is known of a record that is not there."""


def sent_along(melding: Melding) -> list[Attachment]:
    """The files that came along with it, not opened."""
    return list(Attachment.objects.filter(melding=melding)[:MOST_ATTACHMENTS])


def attachment_of(sent: Attachment, opened: access.Opened, melding: Melding) -> dict[str, str]:
    """What the sender says of a file, its size, and where to save it."""
    url = reverse("melding-attachment", args=[melding.ref, str(sent.number)])
    name = opened.text("name") or _("file without a name")
    return {"name": name, "type": opened.text("type"), "size": filesizeformat(sent.size), "url": url}


def safety_of(
    flags: Any, answers: Mapping[str, str] | None, *, at: datetime, asked_at: datetime | None, state: str
) -> dict[str, Any]:
    """The context of parts/safety_block.html: flags, every yes on a safety question, and what nobody knows.

    answers: None for a reader who may not see them, who then reads just that. `state` of the triage: once it went on
    from its safety questions, an unknown is an answer to a question.
    """
    shown = safety.in_words(flags, at=at)
    if answers is None:
        return {"flags": shown, "unknown": [], "asked_at": None, "withheld": True}
    said = [
        {
            "icon": "danger",
            "word": safety.question_word(question),
            "detail": "",
            "source": _("the melding"),
            "until": None,
        }
        for question in SAFETY
        if answers.get(question) == "yes"
    ]
    unknown = [
        safety.question_word(question)
        for question in SAFETY
        if answers.get(question, "onbekend") == "onbekend"
    ]
    return {
        "flags": said + shown,
        "unknown": unknown,
        "unknown_was_asked": state not in ("open", "safety"),
        "asked_at": asked_at if len(unknown) < len(SAFETY) else None,
    }


def person_facts(person: access.Opened) -> Facts:
    """Who it is about, as far as this reader may know. An unknown person is said to be unknown."""
    name = person.text("given", "prefix", "surname") or _("not yet known")
    facts = [fact(_("Name"), name)]
    if "birthdate" in person:
        facts.append(fact(_("Birth date"), birthdate_word(person.text("birthdate"))))
    if "bsn" in person and person.text("bsn"):
        facts.append(fact(_("BSN"), f"••••••{person.text('bsn')[-3:]}"))
    if "street" in person:
        address = [person.text("street", "house_number"), person.text("postcode", "woonplaats")]
        facts.append(fact(_("Address"), ", ".join(part for part in address if part)))
        facts.append(to_call(_("Phone"), person.text("phone")))
    return facts


def knows_facts(melding: Melding) -> Facts:
    """Whether the person knows that somebody reported: whoever calls first has to know that."""
    return [fact(_("Does the person know about this melding?"), answer_word(melding.person_knows))]


def reporter_facts(melding: Melding, reporter: Any, opened: access.Opened) -> Facts:
    """Who reported and what they wish. Only for who may know the melder."""
    kind = reporter.kind_of_melder if reporter else ""
    facts = [fact(_("Who reports?"), pgettext("melder", kind) if kind else "")]
    named = ((_("Name of the melder"), "name"), (_("Organisation"), "organisation"),
             (_("Function"), "function"), (_("Relation to the person"), "relation"),
             (_("Number to call back"), "phone"), (_("E-mail"), "email"))  # fmt: skip
    facts += [fact(label, opened.text(name)) for label, name in named if opened.text(name)]
    codes = ((_("Ground for telling us"), "speaking ground", "speaking_ground"),
             (_("Wants to hear from us"), "feedback wish", "feedback_wish"))  # fmt: skip
    said = [(label, context, getattr(reporter, name, "not_said")) for label, context, name in codes]
    facts += [
        fact(label, pgettext(context, code.replace("_", " ")))
        for label, context, code in said
        if code != "not_said"
    ]
    wish = pgettext("anonymity", melding.anonymity.replace("_", " "))
    return [
        *facts,
        fact(_("May the person know who reported?"), wish),
        fact(_("Feedback"), feedback_word(melding)),
    ]


def callback_facts(opened: access.Opened) -> Facts:
    """The number the melder gave to be called back on; nothing else about the melder."""
    phone = opened.text("phone")
    return [to_call(_("Number to call back"), phone)] if phone else []


def feedback_word(melding: Melding) -> str:
    """Did the melder hear from us, and if so by which way?"""
    word = pgettext("feedback", melding.feedback.replace("_", " "))
    channel = melding.feedback_channel.replace("_", " ")
    return f"{word} ({pgettext('feedback channel', channel)})" if channel else word


def concern_facts(melding: Melding, story: access.Opened) -> Facts:
    """What else was said, and what was written down later."""
    labels = ((_("Which help is there already?"), "help_running"),
              (_("Why possibly reported before"), "link_evidence"), (_("Remark"), "remark"))  # fmt: skip
    facts = [fact(label, story.text(name)) for label, name in labels if story.text(name)]
    if melding.disrupted_household is not None and "narrative" in story:
        who = melding.disrupted_set_by.name if melding.disrupted_set_by else ""
        said = answer_word("yes" if melding.disrupted_household else "no")
        facts.append(fact(_("Disrupted household"), said, _("said by %(name)s") % {"name": who}))
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


def crises_of(melding: Melding, *, by: Acting) -> list[dict[str, str]]:
    """The crises beside it, for the crisis team."""
    if by.role not in CRISIS:
        return []
    return [
        {"ref": one.ref, "url": reverse("crisis", args=[one.ref])}
        for one in Crisis.objects.filter(melding=melding).order_by("-created_at", "-pk")
        if may_see(one, by).permit
    ]


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
