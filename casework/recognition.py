"""Is this somebody reported before, and how much of that may who asks know?

The triage of the meldpunt sees a candidate: initials, birth year, postcode area, how long ago, and why. Everybody else
learns one thing at most: something runs, call this service. What is closed, and how many there are, stays hidden from
them: one answer, from as many statements, of the same size. Every search is an event, for the purpose of matching.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from casework import access, duty
from casework.directory.current import pack
from casework.errors import SearchedTooOften, TwoPartsNeeded
from casework.models import Person
from casework.running import Files, files_of
from casework.ties import is_shielded_from
from privacy.context import Acting, acting, wall_clock
from privacy.facts import PersonFacts, birth_of
from privacy.ids import uuid7_floor
from privacy.ledger.record import DENIED, release
from privacy.matching import Match, find
from privacy.models.ledger import AccessEvent
from privacy.tokens import at_address
from workflows.roles import WIJKTEAM, Role

SEARCH = "person.search"
MOST = 5
"""Candidates shown to the triage, most likely first: few, because each is a person."""

HOUR = timedelta(hours=1)
SEARCHERS = (Role.TRIAGIST, Role.CARE_COORDINATOR, Role.TEAM_LEAD, Role.CRISIS_WORKER, Role.CRISIS_LEAD,
             Role.FAN_WORKER, Role.FAN_COORDINATOR, *WIJKTEAM)  # fmt: skip
NUMBER_IS_ENOUGH = (Role.CRISIS_WORKER, Role.FAN_WORKER)
"""Who hears a voice at night knows the number of the caller and nothing else."""


@dataclass(frozen=True)
class Candidate:
    """Somebody reported before, for the triage. `reasons`: codes of privacy.matching. `ref`: of the newest report."""

    ref: str
    initials: str
    born: str
    pc4: str
    running: bool
    reported_at: datetime
    reports: int
    score: float
    reasons: tuple[str, ...]
    person: Person


@dataclass(frozen=True)
class Call:
    """A service to call, with the duty that answers now."""

    team: str
    phone: str


@dataclass(frozen=True)
class Found:
    """The answer to one search. `call`: something runs. `at_address`: of the address alone. `ask`: one more field."""

    candidates: tuple[Candidate, ...] = ()
    call: Call | None = None
    at_address: Call | None = None
    ask: str = ""


def sees_candidates(by: Acting) -> bool:
    """Is this the triage of the meldpunt, who links reports?"""
    return by.role == Role.TRIAGIST and by.unit == pack().region.about.meldpunt


def parts_known(facts: PersonFacts, *, role: str) -> int:
    """How many things that tell who it is: two make a search."""
    phone = 2 if role in NUMBER_IS_ENOUGH else 1
    return (
        bool(facts.given or facts.surname)
        + bool(birth_of(facts.birthdate)[0])
        + bool(facts.postcode or facts.street or facts.woonplaats)
        + bool(facts.postcode and facts.house_number)
        + (phone if facts.phone else 0)
        + (2 if facts.bsn else 0)
    )


def recognise(facts: PersonFacts, *, by: Acting, about: str, own: Iterable[UUID] = ()) -> Found:
    """The answer for these facts. `about`: the draft or page that asks; `own`: persons of that page itself.

    Raises TwoPartsNeeded, SearchedTooOften, TraceUnavailable.
    """
    by = replace(by, purpose="match")
    if parts_known(facts, role=by.role) < 2:
        raise TwoPartsNeeded
    _hold_back(by, about)
    mine = {str(one) for one in own}
    # A surname at an address is for the triage to look at; to anybody else it is an address where something runs.
    triage = sees_candidates(by)
    likely = [
        match
        for match in find(facts)
        if (match.possible if triage else match.likely) and match.match_ref not in mine
    ]
    beside = set(at_address(facts)) - mine - {match.match_ref for match in likely}
    files = files_of([UUID(ref) for ref in (*beside, *(match.match_ref for match in likely))])
    ask = little_known(facts)
    if triage:
        # Of whom is shielded the triage learns what everybody learns: something runs, call this service.
        open_to_me = [match for match in likely if not _is_hidden(files, match, by)]
        beside |= {match.match_ref for match in likely if match not in open_to_me}
        return Found(_candidates(open_to_me, files, by, about), None, _call(files, beside, by), ask)
    release(by, SEARCH, [match.match_ref for match in likely], (), about=about)
    call = _call(files, {match.match_ref for match in likely}, by)
    return Found((), call, None if call else _call(files, beside, by), ask)


def persons_like(facts: PersonFacts, *, how: str, by: Acting, about: str) -> list[UUID]:
    """Who this surely is, by the word of who asks: as likely persons, or (`how` address) whoever is known at the door.

    Raises TwoPartsNeeded, SearchedTooOften, TraceUnavailable.
    """
    by = replace(by, purpose="match")
    at_a_door = bool(facts.postcode and facts.house_number)
    if not (at_a_door if how == "address" else parts_known(facts, role=by.role) >= 2):
        raise TwoPartsNeeded
    _hold_back(by, about)
    found = at_address(facts) if how == "address" else [one.match_ref for one in find(facts) if one.likely]
    release(by, SEARCH, list(found), (), about=about)
    return [UUID(ref) for ref in found]


def _is_hidden(files: Files, match: Match, by: Acting) -> bool:
    """Is there a report about this person that is shielded from who asks?"""
    return any(is_shielded_from(report, by) for report in files.reports.get(UUID(match.match_ref), ()))


def little_known(facts: PersonFacts) -> str:
    """The field to ask for when so little is known that an earlier report can be missed; "" when there is enough."""
    if facts.bsn:
        return ""
    day, house = bool(birth_of(facts.birthdate)[2]), bool(facts.postcode and facts.house_number)
    if day and (facts.given or facts.surname) and (house or facts.given):
        return ""
    return "given" if not facts.given else "house_number" if not house else "birthdate"


def _hold_back(by: Acting, about: str) -> None:
    """A ceiling per hour: on the drafts and pages, and on the searches for one of them. Raises SearchedTooOften."""
    lately = AccessEvent.objects.filter(
        pk__gte=uuid7_floor(wall_clock() - HOUR), actor=by.actor, action=SEARCH, at__gt=by.at - HOUR
    )
    pages = list(lately.values_list("about", flat=True))
    others = set(pages) - {about}
    if len(others) >= settings.SEARCHES_PER_HOUR or pages.count(about) >= settings.SEARCHES_PER_PAGE:
        release(by, SEARCH, (), (), about=about, outcome=DENIED)
        raise SearchedTooOften


def _call(files: Files, refs: Iterable[str], by: Acting) -> Call | None:
    """The service of the one that matters most: never more than one, so that their number stays hidden."""
    team = files.leading_team(UUID(ref) for ref in refs)
    if team is None:
        return None
    region = pack().region
    if team not in region.teams:
        return None
    found = duty.answering(team, by.at)
    return Call(region.teams[found.team].canonical, found.phone or region.teams[found.team].phone)


def _candidates(likely: list[Match], files: Files, by: Acting, about: str) -> tuple[Candidate, ...]:
    """What the triage sees of them; the event that this was looked at is written first, also when there is nobody."""
    shown = _one_per_circle(likely, files)[:MOST]
    persons = [files.persons[UUID(match.match_ref)] for match in shown]
    names = ("given", "surname", "birthdate")
    if not persons:
        release(by, SEARCH, [], (), about=about)
    with acting(by):
        opened = access.open_fields([(one, names) for one in persons], by=by, about=about, action=SEARCH)
    pairs = zip(shown, opened, strict=True)
    return tuple(_candidate(match, one, files, about) for match, one in pairs)


def _one_per_circle(likely: list[Match], files: Files) -> list[Match]:
    """Files that colleagues tied together share their reports: they are one person, shown by the likeliest of them."""
    shown: list[Match] = []
    told: set[UUID] = set()
    for match in likely:
        reports = {row.pk for row in files.reports.get(UUID(match.match_ref), ())}
        if reports and not reports & told:
            shown.append(match)
        told |= reports
    return shown


def _candidate(match: Match, opened: access.Opened, files: Files, about: str) -> Candidate:
    """A report that was linked shares its reports with the earlier one: it is itself no earlier report."""
    person: Any = opened.record
    reports = [report for report in files.reports[person.pk] if report.ref != about] or files.reports[
        person.pk
    ]
    words = (opened.text("given"), opened.text("surname"))
    return Candidate(
        ref=reports[0].ref,
        initials="".join(f"{word[0].upper()}." for word in words if word),
        born=opened.text("birthdate")[:4],
        pc4=person.pc4,
        running=files.leading_team([person.pk]) is not None,
        reported_at=reports[0].received_at,
        reports=len(reports),
        score=match.score,
        reasons=match.reasons,
        person=person,
    )
