"""Of everybody in the eighty reports who was reported before, how many are offered, and how many of those rightly?

Per information level, printed. The answers stand in tests/data/persons.json; the import never reads them.
"""

import json
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from casework.importing import arguments, import_lines
from casework.intake import facts_of
from casework.models import Melding, SamePerson
from casework.preparing import region_loaded
from casework.recognition import MOST, parts_known
from privacy.facts import birth_of
from privacy.matching import find

DATA = Path(__file__).parent.parent / "data"
ALL = "all that can be searched"
LITTLE = "too little to search"


def level(facts):
    """What is known, in the words of the screen; with one thing alone nobody may search."""
    if parts_known(facts, role="R10") < 2:
        return LITTLE
    year, _, day = birth_of(facts.birthdate)
    when = "date" if day else "year" if year else "no date"
    return f"{when}, {'address' if facts.house_number and facts.postcode else 'no address'}"


@pytest.fixture
def reports(db):
    """(id, true person, facts, key of the person in the records) of every report, in order of receipt."""
    region_loaded()
    lines = (DATA / "meldingen.jsonl").read_bytes().splitlines()
    import_lines(lines)
    found = []
    for line in lines:
        given = json.loads(line)
        melding = Melding.objects.get(source_digest=sha256(given["id"].encode()).hexdigest())
        facts = facts_of(arguments(given)["person"])
        found.append((given["id"], given["true_person_id"], facts, str(melding.person_id)))
    return found


def counted(reports):
    """Information level -> [reported before, offered rightly, likely, likely and right, lengths of the lists]."""
    person_of = {key: person for _, person, _, key in reports}
    counts = defaultdict(lambda: [0, 0, 0, 0, []])
    for number, (_, person, facts, _) in enumerate(reports):
        earlier = {key for _, _, _, key in reports[:number]}
        offered = [match for match in find(facts) if match.possible and match.match_ref in earlier]
        right = [match for match in offered if person_of[match.match_ref] == person]
        known = bool(person) and any(person_of[ref] == person for ref in earlier)
        rows = [counts[level(facts)]]
        if level(facts) != LITTLE:
            rows.append(counts[ALL])
        for row in rows:
            row[0] += known
            row[1] += known and bool(right)
            row[2] += sum(match.likely for match in offered)
            row[3] += sum(match.likely for match in right)
            row[4].append(len(offered))
    return counts


def test_most_who_were_reported_before_are_offered_and_few_others_are_likely(reports, capsys):
    counts = counted(reports)
    with capsys.disabled():
        print()
        for name, (known, seen, likely, right, lengths) in sorted(counts.items()):
            recall = f"{seen / known:.3f}" if known else "-"
            precision = f"{right / likely:.3f}" if likely else "-"
            length = f"mean {sum(lengths) / len(lengths):.2f}, max {max(lengths)}"
            print(
                f"{name:<26} reported before {known:>3}  recall of offered {recall}  "
                f"precision of likely {precision}  offered {length}"
            )
    known, seen, likely, right, lengths = counts[ALL]
    # Of 39 reports about somebody reported before, five hold no name or a name alone. Of the other 34, ten cannot be
    # found: three persons were nameless until then, two reports share only a first name with what is known, one only
    # a full name, one only a phone number that was new, one only a town and an abbreviated surname, one gives a name
    # from a marriage, and one a full name and town of somebody dated, which too many people would share (LARGEST in
    # tests/privacy/test_slots.py).
    assert (seen, known) == (24, 34)
    # The one wrong "likely": a name and an address without a date, of a father and a son with that name there.
    assert (right, likely) == (22, 23)
    assert max(lengths) <= MOST
    assert sum(lengths) / len(lengths) < 1


def test_father_and_son_and_twins_stay_apart(reports):
    persons = json.loads((DATA / "persons.json").read_text(encoding="utf-8"))
    traps = defaultdict(set)
    for person in persons:
        if person["family_trap"]:
            traps[json.dumps(person["family_trap"]).split("-")[0]].add(person["true_person_id"])
    trapped = set().union(*traps.values())
    assert len(trapped) >= 4
    person_of = {key: person for _, person, _, key in reports}
    whole = {
        key for _, _, facts, key in reports if len(facts.given) > len("H.") and birth_of(facts.birthdate)[0]
    }
    mixed = [
        (name, person_of[match.match_ref])
        for name, person, facts, key in reports
        if person in trapped and key in whole
        for match in find(facts)
        if match.likely and match.match_ref in whole and person_of[match.match_ref] != person
    ]
    assert mixed == []
    assert not SamePerson.objects.exists()
