"""Is what happened what the scenario says? Names each difference in one line; only what is named is compared."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from casework.edge import SYSTEM_ACTOR
from casework.models import Account, Team
from casework.play.expectations import NOBODY
from casework.play.scenario import Expected
from casework.play.world import NotOnStage, World
from notifications.models import Notice, Outbox
from notifications.paging import running
from privacy.models.ledger import AccessEvent, ChangeEvent
from privacy.sealed import Sealed
from workflows.calendars import AMSTERDAM, local_date
from workflows.drawing import dutch

OUTSIDE = ("melder", "betrokkene")
"""People without an account: whatever reaches them leaves the house."""


def differences(expect: Expected, error: Exception | None, *, world: World, since: UUID) -> list[str]:
    """Every difference after one step, in words. since: rows with a larger id came in this step."""
    found = _refusal(expect.refused, error)
    for name, item in expect.items.items():
        found += _of_record(name, lambda record, item=item: _item(record, item, world), world)
    for name, columns in expect.values.items():
        found += _of_record(name, lambda record, columns=columns: _columns(record, columns), world)
    found += [f"nobody told {_words(entry)}" for entry in expect.told if not _was_told(entry, world, since)]
    found += [
        f"was told all the same: {_words(entry)}"
        for entry in expect.not_told
        if _was_told(entry, world, since)
    ]
    found += [wrong for entry in expect.asked for wrong in _asked(entry, world)]
    found += [
        f"not in the ledger: {_words(entry)}"
        for entry in expect.ledger
        if not _in_ledger(entry, world, since)
    ]
    return found


def _refusal(expected: str | None, error: Exception | None) -> list[str]:
    name = type(error).__name__ if error else None
    if name == expected:
        return []
    if expected is None:
        return [f"was refused: {name} ({error})"]
    return [
        f"was refused with {name}, expected {expected}" if name else f"was not refused, expected {expected}"
    ]


def _of_record(name: str, compare: Any, world: World) -> list[str]:
    try:
        record = world.record(name)
    except NotOnStage:
        return [f"{name}: there is no such record"]
    return [f"{name}: {difference}" for difference in compare(record)]


def _item(record: Any, item: Any, world: World) -> list[str]:
    found = []
    if "state" in item and plain(item["state"]) not in state_names(record):
        found.append(f"state is {record.state}, expected {item['state']}")
    if "owner" in item and owner_of(record, world) != item["owner"]:
        found.append(f"owner is {owner_of(record, world)}, expected {item['owner']}")
    if "clock" in item:
        found += _clock(record.clock, item["clock"])
    return found


def state_names(record: Any) -> set[str]:
    """Every way to write the state of a record: value, code and Dutch label, in small letters and with spaces."""
    state = record.state_info
    return {plain(str(state)), plain(state.code), plain(dutch(state))}


def plain(word: object) -> str:
    """A word as it is compared: small letters, a space for an underscore."""
    return str(word).replace("_", " ").strip().lower()


def owner_of(record: Any, world: World) -> str:
    """The cast name of who owns it, or duty:<team>; none when it is finished."""
    if record.state_info.final:
        return "none"
    if record.owner_person_id is None:
        return f"duty:{record.owner_team_id}"
    return world.who(record.owner_person_id)


def _clock(clock: Any, expected: Any) -> list[str]:
    if expected == "none":
        return [] if clock is None else [f"clock {clock.kind} runs, expected none"]
    if clock is None:
        return ["no clock runs"]
    found = []
    if "kind" in expected and clock.kind != expected["kind"]:
        found.append(f"clock is {clock.kind}, expected {expected['kind']}")
    if "due" in expected and not _same_moment(clock.due_at, expected["due"]):
        found.append(f"clock is due {_local(clock.due_at)}, expected {_local(expected['due'])}")
    return found


def _same_moment(actual: datetime, expected: datetime | date) -> bool:
    """To the minute; a date stands for any time on that day."""
    if isinstance(expected, datetime):
        return _local(actual) == _local(expected)
    return local_date(actual) == expected


def _local(at: datetime | date) -> str:
    return f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" if isinstance(at, datetime) else at.isoformat()


def _columns(record: Any, columns: Any) -> list[str]:
    found = []
    for name, expected in columns.items():
        actual = getattr(record, name, None)
        if not hasattr(record, name) or isinstance(actual, Sealed):
            found.append(f"{name} cannot be compared: it is sealed, or there is no such column")
        elif _readable(actual) != _readable(expected):
            found.append(
                f"{name} is {_readable(actual) or 'empty'}, expected {_readable(expected) or 'empty'}"
            )
    return found


def _readable(value: Any) -> str:
    if isinstance(value, datetime | date):
        return _local(value)
    if isinstance(value, Account):
        return value.username
    if isinstance(value, Team):
        return str(value.pk)
    if isinstance(value, Model):
        return str(value)
    return "" if value is None else str(value)


def _was_told(entry: Any, world: World, since: UUID) -> bool:
    if entry["to"] in OUTSIDE:
        return _left_the_house(since)
    notices = Notice.objects.filter(pk__gt=since)
    if "event" in entry:
        notices = notices.filter(event=entry["event"])
    if "level" in entry:
        notices = notices.filter(level=entry["level"])
    if "about" in entry:
        notices = notices.filter(about_ref=_ref(entry["about"], world))
    return any(_hears(notice, entry["to"], world) for notice in notices)


def _hears(notice: Notice, to: str, world: World) -> bool:
    """A notice for somebody by name is for them alone; one for a team, or for a role in it, is for all who fit."""
    if to.startswith("duty:"):
        return notice.to_person is None and notice.to_team == to.removeprefix("duty:")
    account = world.accounts.get(to)
    if account is None:
        return False
    if notice.to_person is not None:
        return notice.to_person == account.pk
    return notice.to_team in ("", account.team_id) and notice.to_role in ("", account.role)


def _asked(entry: Any, world: World) -> list[str]:
    """Whom the page that runs about this item asks at this moment."""
    page = running().filter(about_ref=_ref(entry["about"], world)).first()
    asks = world.who(page.person) if page is not None and page.person is not None else NOBODY
    return [] if asks == entry["to"] else [f"{entry['about']} asks {asks}, expected {entry['to']}"]


def _left_the_house(since: UUID) -> bool:
    """Is there a message to an address that is no colleague's and no team's?"""
    ours = {*Account.objects.values_list("email", flat=True), *Team.objects.values_list("email", flat=True)}
    return Outbox.objects.filter(pk__gt=since).exclude(recipient__in=ours).exists()


def _in_ledger(entry: Any, world: World, since: UUID) -> bool:
    about = _ref(entry["about"], world) if "about" in entry else None
    who = entry.get("by")
    actor = SYSTEM_ACTOR if who == "system" else str(world.accounts[who].pk) if who in world.accounts else who
    common = {"action": entry["action"]} | ({"actor": actor} if who else {})
    changes = ChangeEvent.objects.filter(event_id__gt=since, **common)
    looks = AccessEvent.objects.filter(event_id__gt=since, **common)
    if about is not None:
        changes, looks = changes.filter(about_ref=about), looks.filter(about=about)
    if "to_state" in entry:
        return changes.filter(to_state=entry["to_state"]).exists()
    if "outcome" in entry:
        return looks.filter(outcome=entry["outcome"]).exists()
    return changes.exists() or looks.exists()


def _ref(about: str, world: World) -> str:
    """The reference behind "$name"; "" when there is no such record, which fits nothing."""
    if not about.startswith("$"):
        return about
    try:
        return str(world.record(about[1:]).ref)
    except NotOnStage:
        return ""


def _words(entry: Any) -> str:
    return ", ".join(f"{key} {value}" for key, value in entry.items())
