"""Somebody at work while keys are rotated: `python -m tests.privacy.busy read|write|state`. Prints JSON.

`read` and `write` go on until the file `stop` lies in the data folder, and count what went wrong, by kind.
`state` says how keys, values, tokens and ledger are.
"""

import json
import random
import sys
import time
from collections import Counter

import django

PAUSE = 0.02


def read(counts):
    """Open every value of some records, and search for somebody."""
    from casework.models import Person
    from privacy.context import acting
    from privacy.ledger.record import release
    from privacy.sealed import open_for, reveal, sealed_names, subject_of
    from privacy.tokens import PersonFacts, candidates
    from tests.privacy.rotating import FACTS, looker

    persons = list(Person.objects.order_by("?")[:10])
    with acting(looker()) as by:
        permit = release(by, "test.read", [subject_of(one) for one in persons], sealed_names(Person))
        open_for(persons)
        for person in persons:
            reveal(person, *person.sealed_attributes(), release=permit)
            counts["read"] += 1
        facts = PersonFacts(**reveal(persons[0], *FACTS, release=permit))
    if facts.surname and len(facts.birthdate) == 10:
        counts["searched"] += 1
        counts["not found"] += str(persons[0].pk) not in dict(candidates(facts, limit=50))


def write(counts):
    """Change a record as an action does, holding on to the version that was seen; now and then a new report."""
    from casework import access
    from casework.actions.melding import receive
    from casework.edge import system
    from casework.models import Melding
    from casework.work import working
    from privacy.context import acting

    by = system(purpose="test")
    if random.random() < 0.2:
        who = {"given": "Wytske", "surname": f"Nieuwkomer{counts['new']}", "birthdate": "1940-02-19"}
        receive(by=by, narrative="Doet niet open.", person=who, gemeente="0171")
        counts["new"] += 1
        return
    ref, seen = random.choice(Melding.objects.values_list("ref", "version"))
    time.sleep(PAUSE)
    with acting(by), working(by, "test.remark"):
        melding = access.for_change(
            Melding.objects.select_related("clock"), ref, by=by, action="test.remark", seen_version=seen
        )
        melding.remark = f"gewijzigd om {time.time()}"
    counts["written"] += 1


def state(counts):
    """Everything the rotations promise, counted."""
    from privacy.ledger.checkpoint import seal_pending
    from privacy.ledger.verify import verify
    from privacy.models import BlindToken, DataKey
    from privacy.rotation import master
    from tests.privacy.rotating import not_found, values

    seal_pending()
    proof = verify(rows=True)
    found = values()
    living = DataKey.objects.exclude(status="destroyed")
    counts.update(
        {
            "values": found["new"] + found["old"], "old": found["old"], "unreadable": found["unreadable"],
            "not found": len(not_found()), "problems": len(proof["problems"]), "events": proof["events"],
            "behind": master.behind({"data": 2, "reporter": 2, "wvggz": 2}).count(),
            "keys": living.count(), "least": min(living.values_list("kek_version", flat=True)),
            "token versions": BlindToken.objects.values("version").distinct().count(),
        }
    )  # fmt: skip


def main():
    django.setup()
    from django.conf import settings

    what = {"read": read, "write": write, "state": state}[sys.argv[1]]
    counts = Counter()
    if what is state:
        state(counts)
    while what is not state and not (settings.SLUITEND_DATA / "stop").exists():
        try:
            what(counts)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted and fails the test
            counts[f"error {type(error).__name__}: {str(error)[:80]}"] += 1
        time.sleep(PAUSE)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
