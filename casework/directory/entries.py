"""What does a region pack consist of? Frozen entries, as read from the files; no behaviour beyond a name.

Times are local (Europe/Amsterdam); windows are minutes after midnight (`workflows.calendars.Window`).
`example` is True for invented data that must be replaced before use in production.
"""

from dataclasses import dataclass
from datetime import date

from workflows.calendars import OnHolidays, Window


@dataclass(frozen=True)
class Provenance:
    """Fact or example, by which source, and when it was last confirmed."""

    example: bool
    source: str
    confirmed_on: date


@dataclass(frozen=True)
class Gemeente:
    """`code` is the four-digit CBS code. `other_teams`: who takes people over here beside the wijkteam."""

    code: str
    name: str
    organisation: str
    wijkteam: str
    other_teams: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True)
class Organisation:
    """One canonical name; every other spelling is an alias of this organisation only."""

    id: str
    canonical: str
    aliases: tuple[str, ...]
    kind: str
    gemeente_code: str | None
    parent: str | None
    provenance: Provenance


@dataclass(frozen=True)
class PartnerRole:
    """An organisation that helps in bemoeizorg, with its topics. `team`: the one that works with us, if any yet."""

    id: str
    organisation: str
    team: str | None
    role: str
    role_code: str
    topics: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True)
class Opening:
    """Windows, and what holidays and extra closed days do to them."""

    windows: tuple[Window, ...]
    on_holidays: OnHolidays
    works_5_may: bool = True
    works_equated_days: bool = True
    closed_extra: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Team:
    """A team with its opening. `when_closed` names the team whose duty answers outside it.

    `coordinator_role` and `manager_role` are R-codes: who hears when an owner of this team stays silent.
    """

    id: str
    canonical: str
    aliases: tuple[str, ...]
    organisation: str
    roles: tuple[str, ...]
    gemeenten: tuple[str, ...]
    opening: Opening
    coordinator_role: str
    manager_role: str
    when_closed: str | None
    phone: str
    email: str
    contact_person: str | None
    access: str | None
    compartment: bool
    provenance: Provenance


@dataclass(frozen=True)
class Duty:
    """The standing duty of a team in its windows, held by `role`, else by `deputy_role` (R-codes).

    roster: the shifts of an ordinary week, for a duty that is planned by name; empty for one that is not.
    """

    id: str
    team: str
    role: str
    deputy_role: str
    name: str
    phone: str
    windows: tuple[Window, ...]
    roster: tuple[Window, ...] = ()


@dataclass(frozen=True)
class FrontDoor:
    """A door through which meldingen come in; `fallback_team` answers while it is closed.

    In force from the local date `valid_from` (None: always was) until `valid_until`, not included (None: goes on).
    """

    id: str
    door: str
    team: str
    channels: tuple[str, ...]
    phone: str
    opening: Opening
    fallback: str
    fallback_team: str
    valid_from: date | None
    valid_until: date | None
    provenance: Provenance


@dataclass(frozen=True)
class FanCoverage:
    """Whether FAN comes in a gemeente, from the local date `valid_from`."""

    gemeente_code: str
    covered: bool
    team: str | None
    fallback: str
    valid_from: date
    status: str
    provenance: Provenance


@dataclass(frozen=True)
class CardEntry:
    """One line of the sociale kaart. `target` is a team or an organisation; `opening` None: as that team."""

    id: str
    gemeente_code: str
    topic: str
    name: str
    target: str
    available: bool
    phone: str
    note: str
    opening: Opening | None
    example: bool
    confirmed_on: date


@dataclass(frozen=True)
class Route:
    """Where an outcome of the crisiswijzer leads: a topic of the sociale kaart, a team, or outside.

    gemeenten: codes it was written for, () for all. In force from `valid_from` (None: always was) until `valid_until`,
    not included (None: goes on). source: who decided that, "" for nobody named.
    """

    id: str
    outcome: str
    topic: str | None
    team: str | None
    external: str | None
    phone: str
    when_closed: str | None
    gemeenten: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    source: str


@dataclass(frozen=True)
class Leads:
    """Where one way of a rule leads. `target`: the id of a team or an organisation, a name outside, or "".

    kind: card and instead (a line of the sociale kaart, and who takes its place where there is no such service), team,
    outside, nowhere (the gemeente is needed first), door, fallback (no team of that door works there), covered and
    uncovered (whether FAN comes).
    """

    kind: str
    target: str
    row: Route | FrontDoor | FanCoverage | None
    entry: CardEntry | None = None


@dataclass(frozen=True)
class Rung:
    """`after` the due time (a term), tell `to`: owner, duty, coordinator, manager, region, answering_duty, lookout,
    crisis_duty.

    before: an absolute term before the due time instead; "" for none.
    """

    after: str
    to: str
    before: str = ""


@dataclass(frozen=True)
class Ladder:
    """Who hears, one after the other, of a clock that is over."""

    name: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class RetentionClass:
    """Kept `months` after `counts_from`; None: the term is not settled, nothing is destroyed by itself."""

    code: str
    applies_to: str
    months: int | None
    counts_from: str
    evidence: str
    valid_from: date


@dataclass(frozen=True)
class Ground:
    """A legal ground by its code: it fits these `steps` of sharing, from a local date until another (None: on).

    without_consent: may count without a yes of the person. usual_for: the kinds of receiver it stands ready for.
    """

    code: str
    steps: tuple[str, ...]
    without_consent: bool
    usual_for: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True)
class TreeInForce:
    """From which local date the region works with a version of the crisiswijzer."""

    version: str
    valid_from: date


@dataclass(frozen=True)
class Destination:
    """Whom to call now for an outcome.

    `kind`: team, external, or unknown (the gemeente is needed first). `open_now` None: not known here.
    `answering` is the duty to call at this moment on our side; None for an external one that is open.
    """

    kind: str
    ref: str | None
    name: str | None
    phone: str | None
    open_now: bool | None
    answering: Duty | None


@dataclass(frozen=True)
class PublicForm:
    """How much the public form takes: reports in an hour, seconds a human needs, hours a page stays valid."""

    per_hour: int
    least_seconds: int
    longest_hours: int
    provenance: Provenance


@dataclass(frozen=True)
class FeedbackText:
    """Fixed words for a melder, without content. `text` may name {organisation} and {phone} of the meldpunt.

    melders, wishes, channels: codes of workflows.melding. default: chosen first for its melders.
    """

    id: str
    melders: tuple[str, ...]
    wishes: tuple[str, ...]
    channels: tuple[str, ...]
    text: str
    default: bool
    valid_from: date
