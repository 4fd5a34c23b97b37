"""What does a change of state cost beside the plainest one? (P6)

In turn: our action with its lock, event, clock and transaction; `get + save()` of the same row; and the same with
django-auditlog, which writes its row before the update and so needs a transaction around it.
"""

from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from bench.asked.timing import Figures, counted, in_rounds

ROUNDS = 150


def ask() -> Figures:
    """On messages of the Postbak: one record without sealed text, which goes from unread to taken up."""
    from auditlog.registry import auditlog
    from django.db import transaction

    from casework.actions import postbak
    from casework.edge import acting_for, system
    from casework.models import Account, PostbakItem

    by = acting_for(Account.objects.get(username="seed_triagist"))

    def fresh() -> str:
        digest = sha256(uuid4().bytes).hexdigest()
        return str(
            postbak.keep(by=system(), why="nothing_in_it", name="file:bench", source_digest=digest).ref
        )

    refs = iter([fresh() for _ in range(2 * ROUNDS + 4)])
    plain, watched = fresh(), fresh()

    def save(ref: str) -> Callable[[], None]:
        def act() -> None:
            item = PostbakItem.objects.get(ref=ref)
            item.size += 1
            item.save()

        return act

    def with_auditlog() -> None:
        auditlog.register(PostbakItem)
        try:
            with transaction.atomic():
                save(watched)()
        finally:
            auditlog.unregister(PostbakItem)

    def with_nothing_registered() -> None:
        auditlog.register(PostbakItem)
        auditlog.unregister(PostbakItem)

    with counted() as ours:
        postbak.take_up(by=by, postbak_ref=next(refs))
    times = in_rounds(
        {
            "P6 our change": lambda: postbak.take_up(by=by, postbak_ref=next(refs)),
            "P6 get + save()": save(plain),
            "P6 get + save(), auditlog": with_auditlog,
            "registering": with_nothing_registered,
        },
        rounds=ROUNDS,
    )
    times["P6 get + save(), auditlog"] -= times.pop("registering")
    plainest = times["P6 get + save()"]
    return times | {
        "P6 our change, statements": len(ours),
        "P6 our change, x get + save()": times["P6 our change"] / plainest,
        "P6 auditlog, x get + save()": times["P6 get + save(), auditlog"] / plainest,
    }
