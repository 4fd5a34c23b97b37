"""Does every mail of a folder become a melding with one owner and one clock, or a named rejection?"""

import json
import os
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from casework.actions import postbak
from casework.attachments import pieces_of
from casework.directory.current import pack
from casework.edge import acting_for, system
from casework.importing import CHANNELS_OF_SOURCES
from casework.importing_mail import mails_in
from casework.invariants import violations
from casework.models import Attachment, Clock, Melding, PostbakItem, Reporter
from casework.preparing import region_loaded
from privacy.context import acting
from privacy.ledger.record import release
from privacy.sealed import open_for, reveal, sealed_names, subject_of
from tests.world import World

DATA = Path(__file__).parents[1] / "data"
MAILS = DATA / "eml"
LINES = [json.loads(line) for line in (DATA / "meldingen.jsonl").read_text(encoding="utf-8").splitlines()]
STATED = {line["id"]: line for line in LINES}


def imported(folder: Path) -> tuple[dict[str, Any], int]:
    """(the summary, the exit code) of the command."""
    out = StringIO()
    try:
        call_command("import_meldingen", str(folder), stdout=out)
    except SystemExit as ended:
        return json.loads(out.getvalue()), int(ended.code or 0)
    return json.loads(out.getvalue()), 0


def opened(record: Any, *names: str) -> dict[str, Any]:
    """The texts of a record, by a look that is recorded."""
    by = system(purpose="test")
    look = release(by, "test.read", [subject_of(record)], sealed_names(record, *names))
    with acting(by):
        open_for([record])
        return reveal(record, *names, release=look)


def mail(folder: Path, name: str, *lines: str, body: str = "Gordijnen al een week dicht.") -> None:
    """A mail with these lines in its head."""
    head = ["From: Piet Voorbeeld <piet@post.example>", "Subject: zorgen", *lines]
    (folder / name).write_bytes("\r\n".join([*head, "", body]).encode())


@pytest.fixture(autouse=True)
def _prepared(db: None) -> None:
    region_loaded()


def test_twenty_mails_become_twenty_meldingen_each_with_one_owner_and_one_clock() -> None:
    assert imported(MAILS) == ({"imported": 20, "repeated": 0, "advice": 0, "rejected": []}, 0)
    meldingen = Melding.objects.select_related("owner_team", "clock")
    assert len(meldingen) == 20
    for melding in meldingen:
        assert melding.state == "received"
        assert melding.owner_team_id == pack().team_of_door(
            "meldpunt", gemeente=melding.gemeente, at=melding.created_at
        )
        assert Clock.objects.filter(item_id=melding.pk, leading=True).count() == 1
        answers = opened(melding.triage, "answers")["answers"]
        assert answers == dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "onbekend")
    assert violations() == []


def test_a_second_import_of_the_same_mails_changes_nothing() -> None:
    imported(MAILS)
    before = list(Melding.objects.order_by("pk").values_list("pk", "version", "changed_at"))
    assert imported(MAILS) == ({"imported": 0, "repeated": 20, "advice": 0, "rejected": []}, 0)
    assert list(Melding.objects.order_by("pk").values_list("pk", "version", "changed_at")) == before


def test_door_channel_and_moment_are_those_of_the_same_report_as_a_line() -> None:
    imported(MAILS)
    lines = [STATED[path.stem] for path in mails_in(MAILS)]
    assert sorted(Melding.objects.values_list("received_at", "channel", "door")) == sorted(
        (datetime.fromisoformat(line["received_at"]), CHANNELS_OF_SOURCES[line["channel"]], line["door"])
        for line in lines
    )


def test_what_cannot_be_read_is_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    mail(tmp_path, "a.eml")
    (tmp_path / "b.eml").write_bytes(b"\x00\xff" * 500)
    (tmp_path / "c.eml").write_bytes(b"")
    (tmp_path / "d.eml").mkdir()
    (tmp_path / "e.eml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "f.eml")
    with (tmp_path / "g.eml").open("wb") as large:
        large.truncate(25_000_001)
    (tmp_path / "readme.txt").write_text("no mail")
    mail(tmp_path, "z.EML", "Message-ID: <1@post.example>")
    summary, ended = imported(tmp_path)
    assert (summary["imported"], summary["repeated"], ended) == (2, 0, 1)
    assert summary["rejected"] == [
        {"id": "file:b.eml", "reason": "this is not a mail message"},
        {"id": "file:c.eml", "reason": "this is not a mail message"},
        {"id": "file:d.eml", "reason": "this is not a file"},
        {"id": "file:e.eml", "reason": "this is not a file"},
        {"id": "file:f.eml", "reason": "this is not a file"},
        {"id": "file:g.eml", "reason": "the message is larger than 25 MB"},
    ]
    items = PostbakItem.objects.order_by("created_at")
    assert [item.why for item in items] == [
        "no_mail",
        "no_mail",
        "no_file",
        "no_file",
        "no_file",
        "too_large",
    ]
    assert {(item.state, item.owner_team_id, item.clock.kind) for item in items} == {
        ("unread", "va-meldpunt", "postbak_look")
    }
    assert [(item.size, item.whole) for item in items if item.why == "too_large"] == [(25_000_000, False)]
    assert violations() == []
    assert imported(tmp_path)[0]["rejected"] == summary["rejected"]
    assert PostbakItem.objects.count() == 6, "a second import makes no second row"


def test_a_file_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.eml")).write_bytes(b"")
    assert imported(tmp_path)[0]["rejected"] == [
        {"id": "file:\ufffd.eml", "reason": "this is not a mail message"}
    ]


def test_the_same_mail_by_two_ways_is_one_melding(tmp_path: Path) -> None:
    mail(tmp_path, "a.eml", "Message-ID: <1@post.example>")
    mail(
        tmp_path,
        "b.eml",
        "Message-ID: <1@post.example>",
        "Received: by elsewhere; Fri, 5 Feb 2027 13:50:00 +0100",
    )
    assert imported(tmp_path)[0] == {"imported": 1, "repeated": 1, "advice": 0, "rejected": []}


def test_a_message_id_used_for_two_reports_does_not_make_one_disappear(tmp_path: Path) -> None:
    mail(tmp_path, "a.eml", "Message-ID: <1@post.example>")
    mail(tmp_path, "b.eml", "Message-ID: <1@post.example>", body="Een heel ander verhaal.")
    for count in ("imported", "repeated"):
        summary, ended = imported(tmp_path)
        assert (summary[count], ended) == (1, 1)
        assert summary["rejected"] == [
            {"id": "file:b.eml", "reason": "another message has the same Message-ID"}
        ]


def test_a_mail_without_message_id_comes_in_once(tmp_path: Path) -> None:
    mail(tmp_path, "a.eml")
    assert [imported(tmp_path)[0][count] for count in ("imported", "repeated")] == [1, 1]


def test_a_folder_that_is_not_there_ends_with_two(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_meldingen", str(tmp_path / "nowhere"))
    assert refused.value.returncode == 2


def test_an_empty_folder_has_nothing_to_tell(tmp_path: Path) -> None:
    assert imported(tmp_path) == ({"imported": 0, "repeated": 0, "advice": 0, "rejected": []}, 0)


def test_one_mail_can_be_named_instead_of_its_folder() -> None:
    assert imported(MAILS / "FLM-0002.eml")[0]["imported"] == 1


def test_a_mail_that_is_only_a_photo_waits_in_the_postbak_and_is_one_item(tmp_path: Path) -> None:
    mail(
        tmp_path, "a.eml", "MIME-Version: 1.0", 'Content-Type: image/jpeg; name="deur.jpg"',
        "Content-Transfer-Encoding: base64", body="/9j/4AAQSkZJRg==",
    )  # fmt: skip
    for _ in range(2):
        assert imported(tmp_path)[0]["rejected"] == [
            {"id": "file:a.eml", "reason": "the message has attachments and no text"}
        ]
    assert PostbakItem.objects.get().why == "only_attachments"
    assert not Melding.objects.exists()


def test_the_name_of_a_melder_stands_with_the_melder_and_not_in_the_story() -> None:
    imported(MAILS / "FLM-0036.eml")
    melding = Melding.objects.get()
    reporter = Reporter.objects.get(melding=melding)
    assert opened(reporter, "name", "email", "relation") == {
        "name": "S. Postma", "email": "s-postma@mailpost.example", "relation": "buurvrouw",
    }  # fmt: skip
    story = opened(melding, "narrative")["narrative"]
    assert "Postma" not in story
    assert "buurman dhr Hoffstra van nr 18" in story


def test_a_text_of_more_than_a_megabyte_is_kept_as_far_as_it_fits(tmp_path: Path) -> None:
    mail(tmp_path, "a.eml", body="é" * 700_000)
    assert imported(tmp_path)[0]["imported"] == 1
    story = opened(Melding.objects.get(), "narrative")["narrative"]
    assert 970_000 < len(story.encode()) < 1_000_000
    assert "text/plain" in story


def test_another_story_under_a_known_message_id_is_an_item_over_two_imports_too(tmp_path: Path) -> None:
    for name, body in (("a", "Gordijnen dicht."), ("b", "Een heel ander verhaal.")):
        (tmp_path / name).mkdir()
        mail(tmp_path / name, f"{name}.eml", "Message-ID: <1@post.example>", body=body)
    assert imported(tmp_path / "a")[1] == 0
    assert imported(tmp_path / "b")[0]["rejected"] == [
        {"id": "file:b.eml", "reason": "another message has the same Message-ID"}
    ]
    assert PostbakItem.objects.get().why == "same_id"


def test_what_a_human_has_dealt_with_counts_as_repeated(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"\x00" * 100)
    imported(tmp_path)
    triagist = World().account("R10")
    by, ref = acting_for(triagist), PostbakItem.objects.get().ref
    postbak.take_up(by=by, postbak_ref=ref)
    assert imported(tmp_path)[1] == 1, "somebody looks at it, nothing is decided yet"
    postbak.set_aside(by=by, postbak_ref=ref, reason="spam")
    assert imported(tmp_path) == ({"imported": 0, "repeated": 1, "advice": 0, "rejected": []}, 0)


def test_what_was_sent_along_is_kept_sealed_beside_the_melding() -> None:
    imported(MAILS / "FLM-0009.eml")
    kept = Attachment.objects.get(melding=Melding.objects.get())
    assert opened(kept, "name", "type") == {
        "name": "verslag technische inspectie.pdf", "type": "application/pdf",
    }  # fmt: skip
    content = b"".join(pieces_of(kept, by=system(purpose="test"), about="test", action="test.read"))
    assert (content[:8], content.rstrip()[-5:], len(content)) == (b"%PDF-1.4", b"%%EOF", kept.size)
    assert b"%PDF" not in str(list(kept.pieces.values())).encode()


def test_several_persons_of_a_form_each_get_a_file(tmp_path: Path) -> None:
    body = (
        "Betr: DIJKGRAAF, Gerben, geb 01-05-1972, Voorbeeldpad 12 Swifterbant\r\n"
        "Betrokkene 2: BAKKER, Anna, geb 04-03-1980, Voorbeeldpad 12 Swifterbant\r\n"
        "Kind: Noor Dijkgraaf\r\nGeb: 02-02-2015\r\n"
        "Geschreeuw gehoord.\r\nVerbalisant: J. Terpstra (Politie)"
    )
    mail(tmp_path, "a.eml", body=body)
    assert imported(tmp_path)[0]["imported"] == 1
    melding = Melding.objects.get()
    assert opened(melding.person, "given", "surname")["surname"].casefold() == "dijkgraaf"
    involved = {
        one.part: opened(one.person, "given", "surname", "birthdate") for one in melding.involved.all()
    }
    assert involved["concern"]["given"] == "Anna"
    assert involved["child"] == {"given": "Noor", "surname": "Dijkgraaf", "birthdate": "2015-02-02"}
    households = {melding.person.household, *(one.person.household for one in melding.involved.all())}
    assert len(households) == 1
    assert violations() == []


def test_what_was_sent_along_is_named_in_the_story() -> None:
    imported(MAILS / "FLM-0009.eml")
    assert "verslag technische inspectie.pdf" in opened(Melding.objects.get(), "narrative")["narrative"]
