"""No token is shared by many: every compound tells people apart, so that counting tokens names nobody."""

from collections import Counter
from random import Random

import pytest

from bench.made.people import Town, groups
from bench.made.plain import facts_of
from privacy.facts import stored_parts
from privacy.slots import PERSON_SLOTS, SLOTS, slot

PEOPLE = 20_000
LARGEST = 5
# The town of a postcode area: of the 20,000 people two in five live in the largest.
TOWNS = {"13": "almr", "38": "sflt", "82": "llstt", "83": "amlrt"}
LEAST_BITS = 30
# log2 of how many values occur in the country, rounded down. Family names: 300,000, a third of that as sounds; given
# names: 500,000, a tenth as sounds; dates: a century of days; 4,070 postcode areas, 460,000 postcodes, 250,000 streets
# with their house numbers, 2,500 towns.
BITS = {
    "family": 16, "other": 16, "given": 15, "initial": 4, "birth": 15, "year": 6, "pc4": 11, "house": 19, "pc6": 18,
    "street": 24, "phone": 26, "bsn": 26, "door": 27, "letter": 4, "town": 11,
}  # fmt: skip
# Exact numbers of one subscription, person or front door; guarded by their key alone (docs/privacy.md).
ALONE = {("phone",), ("bsn",), ("door",)}


def too_weak(slots):
    """The compounds with an estimated entropy under LEAST_BITS."""
    compounds = {one.parts for place in slots for one in place.compounds}
    return {parts for parts in compounds - ALONE if sum(BITS[part] for part in parts) < LEAST_BITS}


@pytest.fixture(scope="module")
def known():
    """What is stored of 20,000 people in households, of whom some tell little."""
    town, random = Town(groups("learning"), seed=11), Random(12)
    people = []
    while len(people) < PEOPLE:
        person = town.person()
        kin = [
            town.relative(person, kind)
            for kind in random.choices(("parent", "sibling", "twin", "partner"), k=2)
        ]
        people += [person, *kin[: random.choice((0, 0, 0, 1, 2))]]
    return [_told(_placed(stored_parts(facts_of(person.record))), random) for person in people[:PEOPLE]]


def _placed(parts):
    """With the town and the street, which the records of made-up pairs do not hold."""
    street = {"street": parts["house"]} if "house" in parts else {}
    return parts | street | ({"town": TOWNS[parts["pc4"][:2]]} if "pc4" in parts else {})


def _told(parts, random):
    """The parts of a report: a birth date, a year, a given name or an address may be lacking."""
    lacking = set()
    if random.random() < 0.25:
        lacking |= {"birth"} if random.random() < 0.4 else {"birth", "year"}
    if random.random() < 0.05:
        lacking |= {"given"}
    if random.random() < 0.08:
        lacking |= {"pc4", "house", "street"}
    return {part: text for part, text in parts.items() if part not in lacking}


def largest_bucket(place, people):
    """How many people share the most frequent token of a slot."""
    held = Counter()
    for parts in people:
        fitting = next((one for one in place.compounds if one.fits(parts)), None)
        if fitting is not None:
            held[fitting.kinds, fitting.lacking, tuple(parts[part] for part in fitting.parts)] += 1
    return max(held.values(), default=0)


@pytest.mark.parametrize("number", range(PERSON_SLOTS))
def test_at_most_five_of_twenty_thousand_people_share_a_token(number, known):
    assert largest_bucket(SLOTS[number], known) <= LARGEST


def test_every_compound_has_thirty_bits():
    assert too_weak(SLOTS) == set()


def test_a_compound_that_is_too_weak_is_seen(known):
    weak = slot("weak", "given year"), slot("weak", "family pc4")
    assert too_weak(weak) == {("given", "year"), ("family", "pc4")}
    assert all(largest_bucket(place, known) > LARGEST for place in weak)
