"""About whom is it? Everything that identifies a person is sealed under that person's own key."""

from typing import ClassVar

from django.db import models

from casework.models.base import Record
from privacy.classification import INT, PER, SPC
from privacy.sealed import SealedField, SealedJSONField


class Person(Record):
    """A person somebody is concerned about. May be unknown: then the name is empty and the status says so.

    `gemeente` is that of the home address. `origin`: where they come from, as text. `paying_gemeente`: who pays.
    `household`: a random key shared by people of one household, when somebody said that they are.
    `flagged`: did ever a safety flag stand here? Which one is sealed; casework/flags.py writes both.
    """

    REF_PREFIX: ClassVar[str] = "P"

    identity_status = models.CharField(max_length=10, default="unknown")
    gemeente = models.CharField(max_length=4, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    paying_gemeente = models.CharField(max_length=10, blank=True)
    household = models.UUIDField(null=True, db_index=True)
    flagged = models.BooleanField(default=False)
    given = SealedField(seal_name="person.given", blank=True)
    prefix = SealedField(seal_name="person.prefix", blank=True)
    surname = SealedField(seal_name="person.surname", blank=True)
    birthdate = SealedField(seal_name="person.birthdate", blank=True)
    bsn = SealedField(seal_name="person.bsn", blank=True)
    street = SealedField(seal_name="person.street", blank=True)
    house_number = SealedField(seal_name="person.house_number", blank=True)
    postcode = SealedField(seal_name="person.postcode", blank=True)
    woonplaats = SealedField(seal_name="person.woonplaats", blank=True)
    phone = SealedField(seal_name="person.phone", blank=True)
    origin = SealedField(seal_name="person.origin", blank=True, null=True)
    flags = SealedJSONField(seal_name="person.flags", blank=True)

    class Privacy:
        scope = "person"
        fields = {
            "identity_status": INT, "gemeente": INT, "pc4": INT, "paying_gemeente": INT, "household": INT,
            "flagged": INT,
            "given": PER("identity"), "prefix": PER("identity"), "surname": PER("identity"),
            "birthdate": PER("birthdate"), "bsn": PER("bsn"),
            "street": PER("contact"), "house_number": PER("contact"), "postcode": PER("contact"),
            "woonplaats": PER("contact"), "phone": PER("contact"), "origin": PER("contact"),
            "flags": SPC("flags"),
        }  # fmt: skip
