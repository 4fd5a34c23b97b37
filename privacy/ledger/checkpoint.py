"""Who fixes what happened? The sealer: gives every committed event its place in the tree and signs the head.

Events are sealed in the order of their ids; one that was committed late is found within WINDOW of the newest
sealed one. An event kept by the hour carries the end of that hour and is sealed when it is over, so that its
neighbours in the log do not tell its minute. Running twice at once is harmless: positions are unique, the
second run gives way. What nobody here can show is that the end of the log was cut off together with its
checkpoints; that takes a copy of a checkpoint kept elsewhere.
"""

import base64
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from privacy.context import wall_clock
from privacy.crypto import signing
from privacy.crypto.keyring import tenant
from privacy.ids import uuid7_floor, uuid7_time
from privacy.ledger.leaves import TABLES, leaves
from privacy.ledger.tree import Frontier
from privacy.models.ledger import Checkpoint, LedgerLeaf

ALIAS = "ledger"
WINDOW = timedelta(minutes=10)
AHEAD = timedelta(seconds=5)
"""How far the clocks of two machines may be apart before an event waits for the sealer."""
BATCH = 5_000


def seal_pending() -> int:
    """Seal every committed event that has no leaf yet, in batches; the number sealed."""
    sealed = 0
    pending = _pending()
    while pending:
        try:
            _seal(pending[:BATCH])
        except IntegrityError:
            # Another sealer was a moment earlier with the same positions; the events are still there.
            break
        sealed += len(pending[:BATCH])
        pending = pending[BATCH:]
    return sealed


def body_of(size: int, root: bytes, sealed_at: datetime) -> str:
    """The signed text: whose log, how many leaves, their root (base64), when (UTC). One line each."""
    lines = (f"sluitend-ledger/{tenant()}", str(size), base64.b64encode(root).decode(), sealed_at.isoformat())
    return "".join(f"{line}\n" for line in lines)


def _pending() -> list[tuple[UUID, str]]:
    """(event id, source) of the events without a leaf whose moment has passed, oldest first."""
    newest = LedgerLeaf.objects.order_by("-event_id").values_list("event_id", flat=True).first()
    floor = uuid7_floor(uuid7_time(newest) - WINDOW) if newest else UUID(int=0)
    passed = uuid7_floor(wall_clock() + AHEAD)
    placed = set(LedgerLeaf.objects.filter(event_id__gte=floor).values_list("event_id", flat=True))
    return sorted(
        (event_id, source)
        for source, table in TABLES.items()
        for event_id in table._default_manager.filter(event_id__gte=floor, event_id__lt=passed).values_list(
            "event_id", flat=True
        )
        if event_id not in placed
    )


def _seal(batch: list[tuple[UUID, str]]) -> None:
    """Leaves and the checkpoint over them, in one transaction of the ledger. Raises IntegrityError."""
    hashes = {
        source: leaves(source, [event_id for event_id, origin in batch if origin == source])
        for source in TABLES
    }
    with transaction.atomic(using=ALIAS, durable=True):
        head = Checkpoint.objects.order_by("-size").first()
        frontier = Frontier(head.size, bytes(head.frontier)) if head else Frontier()
        placed = []
        for event_id, source in batch:
            hashed, _ = hashes[source][event_id]
            placed.append(
                LedgerLeaf(position=frontier.size, source=source, event_id=event_id, leaf_hash=hashed)
            )
            frontier.append(hashed)
        LedgerLeaf.objects.bulk_create(placed)
        sealed_at = wall_clock()
        body = body_of(frontier.size, frontier.root(), sealed_at)
        Checkpoint.objects.create(
            size=frontier.size,
            sealed_at=sealed_at,
            frontier=frontier.dump(),
            body=body,
            key_name=signing.key_name(),
            signature=signing.sign(body.encode()),
        )
