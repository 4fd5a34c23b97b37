"""What exactly goes to a receiver? The values of what was ticked, as they are now, and the hash that freezes them.

Only what stands in SOURCES is ever read: nothing of a melder, of the words of a melding, or of anybody else in it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from casework import access
from casework.digests import digest_over
from casework.models import Case, Disclosure, Melding
from casework.models.base import Record
from privacy.context import Acting
from privacy.decisions import Decision
from privacy.errors import Integrity

SOURCES: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": ("person", ("given", "prefix", "surname")),
    "birthdate": ("person", ("birthdate",)),
    "address": ("person", ("street", "house_number", "postcode", "woonplaats")),
    "phone": ("person", ("phone",)),
    "flags": ("person", ("flags",)),
    "goal": ("case", ("goal",)),
}
"""Kind -> the record and its sealed columns. What is not here exists only in the words of whoever shares."""


def values_of(
    about: Case | Melding, kinds: Sequence[str], *, decision: Decision, by: Acting, action: str,
    for_a_visit: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Kind -> what it is now, for what was ticked and may be seen; what is not known is left out.

    `for_a_visit`: whoever goes to that door also reads what a flag says, such as how large the dog is.
    """
    records = [record for record in (about.person, about if isinstance(about, Case) else None) if record]
    wanted = [(record, _columns(record, kinds, decision)) for record in records]
    opened = access.open_fields(wanted, by=by, about=about.ref, action=action, relation=decision.relation)
    of = {one.record.kind(): one for one in opened}
    found: dict[str, Any] = {}
    for kind in kinds:
        source, columns = SOURCES.get(kind, ("", ()))
        if source in of:
            found[kind] = (
                told_flags(of[source], for_a_visit) if kind == "flags" else of[source].text(*columns)
            )
    return {kind: value for kind, value in found.items() if value}


def told_flags(person: access.Opened, for_a_visit: bool) -> list[dict[str, str]]:
    """The kinds of danger and how long they count; never who said so, and words only for who goes there."""
    told = ("kind", "until", "detail") if for_a_visit else ("kind", "until")
    flags = [flag for flag in person.get("flags") or () if isinstance(flag, dict)]
    return [{name: str(flag[name]) for name in told if flag.get(name)} for flag in flags]


def _columns(record: Record, kinds: Sequence[str], decision: Decision) -> list[str]:
    """The columns of this record that were ticked and that `decision` opens."""
    may = access.allowed(record, decision.groups)
    ticked = [SOURCES[kind] for kind in kinds if kind in SOURCES]
    return [one for source, columns in ticked if source == record.kind() for one in columns if one in may]


def digest_of(disclosure: Disclosure, package: dict[str, Any], recipient: str, until: date | None) -> str:
    """SHA-256 (hex) over the canonical JSON of everything that was weighed: what, to whom, why, until when."""
    return digest_over(
        package, sorted(disclosure.kinds), disclosure.recipient_kind, disclosure.recipient_team_id, recipient,
        disclosure.ground, disclosure.consent, until.isoformat() if until else None,
    )  # fmt: skip


def unchanged(disclosure: Disclosure, *, by: Acting) -> None:
    """What is stored now is what was weighed. Raises Integrity when it is not: no action of ours changes it."""
    (kept,) = access.open_fields(
        [(disclosure, ["package", "recipient"])], by=by, about=disclosure.ref, action="disclosure.verify"
    )
    package, until = dict(kept.get("package") or {}), disclosure.valid_until
    if digest_of(disclosure, package, kept.text("recipient"), until) != disclosure.package_digest:
        raise Integrity(f"{disclosure.ref}: what would leave is not what was weighed")
