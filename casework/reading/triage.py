"""What does somebody see who weighs a melding? The story, the answers so far, the next question or the proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.directory.current import pack
from casework.directory.said import as_said
from casework.errors import NotYours
from casework.models import Melding, Triage
from casework.policy import may_see
from casework.reading.melding import (
    NOTHING,
    answer_word,
    concern_facts,
    path_of,
    person_facts,
    safety_of,
)
from casework.reading.moving import clock_of
from casework.reading.place import now_at
from casework.reading.words import outcome_word, state_badge, team_word
from casework.weighing import weigh
from privacy.context import Acting
from privacy.ledger.record import denied
from workflows.tree.definition import Question
from workflows.tree.proposal import Proposal

WHOLE = Melding.objects.select_related(
    "clock", "owner_person", "owner_team", "person", "triage", "triage__clock", "triage__owner_person",
    "triage__owner_team",
)  # fmt: skip
"""The melding with its triage, in one statement."""

NOT_FOR_WEIGHING = frozenset({"bsn", "reporter"})
"""Nobody needs these to weigh a melding, so they stay closed."""

STAGES = ("safety", "identification", "questions", "proposal", "settled")


@dataclass(frozen=True)
class TriageRead:
    """A triage that may be seen, its answers, and the context of its page."""

    triage: Triage
    melding: Melding
    answers: dict[str, str]
    reason: str
    page: dict[str, Any]

    def proposal(self, at: datetime) -> Proposal:
        """What the tree says to these answers at this moment."""
        return weigh(self.melding, self.answers, at=at)

    def next_question(self, at: datetime) -> Question | None:
        """The first question of the walk without an answer; None when the tree has enough."""
        return pack().next_question(self.answers, gemeente=self.melding.gemeente or None, at=at)


def read(melding_ref: str, *, by: Acting) -> TriageRead:
    """The triage of this melding. Raises NotYours when either may not be seen, and TraceUnavailable."""
    melding, decision = access.find(WHOLE, melding_ref, by=by, action="triage.read")
    triage: Triage | None = getattr(melding, "triage", None)
    if triage is None or not may_see(triage, by).permit:
        denied(by, action="triage.read", about=melding_ref)
        raise NotYours
    decision = replace(decision, groups=decision.groups - NOT_FOR_WEIGHING)
    records = [record for record in (melding, melding.person, triage) if record is not None]
    opened = access.open_records(decision, records, by=by, about=triage.ref, action="triage.read")
    of: dict[Any, access.Opened] = {one.record: one for one in opened}
    person, story, weighed = of.get(melding.person, NOTHING), of[melding], of[triage]
    answers = dict(weighed.get("answers") or {})
    page = {
        "melding": melding,
        "triage": triage,
        "name": person.text("given", "prefix", "surname"),
        "badge": state_badge("triage", triage.state),
        "safety": safety_of(
            person.get("flags"), answers, at=by.at, asked_at=melding.received_at, state=triage.state
        ),
        "story": story.text("narrative"),
        "concern": [*now_at(melding, story), *concern_facts(melding, story)],
        "person": person_facts(person) if "identity" in decision.groups else [],
        "path": path_of(answers, at=by.at),
        "stages": stages_of(triage.state),
        "clock": clock_of(triage) or clock_of(melding),
        "tree_version": pack().tree(by.at).version,
    }
    return TriageRead(triage, melding, answers, weighed.text("reason"), page)


def stages_of(state: str) -> list[dict[str, Any]]:
    """The five stages in order, with the present one marked. A review is part of the proposal."""
    now = {"open": "safety", "review": "proposal", "revised": "questions"}.get(state, state)
    return [
        {"label": pgettext("stage", stage), "current": stage == now, "number": number}
        for number, stage in enumerate(STAGES, start=1)
    ]


def question_context(question: Question, read: TriageRead, *, url: str, change_url: str) -> dict[str, Any]:
    """The context of parts/question.html. `change_url` ends where the key of a question is put behind it."""
    for step in read.page["path"]:
        step["change_url"] = f"{change_url}{step['key']}"
    return {
        "key": question.id,
        "text": _(question.text),
        "help": "",
        "url": url,
        "version": read.page["tree_version"],
        "step": _("Question %(key)s, question tree %(version)s")
        % {"key": question.id, "version": read.page["tree_version"]},
        "hidden": [("seen_version", read.triage.version)],
    }


def proposal_context(read: TriageRead, *, by: Acting) -> dict[str, Any]:
    """The context of parts/proposal.html, without its two buttons."""
    proposal = read.proposal(by.at)
    questions, definition = pack().tree(by.at).questions, pack().tree(by.at).definition
    drove = dict.fromkeys(why.question for why in proposal.because if why.outcome == proposal.primary)
    return {
        "code": proposal.primary,
        "outcome": outcome_word(proposal.primary),
        "urgency": proposal.urgency,
        "range": " - ".join(dict.fromkeys(proposal.urgency_range)),
        "destination": destination_context(proposal.primary, read.melding.gemeente, at=by.at),
        "drove": [
            {"text": _(questions[key].text), "answer_label": answer_word(read.answers.get(key, "onbekend"))}
            for key in drove
        ],
        "parallel": [outcome_word(code) for code in definition.outcomes if code in proposal.parallel],
        "warnings": [_(definition.warnings[code]) for code in proposal.warnings]
        + hard_stop_words(proposal, questions),
        "check": [_(str(questions[key].check)) for key in proposal.check_tasks],
        "version": proposal.version,
    }


def hard_stop_words(proposal: Proposal, questions: Mapping[str, Question]) -> list[str]:
    """Why advice alone is not possible, or only with a reason: with the questions as they were asked."""
    blocking = [_(questions[stop.question].text) for stop in proposal.hard_stops if stop.blocks]
    unknown = [_(questions[stop.question].text) for stop in proposal.hard_stops if not stop.blocks]
    words = []
    if blocking:
        words.append(
            _("Advice alone is not possible. The answer is yes to: %(questions)s")
            % {"questions": " ".join(blocking)}
        )
    if unknown:
        words.append(
            _("Advice alone? Then write why that is enough and who checks. Nobody knows yet: %(questions)s")
            % {"questions": " ".join(unknown)}
        )
    return words


def blocked_by(proposal: Proposal) -> frozenset[str]:
    """The outcomes that a hard stop forbids."""
    return frozenset(stop.outcome for stop in proposal.hard_stops if stop.blocks)


def destination_context(outcome: str, gemeente: str, *, at: datetime) -> dict[str, str] | None:
    """Whom to call at this moment: the destination itself, or the duty that answers while it is closed."""
    region = as_said()
    found = region.destination(outcome, gemeente or None, at)
    name, phone, note = found.name or outcome_word(outcome), found.phone or "", ""
    if found.open_now is False and found.answering is not None:
        duty = region.teams[found.answering.team]
        note = _("%(name)s is closed now, so this duty answers") % {"name": name}
        name, phone = team_word(duty.id), duty.phone or ""
    return {"name": name, "phone": phone, "note": note}
