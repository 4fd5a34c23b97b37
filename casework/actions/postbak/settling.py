"""What does a triagist do with a message that waits? Take it up, make it a melding after all, or set it aside."""

from collections.abc import Mapping
from typing import Any

from casework import access, attachments, intake
from casework.actions import melding as meldingen
from casework.actions.command import command
from casework.errors import ChangedMeanwhile, SomebodyElseFirst
from casework.mail import Unreadable, parse
from casework.models import Melding, PostbakItem
from casework.place import first_door, gemeente_of
from casework.telling import tell_team
from privacy.context import Acting

WITH_CLOCK = PostbakItem.objects.select_related("clock", "owner_person", "owner_team")
"""What a step of an item needs, in one statement."""


def _locked(postbak_ref: str, *, by: Acting, step: str, seen_version: int | None) -> PostbakItem:
    return access.for_change(
        WITH_CLOCK, postbak_ref, by=by, action=f"postbak.{step}", seen_version=seen_version
    )


@command
def take_up(*, by: Acting, postbak_ref: str, seen_version: int | None = None) -> PostbakItem:
    """One triagist looks at it. Raises SomebodyElseFirst."""
    try:
        item = _locked(postbak_ref, by=by, step="take_up", seen_version=seen_version)
    except ChangedMeanwhile as moved:
        if moved.record is not None and moved.record.state == "taken_up":
            raise SomebodyElseFirst(moved.record) from None
        raise
    item.take_up(by=by, owner=intake.actor(by))
    item.owner_team_id = by.unit
    return item


@command
def put_back(*, by: Acting, postbak_ref: str, seen_version: int | None = None) -> PostbakItem:
    """Back to the duty of the team."""
    item = _locked(postbak_ref, by=by, step="put_back", seen_version=seen_version)
    item.put_back(by=by)
    tell_team(item.owner_team_id, "postbak.received", about=item)
    return item


@command
def make_melding(
    *,
    by: Acting,
    postbak_ref: str,
    narrative: str,
    location: str = "",
    anonymity: str = "known_to_us",
    person: dict[str, Any] | None = None,
    melder: dict[str, Any] | None = None,
    seen_version: int | None = None,
) -> PostbakItem:
    """It becomes a melding after all, in one act, with what was sent along.

    `person`, `melder`: as melding.receive takes them. Raises the refusals of melding.receive.
    """
    item = _locked(postbak_ref, by=by, step="make_melding", seen_version=seen_version)
    known: Mapping[str, Any] = person or {}
    melding = meldingen.receive(
        by=by, narrative=narrative, location=location, anonymity=anonymity, person=person, melder=melder,
        door=first_door(), channel="mail",
        gemeente=gemeente_of(str(known.get("postcode") or ""), str(known.get("woonplaats") or "")),
        received_at=item.created_at, source=f"postbak:{item.ref}",
    )  # fmt: skip
    item.make_melding(by=by, melding=melding)
    _take_along(item, melding, by=by)
    return item


def _take_along(item: PostbakItem, melding: Melding, *, by: Acting) -> None:
    """What was sent along goes with the melding; a message that cannot be taken apart goes as a whole."""
    original = attachments.original_of(item, by=by)
    try:
        attachments.keep_all(parse(original).attachments, melding=melding)
    except Unreadable:
        if original:
            attachments.keep(original, number=1, name="", type="", melding=melding)


@command
def set_aside(*, by: Acting, postbak_ref: str, reason: str, seen_version: int | None = None) -> PostbakItem:
    """It is no report of concern: spam, a double, a test. It is kept, and can be taken back."""
    item = _locked(postbak_ref, by=by, step="set_aside", seen_version=seen_version)
    item.set_aside(by=by, reason=reason)
    return item


@command
def reopen(*, by: Acting, postbak_ref: str, seen_version: int | None = None) -> PostbakItem:
    """It was set aside too soon: the duty looks again."""
    item = _locked(postbak_ref, by=by, step="reopen", seen_version=seen_version)
    item.reopen(by=by)
    tell_team(item.owner_team_id, "postbak.received", about=item)
    return item
