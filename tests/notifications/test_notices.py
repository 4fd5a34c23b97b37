"""Who is told, how often, and with how little? Everything in these messages is a reference."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from notifications.errors import NobodyToTell, NotAReference, UnknownEvent
from notifications.event import Level
from notifications.models import Notice, Outbox
from notifications.notices import for_reader, keep, mark_read, notice, outbox_rows
from privacy.ids import uuid7

AT = datetime(2027, 2, 4, 16, 1, tzinfo=UTC)
RUBEN, ANKE = uuid7(), uuid7()


def expired(**other: object) -> Notice:
    given = {"event": "handover.expired", "about_kind": "handover", "about_ref": "H-7K3QX9P2", "at": AT}
    return notice(**{**given, "to_person": RUBEN, **other})


def rang(**other: object) -> Notice:
    return expired(event="clock.rang", **other)


def test_an_event_nobody_knows_is_refused():
    with pytest.raises(UnknownEvent):
        expired(event="handover.gossiped")


def test_a_message_to_nobody_is_refused():
    with pytest.raises(NobodyToTell):
        expired(to_person=None)


@pytest.mark.parametrize("ref", ["Jan de Vries", "999990019", "H-7K3QX9P2 Jan", "jan@example.invalid", ""])
def test_a_message_can_name_a_reference_and_nothing_else(ref: str):
    with pytest.raises(NotAReference) as refused:
        expired(about_ref=ref)
    assert not ref or ref not in str(refused.value)


def test_the_level_is_the_events_own_unless_the_caller_knows_better():
    assert expired().level == Level.TODAY
    assert expired(level="page").level == Level.PAGE
    with pytest.raises(ValueError, match="loud"):
        expired(level="loud")


def test_one_change_tells_a_receiver_once_and_another_change_again():
    assert expired().dedupe_key == expired().dedupe_key
    others = [expired(to_person=ANKE), expired(at=AT + timedelta(seconds=1)), expired(about_ref="H-00000000")]
    assert len({expired().dedupe_key, *(other.dedupe_key for other in others)}) == 4


def test_the_caller_can_say_what_counts_as_the_same():
    assert expired(dedupe="a").dedupe_key == expired(dedupe="a", at=AT + timedelta(days=1)).dedupe_key
    assert expired(dedupe="a").dedupe_key != expired(dedupe="b").dedupe_key


def test_a_ladder_is_told_to_one_person_once_in_half_an_hour():
    first, later, next_window = (rang(at=AT + timedelta(minutes=m)) for m in (0, 28, 29))
    assert first.dedupe_key == later.dedupe_key != next_window.dedupe_key


def test_bundling_never_hides_another_item_another_person_or_a_page():
    keys = {rang().dedupe_key, rang(to_person=ANKE).dedupe_key, rang(about_ref="M-00000000").dedupe_key}
    assert len(keys | {rang(level="page").dedupe_key}) == 4


def test_only_a_page_leaves_the_house_and_only_with_an_address(caplog: pytest.LogCaptureFixture):
    told = [expired(), expired(level="page"), expired(level="page", to_person=None, to_team="team-noord")]
    with caplog.at_level(logging.ERROR):
        rows = outbox_rows(told, {RUBEN: "ruben@example.invalid"})
    assert [(row.recipient, row.about_ref) for row in rows] == [("ruben@example.invalid", "H-7K3QX9P2")]
    assert "no mail address" in caplog.text


def test_a_team_can_be_paged_at_its_own_address():
    told = expired(level="page", to_person=None, to_team="team-noord", due_at=AT)
    (row,) = outbox_rows([told], {"team-noord": "dienst@example.invalid"})
    assert (row.recipient, row.due_at, row.not_before) == ("dienst@example.invalid", AT, AT)


@pytest.mark.django_db
def test_telling_the_same_twice_leaves_one_notice_and_one_mail():
    for _ in range(2):
        keep(
            [rang(level="page"), rang(level="page", at=AT + timedelta(minutes=5))],
            {RUBEN: "r@example.invalid"},
        )
    assert (Notice.objects.count(), Outbox.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [{"to_person": None}, {"level": "loud"}])
def test_the_database_itself_refuses_a_notice_without_receiver_or_level(broken: dict[str, object]):
    told = expired()
    for name, value in broken.items():
        setattr(told, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        told.save()


@pytest.mark.django_db
def test_a_list_holds_what_is_for_me_my_team_and_my_role_and_nothing_else():
    mine = expired(dedupe="mine")
    team = expired(dedupe="team", to_person=None, to_team="team-noord")
    role = expired(dedupe="role", to_person=None, to_team="team-noord", to_role="R51")
    region = expired(dedupe="region", to_person=None, to_role="R51")
    not_mine = [
        expired(dedupe="1", to_person=ANKE),
        expired(dedupe="2", to_person=None, to_team="team-zuid"),
        expired(dedupe="3", to_person=None, to_team="team-noord", to_role="R50"),
        expired(dedupe="4", to_person=None, to_team="team-zuid", to_role="R51"),
        expired(dedupe="5", to_person=None, to_role="R92"),
        expired(dedupe="6", to_person=ANKE, to_team="team-noord"),
    ]
    Notice.objects.bulk_create([mine, team, role, region, *not_mine])
    assert _list_of(RUBEN) == {mine.pk, team.pk, role.pk, region.pk}
    assert len(for_reader(person=RUBEN, team="team-noord", role="R51", limit=2)) == 2


@pytest.mark.django_db
def test_the_newest_stands_on_top():
    older, newer = expired(at=AT - timedelta(days=1)), expired()
    Notice.objects.bulk_create([newer, older])
    assert list(for_reader(person=RUBEN, team="team-noord", role="R51", limit=9)) == [newer, older]


@pytest.mark.django_db
def test_reading_takes_my_own_notices_off_the_list_and_nobody_elses():
    mine, hers = expired(), expired(to_person=ANKE)
    Notice.objects.bulk_create([mine, hers])
    reader = {"person": RUBEN, "team": "team-noord", "role": "R51"}
    assert mark_read([mine.pk, hers.pk], **reader, at=AT) == 1
    assert _list_of(RUBEN) == set()
    assert _list_of(ANKE) == {hers.pk}


def _list_of(person: UUID) -> set[UUID]:
    return {told.pk for told in for_reader(person=person, team="team-noord", role="R51", limit=50)}
