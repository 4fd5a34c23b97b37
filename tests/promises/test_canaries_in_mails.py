"""Does anything of a stranger's mail stand readable anywhere but on the triagist's page? Read or unreadable alike."""

import base64
from pathlib import Path

import pytest
from django.urls import reverse

from casework.mailbox.folder import Folder
from casework.mailbox.polling import Round
from casework.models import Melding, PostbakItem
from privacy.context import now
from tests.promises import places
from tests.promises.scanner import Scanner
from tests.promises.test_canaries import listening, signed_in
from tests.world import World

SENDER, SUBJECT, STORY, FILE, INSIDE = (
    f"Zeeëgelbrief«{word}»" for word in ("een", "twee", "drie", "vier", "vijf")
)
ADDRESS = "zeeegelbrief@voorbeeld.example"
PICTURE = base64.b64encode(f"JPEG {INSIDE}".encode()).decode()


def mail(*, text: str) -> bytes:
    """A mail from somebody, with a picture whose name and content tell something."""
    return (
        f"From: {SENDER} <{ADDRESS}>\r\nSubject: {SUBJECT}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\n'
        "Content-Type: text/plain; charset=utf-8\r\n\r\n"
        f'{text}\r\n--grens\r\nContent-Type: image/jpeg; name="{FILE}.jpg"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{PICTURE}\r\n--grens--\r\n"
    ).encode()


@pytest.mark.timeout(300)
def test_what_stood_in_a_mail_is_found_nowhere_and_on_one_desk_only(
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    world = World()
    triagist = signed_in(world.account("R10"))
    # Not the crisis duty: while the day team is closed it screens, and then it may read the story.
    others = [signed_in(world.account(role)) for role in ("R11", "R12", "R50", "R92")]
    (tmp_path / f"{FILE}-1.eml").write_bytes(mail(text=STORY))
    (tmp_path / f"{FILE}-2.eml").write_bytes(mail(text=""))
    (tmp_path / f"{FILE}-3.eml").write_bytes(f"{STORY} zonder hoofd van {SENDER}".encode())
    with listening(monkeypatch) as heard:
        told = Round("file:test", lambda: Folder(tmp_path, quiet=0), at=now()).run()
        melding, items = Melding.objects.get(), list(PostbakItem.objects.all())
        pages = [
            reverse("melding", args=[melding.ref]),
            *(reverse("postbak", args=[one.ref]) for one in items),
        ]
        shown = [triagist.get(page).content.decode() for page in pages]
        lists = [reverse(name) for name in ("worklist", "worklist-rows", "notices", "postbak-list")]
        seen = "".join(one.get(page).content.decode() for one in others for page in [*pages, *lists])
        seen += "".join(triagist.get(page).content.decode() for page in lists)
    printed = capfd.readouterr()
    found = places.everywhere() | heard | {"stdout": printed.out.encode(), "stderr": printed.err.encode()}

    assert (told.imported, len(told.rejected)) == (1, 2)
    assert STORY in shown[0]
    assert SENDER in shown[0]
    assert any(STORY in page for page in shown[1:])
    scanner = Scanner([SENDER, SUBJECT, STORY, FILE, INSIDE, ADDRESS])
    assert scanner.scan({"pages of others": seen.encode()}) == set()
    assert scanner.scan(found) == set()
