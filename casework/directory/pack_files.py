"""Which entry does each row of the pack's files become? One function per kind of entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from casework.directory import entries as e
from casework.directory.pack_reading import Folder
from casework.directory.pack_row import Row
from workflows.calendars import Window
from workflows.clocks import ClockRule, is_absolute
from workflows.holidays import Holiday
from workflows.tree import LEVELS

CODE = r"\d{4}"
ROLE = r"R\d\d"
RECEIVERS = ("owner", "duty", "coordinator", "manager", "region", "answering_duty",
             "lookout", "crisis_duty")  # fmt: skip
ORIGINS = ("ordinary", "crisis")
COUNTS_FROM = ("creation", "close", "last_correspondence")
YES_NO = ("yes", "no")
PAGE_MINUTES = 5
"""For a region that does not say how long whoever is called has."""
VISIT_MINUTES, VISIT_MORE_MINUTES = 60, 30
"""For a region that does not say how long a visit at night lasts."""


@dataclass(frozen=True)
class About:
    """The region itself and the teams that fill its three region-wide parts.

    page_wait: how long whoever is called (oproep) has, before the next colleague is. visit: how long a visit at night
    lasts unless somebody says otherwise; visit_more: how much longer one press makes it.
    """

    id: str
    name: str
    meldpunt: str
    crisis: str
    regional: str
    office: tuple[Window, ...]
    page_wait: timedelta
    visit: timedelta
    visit_more: timedelta


def about(row: Row) -> About:
    row.choice("timezone", ("Europe/Amsterdam",))
    row.number("schema_version")
    row.filled("source")
    row.day("confirmed_on")
    return About(
        id=row.filled("id"),
        name=row.filled("name"),
        meldpunt=row.filled("meldpunt"),
        crisis=row.filled("crisis"),
        regional=row.filled("regional"),
        office=row.windows("office_hours"),
        page_wait=timedelta(minutes=row.number("page_minutes") or PAGE_MINUTES),
        visit=timedelta(minutes=row.number("visit_minutes") or VISIT_MINUTES),
        visit_more=timedelta(minutes=row.number("visit_more_minutes") or VISIT_MORE_MINUTES),
    )


def tree(row: Row) -> e.TreeInForce:
    return e.TreeInForce(version=row.filled("version"), valid_from=row.day("valid_from"))


def gemeente(row: Row) -> e.Gemeente:
    return e.Gemeente(
        code=row.filled("code", CODE),
        name=row.filled("name"),
        organisation=row.filled("organisation"),
        wijkteam=row.filled("wijkteam"),
        other_teams=row.texts("other_teams", optional=True),
        provenance=row.provenance(),
    )


def organisation(row: Row) -> e.Organisation:
    return e.Organisation(
        id=row.filled("id"),
        canonical=row.filled("canonical"),
        aliases=row.texts("aliases"),
        kind=row.filled("kind"),
        gemeente_code=row.maybe("gemeente_code"),
        parent=row.maybe("parent"),
        provenance=row.provenance(),
    )


def partner(row: Row) -> e.PartnerRole:
    return e.PartnerRole(
        id=row.filled("id"),
        organisation=row.filled("organisation"),
        team=row.maybe("team"),
        role=row.filled("role"),
        role_code=row.filled("role_code", ROLE),
        topics=row.texts("topics"),
        provenance=row.provenance(),
    )


def team(row: Row) -> e.Team:
    return e.Team(
        id=row.filled("id"),
        canonical=row.filled("canonical"),
        aliases=row.texts("aliases", optional=True),
        organisation=row.filled("organisation"),
        roles=row.texts("roles"),
        gemeenten=row.texts("gemeenten"),
        opening=row.opening(),
        coordinator_role=row.filled("coordinator_role", ROLE),
        manager_role=row.filled("manager_role", ROLE),
        when_closed=row.maybe("when_closed"),
        phone=row.phone("phone"),
        email=row.filled("email", r"\S+@\S+\.\S+"),
        contact_person=row.maybe("contact_person"),
        access=row.maybe("access"),
        compartment=row.flag("compartment", False),
        provenance=row.provenance(),
    )


def duty(row: Row) -> e.Duty:
    return e.Duty(
        id=row.filled("id"),
        team=row.filled("team"),
        role=row.filled("role", ROLE),
        deputy_role=row.filled("deputy_role", ROLE),
        name=row.filled("name"),
        phone=row.phone("phone"),
        windows=row.windows("windows"),
        roster=row.windows("roster") if "roster" in row.values else (),
    )


def fan(row: Row) -> e.FanCoverage:
    row.maybe("gemeente")
    return e.FanCoverage(
        gemeente_code=row.filled("gemeente_code", CODE),
        covered=row.flag("covered"),
        team=row.maybe("team"),
        fallback=row.text("fallback"),
        valid_from=row.day("valid_from"),
        status=row.filled("status"),
        provenance=row.provenance(),
    )


def card(row: Row) -> e.CardEntry:
    available = row.flag("available")
    return e.CardEntry(
        id=row.filled("id"),
        gemeente_code=row.filled("gemeente_code", CODE),
        topic=row.filled("topic"),
        name=row.filled("name"),
        target=row.filled("target"),
        available=available,
        phone=row.phone("phone", optional=not available),
        note=row.text("note"),
        opening=row.opening() if "windows" in row.values else None,
        example=row.flag("example"),
        confirmed_on=row.day("confirmed_on"),
    )


def ladder(row: Row) -> e.Ladder:
    return e.Ladder(name=row.filled("name"), rungs=tuple(_nested(row, "rungs", rung)))


def rung(row: Row) -> e.Rung:
    if "before" not in row.values:
        return e.Rung(after=row.term("after"), to=row.choice("to", RECEIVERS))
    before = row.term("before")
    if not is_absolute(before):
        row.wrong("before", "an alert before the end is an absolute term")
    return e.Rung(after="0m", to=row.choice("to", RECEIVERS), before=before)


def clock(row: Row) -> ClockRule:
    urgency = row.texts("urgency", optional=True)
    for level in set(urgency) - set(LEVELS):
        row.wrong("urgency", f"{level!r} is not one of {', '.join(LEVELS)}")
    return ClockRule(
        kind=row.filled("kind", r"[a-z_]+"),
        term=row.term("term"),
        rings=row.filled("rings"),
        valid_from=row.day("valid_from"),
        urgency=urgency,
        origin=row.choice("origin", ORIGINS) if "origin" in row.values else None,
        then=row.maybe("then"),
    )


def retention(row: Row) -> e.RetentionClass:
    return e.RetentionClass(
        code=row.filled("code", r"[A-Z]{3}"),
        applies_to=row.filled("applies_to"),
        months=row.number("months"),
        counts_from=row.choice("from", COUNTS_FROM),
        evidence=row.filled("evidence"),
        valid_from=row.day("valid_from"),
    )


def ground(row: Row) -> e.Ground:
    return e.Ground(
        code=row.filled("code", r"L\d{1,2}"),
        steps=row.texts("steps"),
        without_consent=row.flag("without_consent", False),
        usual_for=row.texts("usual_for", optional=True),
        valid_from=row.day("valid_from"),
        valid_until=row.maybe_day("valid_until"),
        source=row.filled("source"),
    )


def holidays(folder: Folder) -> list[Holiday]:
    found = []
    for place, row in enumerate(folder.csv_rows("calendar.csv", ("date", "name", "statutory", "equated")), 2):
        try:
            day = date.fromisoformat(row["date"])
        except ValueError:
            folder.note("calendar.csv", f"line {place}.date", f"{row['date']!r} is not a date")
            continue
        for key in ("statutory", "equated"):
            if row[key] not in YES_NO:
                folder.note("calendar.csv", f"line {place}.{key}", f"{row[key]!r} is not yes or no")
        found.append(Holiday(day, row["name"], row["statutory"] == "yes", row["equated"] == "yes"))
    return found


def _wrong_within(row: Row, place: str, name: str, reason: str) -> None:
    row.wrong(f"{place}.{name}", reason)


def _nested(row: Row, key: str, make: Callable[[Row], e.Rung]) -> list[e.Rung]:
    found = []
    for place, values in enumerate(row.tables(key)):
        inner = Row(values, partial(_wrong_within, row, f"{key}[{place}]"))
        found.append(make(inner))
        for left in inner.values:
            inner.wrong(left, "unknown key")
    return found
