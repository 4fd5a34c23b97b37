"""Is the ledger still what was sealed? Recomputes every leaf, every root and every signature from the tables.

Finds events and leaves that were changed, deleted, inserted or moved after sealing, checkpoints that were
changed, and events that the sealer never took. Not found: an end of the log that was cut off together with
its checkpoints, and an event forged within the last minutes by whoever owns the database.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from privacy.context import wall_clock
from privacy.crypto import signing
from privacy.ids import uuid7_time
from privacy.ledger.anchors import row_problems
from privacy.ledger.checkpoint import WINDOW, body_of
from privacy.ledger.leaves import TABLES, leaves
from privacy.ledger.tree import Frontier
from privacy.models.ledger import Checkpoint, LedgerLeaf

CHUNK = 2_000
# How long an event may wait for the sealer, and how far its id may be from its recorded moment.
GRACE = timedelta(seconds=60)
GRACE_MS, WINDOW_MS = (int(span.total_seconds() * 1000) for span in (GRACE, WINDOW))
LEAF = ("position", "source", "event_id", "leaf_hash")
MOST = 1_000
Problem = dict[str, str]


def verify(*, rows: bool = False) -> dict[str, Any]:
    """`{events, pending, root, ok, problems}`; with `rows` also records against their latest change events.

    events: sealed ones. pending: younger than a minute and not sealed yet. root: hex. problems: at most
    1,000 of `{problem, where}`.
    """
    frontier = Frontier()
    pending: list[str] = []
    found: Iterator[Problem] = _all_problems(frontier, pending, rows)
    problems = list(islice(found, MOST))
    if len(problems) == MOST:
        # The walk stopped half-way, so there is no root to show.
        return {"events": frontier.size, "pending": 0, "root": None, "ok": False, "problems": problems}
    return {
        "events": frontier.size,
        "pending": len(pending),
        "root": frontier.root().hex(),
        "ok": not problems,
        "problems": problems,
    }


def _all_problems(frontier: Frontier, pending: list[str], rows: bool) -> Iterator[Problem]:
    yield from _walk(frontier)
    yield from _unsealed(pending)
    if rows:
        yield from row_problems()


def _walk(frontier: Frontier) -> Iterator[Problem]:
    """Every leaf in its place against its event, and every checkpoint on the way against the tree so far."""
    heads = Checkpoint.objects.order_by("size").iterator(chunk_size=CHUNK)
    head = next(heads, None)
    stored = LedgerLeaf.objects.order_by("position").values_list(*LEAF).iterator(chunk_size=CHUNK)
    ours = signing.public_key()
    newest = 0
    while chunk := list(islice(stored, CHUNK)):
        events = {
            source: leaves(source, [event_id for _, origin, event_id, _ in chunk if origin == source])
            for source in TABLES
        }
        for position, source, event_id, leaf_hash in chunk:
            if position != frontier.size:
                yield _problem("a leaf is missing or moved", f"position {frontier.size}")
            moment = event_id.int >> 80
            wrong = _about_leaf(events.get(source, {}).get(event_id), bytes(leaf_hash), moment, newest)
            if wrong:
                yield _problem(wrong, f"{source} {event_id}")
            newest = max(newest, moment)
            frontier.append(bytes(leaf_hash))
            while head is not None and head.size <= frontier.size:
                yield from _about_head(head, frontier, ours)
                head = next(heads, None)
    if head is not None:
        yield _problem("leaves are missing", f"checkpoint {head.size}")
    covered = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    if covered < frontier.size:
        yield _problem("leaves stand outside every checkpoint", f"position {covered}")


def _about_leaf(event: tuple[bytes, datetime] | None, sealed: bytes, moment: int, newest: int) -> str:
    """What is wrong with one leaf, "" for nothing. moment, newest: milliseconds, of this id and of those before."""
    if event is None:
        return "the event is gone"
    hashed, recorded_at = event
    if hashed != sealed:
        return "the event was changed after it was sealed"
    if abs(recorded_at.timestamp() * 1000 - moment) > GRACE_MS or moment < newest - WINDOW_MS:
        return "the event is older than its place in the ledger"
    return ""


def _about_head(head: Checkpoint, frontier: Frontier, ours: bytes) -> Iterator[Problem]:
    where = f"checkpoint {head.size}"
    expected = body_of(frontier.size, frontier.root(), head.sealed_at)
    if head.size != frontier.size or head.body != expected or bytes(head.frontier) != frontier.dump():
        yield _problem("the checkpoint does not fit the leaves", where)
    if not signing.signed_by(ours, head.body.encode(), bytes(head.signature), head.key_name):
        yield _problem("the signature is not ours", where)


def _unsealed(pending: list[str]) -> Iterator[Problem]:
    """Events without a leaf: young ones are pending, older ones were never offered to the sealer."""
    ripe = wall_clock() - GRACE
    for source, table in TABLES.items():
        placed = LedgerLeaf.objects.filter(source=source)
        known = table._default_manager
        if placed.count() == known.count():
            # Every leaf was found to have its event above, so equal numbers leave none without a leaf.
            continue
        sealed = set(placed.values_list("event_id", flat=True))
        for event_id, recorded_at in known.values_list("event_id", "recorded_at").iterator():
            if event_id in sealed:
                continue
            if recorded_at > ripe and uuid7_time(event_id) > ripe:
                pending.append(str(event_id))
            else:
                yield _problem("the event was never sealed", f"{source} {event_id}")


def _problem(what: str, where: str) -> Problem:
    return {"problem": what, "where": where}
