"""What belongs to a report that is still being typed? Its page, its sealed form, and the end of both.

A page is known by what makes its form unique (`source`): whoever saved last from that same page never stands in their
own way, also when the answer to a save got lost.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction

from casework import access, intake
from casework.directory.current import pack
from casework.errors import ChangedMeanwhile, NotYours, SentTwice
from casework.models import DraftForm, Melding
from casework.policy import MELDING_DRAFTS
from casework.work import current_work
from privacy.context import Acting, wall_clock
from privacy.crypto import keyring
from privacy.models import DataKey
from workflows import rules
from workflows.refusals import NotFromThisState, SomebodyElseTypes

SETTLED = timedelta(hours=1)
"""After this long a key has its draft, or never gets one."""

WITH_CLOCK = Melding.objects.select_related("clock", "owner_person", "owner_team")
WITH_FORM = WITH_CLOCK.select_related("draft_form")
"""A draft with what was typed, in one statement."""


def new(*, by: Acting, source: str, door: str) -> Melding:
    """A draft that is not saved yet, of whoever types. Raises NotInTheList for an unknown door."""
    intake.require_codes(door=door, channel="phone", gemeente="")
    return Melding(
        owner_team_id=by.unit, owner_person=intake.account(by), source_digest=intake.page_of(source), door=door,
        channel="phone", received_at=by.at, anonymity="known_to_us",
    )  # fmt: skip


def of_page(source: str | None) -> Melding | None:
    """The draft that this page made before. Raises SentTwice when it became a melding already."""
    found = intake.came_before(source) if source else None
    if found is not None and found.state not in MELDING_DRAFTS:
        raise SentTwice(found)
    return found


def begun(
    draft_ref: str, *, by: Acting, step: str, source: str | None, seen_version: int | None
) -> Melding | None:
    """The draft of this page, locked for this step; None when it has none yet. Raises SentTwice, and as `locked`."""
    earlier = None if draft_ref else of_page(source)
    ref = draft_ref or (earlier.ref if earlier is not None else "")
    if not ref:
        return None
    try:
        return locked(ref, by=by, step=step, source=source, seen_version=seen_version)
    except (NotFromThisState, NotYours):
        # Perhaps this very page sent it already, and now it is no draft, or another team's.
        of_page(source)
        raise


def locked(
    draft_ref: str, *, by: Acting, step: str, source: str | None = None, seen_version: int | None
) -> Melding:
    """The draft, locked for this step. Raises as access.for_change; a save of one's own page is no lost race."""
    melding = access.for_change(
        WITH_CLOCK, draft_ref, by=by, action=f"melding.{step}", seen_version=None if source else seen_version
    )
    # Read after the lock: while it was waited for, another window may have saved.
    form = DraftForm.objects.filter(melding=melding).first()
    if form is not None:
        form.melding = melding
    own_page = form is not None and source is not None and form.page == intake.page_of(source)
    if seen_version is not None and melding.version != seen_version and not own_page:
        if not rules.draft_is_free.holds(melding, {}, by):
            raise SomebodyElseTypes
        raise ChangedMeanwhile(melding)
    return melding


def form_of(melding: Melding) -> DraftForm | None:
    """What was typed, sealed; None when there is nothing."""
    return getattr(melding, "draft_form", None)


def write(melding: Melding, typed: dict[str, Any], *, source: str) -> None:
    """Keep this as the newest text of the draft, and let its term begin anew."""
    work, form = current_work(), form_of(melding)
    melding.typed_at = work.by.at
    if form is None:
        work.add(DraftForm(melding=melding, typed=typed, page=intake.page_of(source)))
    else:
        work.touch(form)
        form.typed, form.page = typed, intake.page_of(source)
    work.restart_clock(melding)


def forget(melding: Melding) -> None:
    """It is a draft no longer: the row goes with this change, and the key as soon as the change is kept."""
    form = form_of(melding)
    if form is None:
        return
    work, pk = current_work(), str(melding.pk)
    work.remove(form)
    # Not earlier: a change that is taken back must leave a draft that can still be read.
    transaction.on_commit(lambda: destroy_key(pk, by=work.by), robust=True)


def destroy_key(melding_id: str, *, by: Acting) -> None:
    """Nobody can read this draft any more, from a copy of the database either."""
    keyring.destroy("draft", melding_id, by=[by.actor])


def destroy_left_keys() -> int:
    """Destroy the keys of drafts that are gone, where the process ended between change and key. How many it were.

    A key is made before its draft is written: only what is an hour old can be left over.
    """
    old = DataKey.objects.filter(
        scope_kind="draft", status__in=keyring.LIVING, created_at__lt=wall_clock() - SETTLED
    )
    refs = set(old.values_list("scope_ref", flat=True))
    kept = DraftForm.objects.filter(melding_id__in=refs).values_list("melding_id", flat=True) if refs else ()
    left = refs - {str(pk) for pk in kept}
    for ref in left:
        keyring.destroy("draft", ref, by=["sweep"])
    return len(left)


def region_door(by: Acting) -> str:
    """The door behind which this colleague sits; the meldpunt when it is none."""
    return next((row.door for row in pack().region.doors if row.team == by.unit), "meldpunt")
