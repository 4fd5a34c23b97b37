"""Who is reported in these tests? Reports as the product takes them in, so that they can be found again."""

from typing import Any

from casework.actions import melding as meldingen
from casework.models import Melding
from privacy.context import Acting

FATHER = {
    "given": "Mohamed", "surname": "Bouziane", "birthdate": "1979-05-04", "street": "Voorbeeldhof",
    "house_number": "31", "postcode": "1324 AB", "woonplaats": "Almere",
}  # fmt: skip
SON = FATHER | {"given": "Mohamed", "birthdate": "2004-11-12"}
SAFE = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")
ADDED = {"answers": SAFE | {"Q6a": "no", "Q6b": "no"}, "new_fact": "no"}


def reported(by: Acting, person: dict[str, Any], **more: Any) -> Melding:
    """A melding about this person, taken in by this colleague."""
    return meldingen.receive(
        by=by, person=person, narrative="Roept vanaf het balkon.", gemeente="0034", **more
    )


def claimed(by: Acting, person: dict[str, Any], **more: Any) -> Melding:
    """The same, taken by this triagist."""
    return meldingen.claim(by=by, melding_ref=reported(by, person, **more).ref)
