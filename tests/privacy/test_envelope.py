"""A sealed value opens in its own place with its own key, and in no other way."""

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.crypto import envelope
from privacy.crypto.envelope import Binding, OpenKey, Secret, key_of, padded_size, seal, unseal
from privacy.errors import Integrity, TooLarge

VECTORS = json.loads((Path(__file__).parent / "vectors" / "sealed_format_1.json").read_text(encoding="utf-8"))
KEY = OpenKey(-7, 1, ("person", "p1"), Secret(bytes(range(32))))
HERE = Binding("sluitend", "person", "p1", "person.name", "0192f3a4-0000-7000-8000-000000000001", "PER")


@pytest.mark.parametrize("vector", VECTORS, ids=itertools.count())
def test_what_was_sealed_once_opens_for_ever(vector):
    scope = (vector["scope_kind"], vector["scope_ref"])
    key = OpenKey(vector["key_id"], vector["version"], scope, Secret.fromhex(vector["key"]))
    names = ("tenant", "scope_kind", "scope_ref", "field", "row", "data_class")
    binding = Binding(**{name: vector[name] for name in names})
    assert unseal(bytes.fromhex(vector["sealed"]), key=key, binding=binding).decode() == vector["plaintext"]


def test_there_are_enough_vectors_to_notice_a_drift():
    assert len(VECTORS) >= 20


@given(st.text(max_size=3000))
def test_any_text_comes_back(text):
    assert unseal(seal(text.encode(), key=KEY, binding=HERE), key=KEY, binding=HERE).decode() == text


@pytest.mark.parametrize("text", ["", "123456782", "een wat langer verhaal over iemand"])
def test_every_single_bit_flip_is_refused(text):
    blob = seal(text.encode(), key=KEY, binding=HERE)
    accepted = []
    for bit in range(len(blob) * 8):
        flipped = bytearray(blob)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            unseal(bytes(flipped), key=KEY, binding=HERE)
        except Integrity:
            continue
        accepted.append(bit)
    assert accepted == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"row": "0192f3a4-0000-7000-8000-000000000002"},
        {"field": "person.phone"},
        {"scope_ref": "p2"},
        {"scope_kind": "melding"},
        {"tenant": "somebody else"},
        {"data_class": "INT"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_value_moved_elsewhere_is_refused(elsewhere):
    blob = seal(b"Kanarie", key=KEY, binding=HERE)
    there = replace(HERE, **elsewhere)
    follows = replace(KEY, scope=(there.scope_kind, there.scope_ref))
    with pytest.raises(Integrity):
        unseal(blob, key=follows, binding=there)


def test_parts_of_a_place_do_not_run_into_each_other():
    one = replace(HERE, field="person.na", row="me")
    other = replace(HERE, field="person.n", row="ame")
    assert one.associated() != other.associated()


@pytest.mark.parametrize(
    "wrong",
    [{"secret": Secret(bytes(32))}, {"key_id": 8}, {"version": 2}, {"scope": ("person", "p2")}],
    ids=lambda change: next(iter(change)),
)
def test_another_key_is_refused(wrong):
    with pytest.raises(Integrity):
        unseal(seal(b"Kanarie", key=KEY, binding=HERE), key=replace(KEY, **wrong), binding=HERE)


def test_cut_off_or_lengthened_values_are_refused():
    blob = seal(b"Kanarie", key=KEY, binding=HERE)
    for length in range(len(blob)):
        with pytest.raises(Integrity):
            unseal(blob[:length], key=KEY, binding=HERE)
    with pytest.raises(Integrity):
        unseal(blob + b"\x00", key=KEY, binding=HERE)


def test_stored_lengths_show_classes_only():
    sizes = {length: len(seal(bytes(length), key=KEY, binding=HERE)) for length in range(1100)}
    assert len(set(sizes.values())) == 7
    assert sizes[6] == sizes[9] == sizes[28]
    assert padded_size(28) == 32
    assert padded_size(29) == 64
    assert padded_size(2045) == 3072


def test_equal_texts_never_look_equal():
    blobs = [seal(b"Kanarie", key=KEY, binding=HERE) for _ in range(50)]
    assert len({blob[70:] for blob in blobs}) == len({blob[14:70] for blob in blobs}) == 50
    assert {key_of(blob) for blob in blobs} == {(-7, 1)}


def test_too_much_text_is_refused():
    assert seal(bytes(envelope.LIMIT), key=KEY, binding=HERE)
    with pytest.raises(TooLarge):
        seal(bytes(envelope.LIMIT + 1), key=KEY, binding=HERE)


def test_a_source_of_randomness_that_repeats_itself_is_noticed(monkeypatch):
    monkeypatch.setattr("privacy.crypto.envelope.secrets.token_bytes", bytes)
    seal(b"Kanarie", key=KEY, binding=HERE)
    with pytest.raises(Integrity):
        seal(b"Kanarie", key=KEY, binding=HERE)


def test_keys_and_plaintext_do_not_print_themselves():
    assert "[secret 32 bytes]" in repr(KEY)
    assert f"{Secret(b'Kanarie')}" == "[secret 7 bytes]"


def test_ten_thousand_random_moves_are_all_refused():
    chance = random.Random(2026)
    places = [
        replace(HERE, tenant=tenant, scope_kind=kind, scope_ref=ref, field=field, row=row)
        for tenant in ("one", "two")
        for kind in ("person", "melding")
        for ref in ("p1", "p2", "p3")
        for field in ("person.name", "person.phone", "note.text")
        for row in ("r1", "r2", "r3")
    ]
    sealed = []
    for number, place in enumerate(places):
        scope = (place.scope_kind, place.scope_ref)
        key = replace(KEY, key_id=number, scope=scope, secret=Secret(chance.randbytes(32)))
        sealed.append((seal(b"Kanarie", key=key, binding=place), key, place))
    accepted = 0
    for _ in range(10_000):
        (blob, key, own), (_, other_key, place) = chance.sample(sealed, 2)
        assert own != place
        bent = replace(key, scope=(place.scope_kind, place.scope_ref))
        for tried in (key, other_key, bent):
            try:
                unseal(blob, key=tried, binding=place)
                accepted += 1
            except Integrity:
                continue
    assert accepted == 0
