"""Does every line of a file become a melding, or a reason why not?"""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.access import open_fields
from casework.edge import system
from casework.importing import import_lines
from casework.invariants import violations
from casework.models import Clock, Melding, Person, Reporter, Triage
from privacy.context import acting
from privacy.ledger.record import ChangeEvent

MELDINGEN = Path(__file__).parent.parent / "data" / "meldingen.jsonl"
LINE = {
    "id": "X-1", "received_at": "2027-01-11T10:12:00+01:00", "door": "meldpunt", "channel": "telefoon",
    "reporter": {"type": "buur", "name": "Hennie Voorbeeld", "anonymity_wish": "bekend_bij_meldpunt"},
    "person_reported": {"given": "Gerben", "surname": "Proefstra", "postcode": "8255 AB", "woonplaats": "Swifterbant"},
    "narrative": "Stank uit de woning.",
}  # fmt: skip


def lines(*given: object) -> list[bytes]:
    return [one if isinstance(one, bytes) else json.dumps(one).encode() for one in given]


def opened(record: object, *names: str) -> dict:
    by = system(purpose="test")
    with acting(by):
        (found,) = open_fields([(record, list(names))], by=by, about="test", action="test.read")
        return {name: found[name] for name in names}


def test_all_eighty_come_in_each_with_one_owner_and_one_clock(region, run):
    told, code = run("import_meldingen", str(MELDINGEN))
    assert (told, code) == ({"imported": 80, "repeated": 0, "advice": 0, "rejected": []}, 0)
    assert Melding.objects.filter(state="received", clock__leading=True).count() == 80
    assert Clock.objects.filter(item_kind="melding").count() == 80
    assert violations() == []


def test_a_second_import_changes_nothing(region, run):
    run("import_meldingen", str(MELDINGEN))
    before = (
        list(Melding.objects.values("ref", "version")),
        ChangeEvent.objects.count(),
        Person.objects.count(),
    )
    told, code = run("import_meldingen", str(MELDINGEN))
    assert (told, code) == ({"imported": 0, "repeated": 80, "advice": 0, "rejected": []}, 0)
    after = (
        list(Melding.objects.values("ref", "version")),
        ChangeEvent.objects.count(),
        Person.objects.count(),
    )
    assert after == before


BROKEN = {
    b"{not json": "this is not JSON",
    b"[1, 2]": "this is not a JSON object",
    b"\xff\xfe{}": "this is not JSON",
    b'{"received_at": "2027-01-11T10:00:00+01:00"}': "id is missing",
    json.dumps(
        LINE | {"id": "B-1", "received_at": "gisteren"}
    ).encode(): "received_at is not a moment (ISO 8601)",
    json.dumps(LINE | {"id": "B-2", "door": "achterdeur"}).encode(): "door is not one of",
    json.dumps(LINE | {"id": "B-3", "narrative": ["a"]}).encode(): "narrative is not a text",
    json.dumps(LINE | {"id": "B-4", "person_reported": "Jan"}).encode(): "person_reported is not a table",
    json.dumps(
        LINE | {"id": "B-5", "reporter": {"anonymity_wish": "weet niet"}}
    ).encode(): "anonymity_wish is not",
    json.dumps(LINE | {"id": "B-6", "narrative": "x" * 1_100_000}).encode(): "larger than one megabyte",
    json.dumps(LINE | {"id": "B-7", "narrative": "\ud800"}).encode(): "broken character",
    json.dumps(
        {"id": "B-8", "received_at": "2027-01-11T10:00:00+01:00"}
    ).encode(): "Say who it is about or where",
}


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: BROKEN[line][:30])
def test_a_line_that_cannot_be_read_is_named_and_nothing_else_is_lost(region, line):
    summary = import_lines(lines(LINE | {"id": "A-1"}, line, b"", LINE | {"id": "A-2"}))
    assert (summary.imported, summary.repeated, summary.advice, len(summary.rejected)) == (2, 0, 0, 1)
    (rejected,) = summary.rejected
    assert BROKEN[line] in rejected["reason"]
    assert rejected["id"].startswith(("B-", "line:2"))
    assert Melding.objects.count() == 2
    assert violations() == []


def test_a_reason_never_repeats_what_stands_in_the_line(region):
    secret = "Kanarie Geheimstra"
    bad = [
        LINE | {"id": f"C-{n}", key: [secret]}
        for n, key in enumerate(("narrative", "door", "reporter", "channel"))
    ]
    told = json.dumps(import_lines(lines(*bad)).as_dict())
    assert len(json.loads(told)["rejected"]) == 4
    assert secret not in told


def test_only_advice_counts_as_advice_and_keeps_nothing(region):
    summary = import_lines(lines(LINE | {"kind": "advies"}, LINE | {"id": "X-2", "person_reported": None}))
    assert (summary.imported, summary.advice) == (1, 1)
    assert Melding.objects.get().person.identity_status == "unknown"


def test_the_judgement_and_the_true_person_are_dropped_unread(region):
    told = import_lines(lines(LINE | {"gold": "not even a table", "true_person_id": ["P-1"]}))
    assert told.imported == 1


def test_the_moment_is_kept_as_stated_and_the_clock_starts_now(region):
    import_lines(lines(LINE | {"received_at": "2031-05-05T02:30:00+02:00"}))
    melding = Melding.objects.get()
    assert melding.received_at.isoformat() == "2031-05-05T00:30:00+00:00"
    assert melding.clock.started_at == melding.created_at


@pytest.mark.parametrize(
    ("postcode", "place", "code"),
    [("8255 AB", "", "0303"), ("", "emmeloord", "0171"), ("", "Noordoostpolder", "0171"), ("9999 ZZ", "Urk", "0184"),
     ("8325 AA", "Vollenhove", ""), ("", "", ""), ("ABCD", "nergens", "")],
)  # fmt: skip
def test_the_gemeente_follows_from_postcode_or_place_and_is_asked_otherwise(region, postcode, place, code):
    person = {"surname": "Proefstra", "postcode": postcode, "woonplaats": place}
    assert import_lines(lines(LINE | {"person_reported": person})).imported == 1
    assert Melding.objects.get().gemeente == code


def test_a_melder_who_wants_to_be_anonymous_is_kept_without_a_name(region):
    melder = {
        "type": "buur",
        "name": "Hennie Voorbeeld",
        "phone": "085-0000201",
        "anonymity_wish": "volledig_anoniem",
    }
    import_lines(lines(LINE | {"reporter": melder}))
    assert opened(Reporter.objects.get(), "name", "phone") == {"name": "", "phone": ""}


def test_safety_that_nobody_asked_is_unknown(region):
    import_lines(lines(LINE))
    answers = opened(Triage.objects.get(), "answers")["answers"]
    assert answers == {"Q1": "onbekend", "Q1b": "onbekend", "Q2": "onbekend", "Q3": "onbekend"}


def test_the_exit_code_says_whether_something_was_rejected(region, run, tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"\n".join(lines(LINE, b"{")))
    told, code = run("import_meldingen", str(path))
    assert code == 1
    assert told["rejected"] == [{"id": "line:2", "reason": "this is not JSON"}]
    with pytest.raises(CommandError) as refused:
        call_command("import_meldingen", str(tmp_path / "nothing.jsonl"))
    assert refused.value.returncode == 2
