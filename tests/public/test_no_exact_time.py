"""What is written about a report from outside, and does any of it tell more than the hour? Every row of every table."""

import logging
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from casework.models import Melding
from config.logs import SilentDoor
from privacy.context import Acting, hour_of, wall_clock
from privacy.errors import NoContext
from privacy.ids import uuid7_time
from privacy.ledger.checkpoint import seal_pending
from privacy.models.ledger import ChangeEvent, LedgerLeaf
from tests.public.sending import code_of, send, word_of
from tests.world import World

HOUR = timedelta(hours=1)


def rows() -> set[tuple[str, Any]]:
    """Table and primary key of every row there is, of every app."""
    return {
        (model._meta.label, row.pk) for model in apps.get_models() for row in model._default_manager.all()
    }


def moments(value: Any) -> list[datetime]:
    """Every moment a stored value tells, within ten years of now: moments, the time in an id, epochs in a number."""
    if isinstance(value, datetime):
        return [value]
    if isinstance(value, UUID) and value.version == 7:
        return [uuid7_time(value)]
    if isinstance(value, dict):
        return [moment for one in value.values() for moment in moments(one)]
    if isinstance(value, list):
        return [moment for one in value for moment in moments(one)]
    if isinstance(value, str):
        return [*_as_moment(value), *_as_id(value)]
    return []


def _as_moment(text: str) -> list[datetime]:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return []
    return [found if found.tzinfo else found.replace(tzinfo=UTC)] if len(text) > 10 else []


def _as_id(text: str) -> list[datetime]:
    try:
        return moments(UUID(text))
    except ValueError:
        return []


def told(labels: set[tuple[str, Any]]) -> dict[str, datetime]:
    """Table and column -> a moment in one of these rows that is no whole hour, nor a term counted from one."""
    found: dict[str, datetime] = {}
    for label, pk in labels:
        row = apps.get_model(label)._default_manager.get(pk=pk)
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(value, date) and not isinstance(value, datetime):
                continue
            for moment in moments(value):
                if moment != hour_of(moment) and field.name not in ("due_at", "rings_at"):
                    found[f"{label}.{field.name}"] = moment
    return found


@pytest.fixture(name="late")
def _late(world: World, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is 37 minutes and some seconds past the hour, whenever this test runs."""
    moment = hour_of(wall_clock()) + timedelta(minutes=37, seconds=12, microseconds=345)
    monkeypatch.setattr("privacy.context.wall_clock", lambda: moment)
    return moment


def test_a_report_from_outside_tells_no_more_than_the_hour_in_any_row(late: datetime) -> None:
    before = rows()
    code = code_of(send())
    word_of(code)
    word_of("00000-00000-00000-00000-00000")
    written = rows() - before
    labels = {label for label, _ in written}
    assert {"casework.Melding", "casework.Clock", "casework.Receipt", "privacy.ChangeEvent", "privacy.AccessEvent",
            "privacy.DataKey", "notifications.Notice"} <= labels  # fmt: skip
    assert told(written) == {}


def test_its_terms_are_counted_from_the_end_of_the_hour_so_they_tell_no_minute_either(late: datetime) -> None:
    send()
    first = Melding.objects.select_related("clock").get().clock
    assert first is not None
    assert first.started_at == hour_of(late) + HOUR


def test_this_search_finds_the_minute_in_what_a_colleague_writes(world: World) -> None:
    before = rows()
    world.melding()
    exact = set(told(rows() - before))
    assert {"casework.Melding.received_at", "casework.Melding.id", "casework.Clock.started_at"} <= exact
    assert {"privacy.ChangeEvent.recorded_at", "privacy.ChangeEvent.event_id"} <= exact


def test_an_act_kept_by_the_hour_begins_at_a_whole_hour(late: datetime) -> None:
    with pytest.raises(NoContext):
        Acting(actor="x", role="R01", purpose="reporting", at=late, by_the_hour=True)


def test_its_place_in_the_ledger_is_given_when_the_hour_is_over(
    late: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    send()
    world = World()
    world.case()
    assert seal_pending() > 0
    mine = set(Melding.objects.filter(channel="web_form").values_list("ref", flat=True))
    assert mine
    ids = set(ChangeEvent.objects.filter(about_ref__in=mine).values_list("event_id", flat=True))
    assert not LedgerLeaf.objects.filter(event_id__in=ids).exists()
    monkeypatch.setattr("privacy.ledger.checkpoint.wall_clock", lambda: hour_of(wall_clock()) + 2 * HOUR)
    seal_pending()
    assert LedgerLeaf.objects.filter(event_id__in=ids).count() == len(ids)


def test_the_log_has_no_line_about_a_visitor_of_the_public_pages(world: World) -> None:
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(SilentDoor())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        Client().post("/melden/", {"narrative": "x"})
        Client().post("/melden/status/", {"code": "x"})
        assert written.getvalue() == ""
        Client().get("/bestaat-niet/")
        assert "/bestaat-niet/" in written.getvalue()
    finally:
        logger.removeHandler(handler)
