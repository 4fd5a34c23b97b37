"""Does every mail come out of a mailbox once, whatever breaks off, and do people hear of a mailbox that is silent?"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import DatabaseError

from casework.invariants import violations
from casework.mailbox import CameInHalf, Silent, opener
from casework.mailbox.folder import Folder
from casework.mailbox.imap import ImapBox
from casework.mailbox.polling import ROUNDS, Round, poll
from casework.models import MailboxWatch, Melding, PostbakItem
from notifications.models import Notice
from privacy.context import now, set_offset, wall_clock
from tests.mail.imapserver import PASSWORD, USER, MailServer, serving
from tests.world import World


def mail(number: int, body: str = "De gordijnen zijn al weken dicht.", subject: str = "zorgen") -> bytes:
    """A mail with an identity of its own."""
    head = f"From: Piet Voorbeeld <piet@post.example>\r\nSubject: {subject}\r\nMessage-ID: <{number}@post.example>"
    return f"{head}\r\n\r\n{body}\r\n".encode()


@pytest.fixture(autouse=True)
def _prepared(world: World) -> None:
    pass


@pytest.fixture
def imap() -> Iterator[tuple[MailServer, str]]:
    """A mail server and the address of its box."""
    with serving() as (server, port):
        yield server, f"imap://{USER}:{quote(PASSWORD)}@127.0.0.1:{port}/INBOX"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder whose files are whole as soon as they are there."""
    return Folder(tmp_path, quiet=0)


def round_past(folder: Folder) -> dict[str, Any]:
    return Round("file:test", lambda: folder, at=now()).run().as_dict()


# -- a box -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("modern", [True, False])
def test_mails_of_a_box_become_meldingen_and_move_away(imap: tuple[MailServer, str], modern: bool) -> None:
    server, url = imap
    server.modern = modern
    for number in range(3):
        server.inbox.put(mail(number))
    assert poll(url).imported == 3
    assert [one.raw for one in server.done.messages] == [mail(number) for number in range(3)]
    assert all("\\Deleted" in one.flags for one in server.inbox.messages)
    assert bool(server.inbox.messages) is not modern
    assert poll(url).as_dict() == {"imported": 0, "repeated": 0, "advice": 0, "rejected": []}
    assert Melding.objects.count() == 3
    assert violations() == []


def test_what_a_box_holds_that_cannot_be_read_is_an_owned_item(imap: tuple[MailServer, str]) -> None:
    server, url = imap
    server.inbox.put(b"\xff\xfe\x00" * 40)
    server.inbox.put(mail(1))
    summary = poll(url)
    assert (summary.imported, len(summary.rejected)) == (1, 1)
    item = PostbakItem.objects.get()
    assert (item.why, item.state, item.owner_team_id) == ("no_mail", "unread", "va-meldpunt")
    assert item.clock is not None
    assert server.inbox.messages == []


def test_a_connection_that_breaks_off_in_a_message_loses_nothing(imap: tuple[MailServer, str]) -> None:
    server, url = imap
    server.inbox.put(mail(1))
    server.inbox.put(mail(2, "HIERBREEKTHET af en de rest komt niet."))
    server.inbox.put(mail(3))
    server.cut_at = b"HIERBREEKTHET"
    assert poll(url).imported == 2, "those behind it came in all the same"
    assert len(server.inbox.messages) == 1
    server.cut_at = b""
    assert poll(url).imported == 1
    assert server.inbox.messages == []
    assert not PostbakItem.objects.exists()


def test_a_message_that_always_breaks_off_becomes_an_item_once(imap: tuple[MailServer, str]) -> None:
    server, url = imap
    server.inbox.put(mail(1, "HIERBREEKTHET"))
    server.cut_at = b"HIERBREEKTHET"
    for _ in range(ROUNDS + 2):
        poll(url)
    assert [item.why for item in PostbakItem.objects.all()] == ["not_fetched"]
    assert len(server.inbox.messages) == 1
    assert violations() == []


def test_a_message_the_server_refuses_to_give_does_not_block_the_others(imap: tuple[MailServer, str]) -> None:
    server, url = imap
    server.inbox.refused = {server.inbox.put(mail(1)), server.inbox.put(mail(3))}
    server.inbox.put(mail(2))
    for _ in range(ROUNDS):
        poll(url)
    assert Melding.objects.count() == 1
    assert [item.why for item in PostbakItem.objects.all()] == ["not_fetched", "not_fetched"]


def test_a_stop_between_the_commit_and_the_move_makes_no_second_melding(
    imap: tuple[MailServer, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, url = imap
    server.inbox.put(mail(1))

    def killed(self: ImapBox, key: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(ImapBox, "put_away", killed)
        with pytest.raises(KeyboardInterrupt):
            poll(url)
    assert (Melding.objects.count(), len(server.inbox.messages)) == (1, 1)
    summary = poll(url)
    assert (summary.imported, summary.repeated) == (0, 1)
    assert (Melding.objects.count(), server.inbox.messages) == (1, [])


def test_a_wrong_password_is_silence_and_the_team_lead_hears_of_it_once(
    imap: tuple[MailServer, str], world: World
) -> None:
    server, url = imap
    lead = world.account("R12")
    server.inbox.put(mail(1))
    wrong = url.replace(quote(PASSWORD), "verkeerd")
    poll(wrong)
    assert not PostbakItem.objects.exists(), "not at the first stumble"
    for minutes in (16, 20):
        set_offset(timedelta(minutes=minutes))
        poll(wrong)
    item = PostbakItem.objects.get()
    assert (item.why, item.state) == ("mailbox_silent", "unread")
    told = Notice.objects.get(event="postbak.silent")
    assert (told.to_person, told.about_ref) == (lead.pk, item.ref)
    assert PASSWORD not in str(MailboxWatch.objects.values())
    assert poll(url).imported == 1
    assert MailboxWatch.objects.get().told is False
    set_offset(timedelta(minutes=60))
    poll(wrong)
    assert PostbakItem.objects.count() == 2, "a second silence is told again"
    assert violations() == []


def test_a_server_that_is_not_there_is_silence(world: World) -> None:
    with serving() as (_, port):
        pass
    assert poll(f"imap://{USER}:x@127.0.0.1:{port}/INBOX").as_dict()["imported"] == 0
    assert MailboxWatch.objects.get().silent_since is not None


def test_a_password_never_crosses_a_network_in_the_open() -> None:
    with pytest.raises(Silent):
        ImapBox.at("imap://meldpunt:geheim@mail.example/INBOX")


@pytest.mark.parametrize("url", ["", "http://mail.example", "imaps://", "file:", "/srv/postbak"])
def test_an_address_that_is_no_mailbox_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="mailbox"):
        opener(url)


def test_over_tls_a_box_answers_only_with_a_certificate_that_is_trusted(tmp_path: Path) -> None:
    key, certificate = self_signed("localhost")
    trusted = tmp_path / "ca.pem"
    trusted.write_bytes(certificate)
    with serving(tls=key + certificate) as (server, port):
        server.inbox.put(mail(1))
        url = f"imaps://{USER}:{quote(PASSWORD)}@localhost:{port}/INBOX"
        with pytest.raises(Silent):
            ImapBox.at(url)
        assert poll(f"{url}?ca={trusted}").imported == 1
        assert server.inbox.messages == []


def self_signed(name: str) -> tuple[bytes, bytes]:
    """(key, certificate) in PEM for a server of this name."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    at = wall_clock()
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return plain, made.public_bytes(serialization.Encoding.PEM)


def test_a_name_of_a_mailbox_holds_no_password() -> None:
    assert opener("imaps://u:p@mail.example/INBOX")[0] == "imaps://mail.example/INBOX"


# -- a folder ----------------------------------------------------------------------------------------------


def test_files_of_a_folder_become_meldingen_and_move_to_done(folder: Folder) -> None:
    (folder.path / "1.eml").write_bytes(mail(1))
    (folder.path / "2.msg").write_bytes(b"\xd0\xcf\x11\xe0" * 200)
    (folder.path / ".3.eml").write_bytes(mail(3))
    assert (round_past(folder)["imported"], PostbakItem.objects.count()) == (1, 1)
    assert sorted(os.listdir(folder.path)) == [".3.eml", "done"]
    assert sorted(os.listdir(folder.path / "done")) == ["1.eml", "2.msg"]


def test_a_file_that_may_still_be_growing_waits(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_bytes(mail(1))
    assert Folder(tmp_path, quiet=60).waiting() == []
    assert Folder(tmp_path, quiet=0).waiting() == ["1.eml"]


def test_two_files_of_one_name_are_both_kept(folder: Folder) -> None:
    for number in (1, 2):
        (folder.path / "mail.eml").write_bytes(mail(number))
        assert round_past(folder)["imported"] == 1
    assert sorted(os.listdir(folder.path / "done")) == ["2-mail.eml", "mail.eml"]


def test_a_link_is_not_followed_and_becomes_an_item(folder: Folder, tmp_path_factory: Any) -> None:
    secret = tmp_path_factory.mktemp("elders") / "geheim"
    secret.write_bytes(mail(1))
    (folder.path / "1.eml").symlink_to(secret)
    with pytest.raises(CameInHalf):
        folder.fetch("1.eml")
    for _ in range(ROUNDS):
        round_past(folder)
    assert PostbakItem.objects.get().why == "not_fetched"
    assert not Melding.objects.exists()


def test_a_database_that_refuses_one_message_does_not_stop_the_others(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.mailbox import polling

    (folder.path / "1.eml").write_bytes(mail(1, "DITBREEKT"))
    (folder.path / "2.eml").write_bytes(mail(2))
    take_in = polling.import_mail

    def breaks(content: bytes, **more: Any) -> None:
        if b"DITBREEKT" in content:
            raise DatabaseError
        take_in(content, **more)

    monkeypatch.setattr(polling, "import_mail", breaks)
    for _ in range(ROUNDS):
        round_past(folder)
    assert Melding.objects.count() == 1
    item = PostbakItem.objects.get()
    assert (item.why, item.size) == ("not_understood", len(mail(1, "DITBREEKT")))
    assert violations() == []


def test_a_folder_that_is_gone_is_silence(folder: Folder) -> None:
    folder.path.rmdir()
    round_past(folder)
    assert MailboxWatch.objects.get().silent_since is not None
