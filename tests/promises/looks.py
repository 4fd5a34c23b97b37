"""What breaks a promise after one act, and what shows at the end that something changed unseen?"""

from django.db.models import Count, Max

from casework.invariants import (
    Violation,
    clocks_on_their_own,
    forms_left_over,
    handover_faults,
    kinds_of_record,
    record_faults,
)
from casework.watching import faults
from privacy.ledger.record import ChangeEvent
from privacy.models import DataKey
from tests.promises.arguments import NOUNS


def faults_of(touched: set[str]) -> list[Violation]:
    """What breaks a promise among the records of these nouns, or between any items and their clocks and handovers.

    A record of another noun did not change: what left no event is found at the end (`missing_events`).
    """
    found = [*clocks_on_their_own(), *handover_faults(), *forms_left_over()]
    found += [Violation(1, str(record), why) for record, why in faults()]
    keys = set(DataKey.objects.values_list("key_id", "version"))
    for noun in kinds_of_record():
        if noun.kind() in touched:
            found += record_faults(noun, keys)
    return found


def missing_events() -> list[str]:
    """Records whose events leave out a version: it changed without one, whatever set it right afterwards."""
    events = ChangeEvent.objects.values_list("about_kind", "about_ref")
    rows = events.annotate(last=Max("version"), many=Count("version", distinct=True))
    return [f"{noun}:{ref}" for noun, ref, last, many in rows if last != many]


def unlisted_changes(since: int) -> list[str]:
    """Events after this one that moved an item to another state by a way that no step of its lifecycle lists."""
    moved = ChangeEvent.objects.filter(pk__gt=since).exclude(from_state="")
    rows = moved.values_list("about_kind", "from_state", "to_state", "action")
    return [str(row) for row in rows if row[1] != row[2] and row[:3] not in WAYS]


WAYS = {
    (noun, str(source), str(step.target))
    for noun, model in NOUNS.items()
    for step in model.steps().values()
    for source in step.sources
    if step.target
}
# Two steps in one act leave one event: settled triage decides and forwards at once, a draft is sent and taken.
WAYS |= {("melding", state, "forwarded") for state in ("in_triage", "waiting_info", "linked")}
WAYS |= {("melding", state, "in_triage") for state in ("draft", "left_draft")}
WAYS |= {("triage", "questions", "proposal"), ("handover", "received", "expired")}
