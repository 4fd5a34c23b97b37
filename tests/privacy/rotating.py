"""What do the tests of rotation share? The command, and questions about the state of keys and values."""

import io
import json
from collections import Counter

from django.core.management import call_command

from casework.models import Person
from privacy.context import Acting, acting, now
from privacy.crypto.providers import key_file
from privacy.errors import SealError
from privacy.ledger.record import release
from privacy.models import AccessEvent, BlindToken, ChangeEvent, DataKey, KeyRotation
from privacy.rotation.reseal import batches, models_to_reseal
from privacy.sealed import open_for, reveal, sealed_names, subject_of
from privacy.tokens import PersonFacts, candidates

WHO = {"given": "Wytske", "surname": "Postma", "birthdate": "1940-02-19"}
FACTS = ("given", "surname", "birthdate", "postcode", "house_number", "phone", "bsn")


def command(*arguments):
    """What `manage.py rotate_keys` prints."""
    out = io.StringIO()
    call_command("rotate_keys", *arguments, "--settle", "0", stdout=out)
    return json.loads(out.getvalue())


def looker() -> Acting:
    """Somebody who may look at everything, for counting."""
    return Acting(actor="teller", role="R00", unit="system", purpose="test", at=now())


def values() -> Counter[str]:
    """How many stored values are under the newest version of their key, under an older one, unreadable."""
    found: Counter[str] = Counter()
    newest = dict(DataKey.objects.order_by("version").values_list("key_id", "version"))
    for model in models_to_reseal():
        for records in batches(model):
            with acting(looker()) as by:
                permit = release(
                    by, "test.count", [subject_of(record) for record in records], sealed_names(model)
                )
                open_for(records)
                for record in records:
                    _count(record, permit, newest, found)
    return found


def _count(record, permit, newest, found):
    for name in record.sealed_attributes():
        value = getattr(record, name)
        if value is None:
            continue
        key_id, version = value.key()
        found["new" if newest[key_id] == version else "old"] += 1
        try:
            reveal(record, name, release=permit)
        except SealError:
            found["unreadable"] += 1


def not_found() -> list[str]:
    """The references of persons with a name and a birth date whom a search by their own facts does not give."""
    missing = []
    with acting(looker()) as by:
        for person in Person.objects.all():
            permit = release(by, "test.search", [subject_of(person)], sealed_names(person, *FACTS))
            facts = PersonFacts(**reveal(person, *FACTS, release=permit))
            known = facts.surname and len(facts.birthdate) == 10
            if known and str(person.pk) not in dict(candidates(facts, limit=50)):
                missing.append(person.ref)
    return missing


def everything() -> list:
    """All that a rotation may change, for comparing before with after."""
    return [
        list(DataKey.objects.order_by("pk").values()),
        list(BlindToken.objects.order_by("pk").values()),
        list(KeyRotation.objects.order_by("pk").values()),
        AccessEvent.objects.count(),
        ChangeEvent.objects.count(),
        key_file().read_bytes(),
    ]
