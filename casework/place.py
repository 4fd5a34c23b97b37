"""Where does a melding belong, and who said so? A postcode proposes; without one a human chooses.

Four facts with a meaning of their own: where the person is now (decides about a crisismaatregel), the home address
(decides about Wmo and wijkteam), the gemeente of origin, and the gemeente that pays. Source: docs/privacy.md.
"""

from collections.abc import Mapping
from datetime import datetime

from casework.directory.current import pack
from casework.models import Melding
from casework.weighing import destination_of
from workflows.calendars import local_date
from workflows.gemeente_refusals import GemeenteNeeded
from workflows.refusals import NotInTheList

ELSEWHERE = "elsewhere"
"""A place outside the region: which one stands in the text."""


def gemeente_codes() -> tuple[str, ...]:
    """The codes of the gemeenten of the region, in the order of its pack."""
    return tuple(pack().region.gemeenten)


def require_known(*places: str | None) -> None:
    """Columns that stay readable hold a code, "elsewhere" or nothing. Raises NotInTheList."""
    allowed = {None, "", ELSEWHERE, *gemeente_codes()}
    if any(place not in allowed for place in places):
        raise NotInTheList


def rule_at_intake(melding: Melding, *, typed: bool) -> str:
    """Why the gemeente of a new melding is what it is: its postcode, or `typed` by who took it; "" asks a human."""
    if not melding.gemeente:
        return ""
    return "postcode" if follows_from_postcode(melding) else "told" if typed else ""


def follows_from_postcode(melding: Melding) -> bool:
    """Is the gemeente the one of the person's postcode?"""
    found = pack().region.gemeente_of_pc4(melding.person.pc4) if melding.person else None
    return found is not None and found.code == melding.gemeente


def needs_choice(melding: Melding) -> bool:
    """Must a human still say which gemeente it is, because no address or nobody says it? Needs its person loaded."""
    return not melding.gemeente or (not melding.gemeente_rule and not follows_from_postcode(melding))


def require_gemeente(melding: Melding, outcome: str, *, at: datetime) -> None:
    """An outcome that goes to a service of a gemeente needs to know which one. Raises GemeenteNeeded."""
    if pack().region.needs_gemeente(outcome, local_date(at)) and needs_choice(melding):
        raise GemeenteNeeded


def outcome_target(melding: Melding, *, at: datetime) -> str:
    """Where the outcome goes in the gemeente it has now: the id of a team, or the name of an outside service."""
    return destination_of(melding, melding.outcome, at=at)


def first_door() -> str:
    """The door of what comes in without saying which."""
    return pack().region.doors[0].door


def gemeente_of(postcode: str, woonplaats: str) -> str:
    """The four-digit code of a gemeente of the region by postcode, else by place; "" means that somebody must ask."""
    region = pack().region
    found = region.gemeente_of_pc4(postcode.replace(" ", "")[:4]) or region.gemeente_of_place(woonplaats)
    return found.code if found else ""


def address_of(known: Mapping[str, str]) -> str:
    """Street, number, postcode and place on one line, as far as they are known."""
    parts = (known.get(name) for name in ("street", "house_number", "postcode", "woonplaats"))
    return " ".join(part for part in parts if part)
