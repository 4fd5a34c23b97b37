"""A mail lands in the folder of the demonstration: does a triagist make a melding of it, in the browser?"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import Running

PHOTO = (
    b"From: Bea Voorbeeld <bea@post.example>\r\nSubject: IMG 2031\r\nMessage-ID: <foto-1@post.example>\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: image/jpeg; name="deur.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    b"/9j/4AAQSkZJRg==\r\n"
)
WITHIN = 100_000
"""Milliseconds: the folder is looked at once a minute, on a machine that does other things as well."""

WIDTHS = (360, 1280, 1920)


@pytest.mark.timeout(400)
def test_a_mail_that_is_only_a_photo_becomes_a_melding_by_hand(
    own: Running, enter: Doorway, tmp_path: Path
) -> None:
    folder = own.folder / "postbak"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / ".foto.eml").write_bytes(PHOTO)
    (folder / ".foto.eml").rename(folder / "foto.eml")

    emma = enter(own, own.who("R10"))
    emma.go("/werkvoorraad/")
    row = emma.page.locator('li.item:has(a[href^="/postbak/"])')
    expect(row).to_be_visible(timeout=WITHIN)
    assert (folder / "done" / "foto.eml").exists()
    look(emma, "werkvoorraad", tmp_path)

    emma.click("Postbak", exact=True)
    expect(emma.page).to_have_url(re.compile(r"/postbak/$"))
    emma.says("Alleen bijlagen, geen tekst")
    look(emma, "lijst", tmp_path)
    emma.page.locator("li.item a").first.click()
    emma.says("deur.jpg")
    look(emma, "bericht", tmp_path)
    emma.click("Ik bekijk dit bericht")
    emma.says("Toch als melding")
    emma.click("Toch als melding")
    look(emma, "formulier", tmp_path)
    expect(emma.page.locator('[name="melder_name"]')).to_have_value("Bea Voorbeeld")
    emma.fill(
        narrative="Afzender gebeld: de deur van haar buurman staat al dagen open.", location="Urk, haven"
    )
    emma.send()
    expect(emma.page).to_have_url(re.compile(r"/melding/M-"))
    emma.says("de deur van haar buurman")
    emma.says("deur.jpg")
    look(emma, "melding", tmp_path)
    with emma.page.expect_download() as started:
        emma.page.get_by_role("link", name="deur.jpg").click()
    assert started.value.suggested_filename.endswith("-1.bin")

    emma.go("/postbak/")
    emma.says("De Postbak is leeg")


def look(colleague: Colleague, name: str, tmp_path: Path) -> None:
    """The page as it is now, judged and pictured at every width."""
    assert colleague.axe() == []
    for width in WIDTHS:
        colleague.page.set_viewport_size({"width": width, "height": 900})
        assert colleague.overflow() == ""
        colleague.page.screenshot(path=tmp_path / f"postbak-{name}-{width}.png", full_page=True)
    colleague.page.set_viewport_size({"width": 1280, "height": 900})
