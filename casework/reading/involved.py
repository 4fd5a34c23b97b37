"""Whom is a melding about, beside the first person, and what is still to be asked? Only for who reads the concern."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework import access
from casework.models import Involved, Melding
from privacy.decisions import Decision
from workflows.reporting import SPEAKING_GROUNDS


def involved_in(melding: Melding, decision: Decision) -> list[Involved]:
    """Everybody else in the report, with their person, in one statement; the persons open with the melding."""
    return list(melding.involved.select_related("person")) if decision.permit else []


def may_be_named(decision: Decision) -> bool:
    """Somebody who reads the story reads who is in it; on a card stands only that there are others."""
    return {"identity", "concern"} <= decision.groups


def others_of(
    melding: Melding, involved: Sequence[Involved], opened: Mapping[Any, access.Opened]
) -> list[dict[str, Any]]:
    """One line per other person: what they are, their name when it may be known, and whether they live together."""
    first = melding.person
    lines = []
    for one in involved:
        person = opened.get(one.person)
        name = person.text("given", "prefix", "surname") if person is not None else ""
        together = first is not None and one.person.household and one.person.household == first.household
        lines.append({
            "part": pgettext("part", one.part),
            "name": name or (_("name not known") if person is not None else ""),
            "birthdate": person.text("birthdate") if person is not None else "",
            "phone": person.text("phone") if person is not None else "",
            "household": _("lives in the same household") if together else _("lives elsewhere, or not known"),
        })  # fmt: skip
    return lines


def open_points(
    melding: Melding, *, person: access.Opened, story: access.Opened,
    reporter: Any, told: access.Opened, decision: Decision,
) -> list[str]:  # fmt: skip
    """What nobody said yet, as short questions beside those about safety. Nothing of it stopped the saving."""
    if melding.person is None or not may_be_named(decision):
        return []
    missing = [
        (not person.text("surname", "given"), _("Who is it about?")),
        (not (story.text("location") or person.text("street", "postcode")), _("Where is the person?")),
        (not melding.gemeente, _("Which gemeente is it?")),
        (not story.text("narrative"), _("What is going on?")),
        (melding.person_knows == "onbekend", _("Does the person know about this melding?")),
    ]  # fmt: skip
    if "reporter" in decision.groups and reporter is not None:
        silent = melding.anonymity == "anonymous"
        bound = told.text("organisation") and reporter.speaking_ground == SPEAKING_GROUNDS[0]
        missing += [
            (not silent and not told.text("phone", "email"), _("How do we reach the melder?")),
            (bool(bound), _("On what ground may this professional tell us?")),
        ]
    return [words for is_missing, words in missing if is_missing]
