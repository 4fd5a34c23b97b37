"""Can somebody with an old telephone and without JavaScript report a worry, and see later how far it is?"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Doorway
from tests.browser.running import Running

WIDTHS = (320, 360, 1280, 1920)
CODE = re.compile(r"^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$")
PICTURES = (
    Path(os.environ.get("SLUITEND_SCREENSHOTS_DIR", "")) if "SLUITEND_SCREENSHOTS_DIR" in os.environ else None
)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_neighbour_reports_without_javascript_and_asks_how_far_it_is(
    live: Running, enter: Doorway, width: int
) -> None:
    neighbour = enter.nobody(live, viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = neighbour.page
    elsewhere = []
    page.on(
        "request", lambda request: None if request.url.startswith(live.url) else elsewhere.append(request.url)
    )

    def picture(name: str) -> None:
        if PICTURES:
            page.screenshot(path=str(PICTURES / f"{name}-{width}.png"), full_page=True)

    neighbour.forgive("422")
    assert neighbour.go("/melden/") == 200
    picture("form")
    page.locator('button[type="submit"]').click()
    expect(page.locator("#id_danger_error")).to_be_visible()
    picture("wrong")
    page.locator('input[name="danger"][value="no"]').check()
    page.locator('[name="narrative"]').fill("De gordijnen zijn al weken dicht.")
    page.locator('[name="postcode"]').fill("8255 AB")
    page.locator('input[name="anonymity"][value="anonymous"]').check()
    page.wait_for_timeout(5_500)
    page.locator('button[type="submit"]').click()
    receipt = page.locator(".receipt")
    expect(receipt).to_have_text(CODE)
    code = receipt.inner_text()
    picture("received")
    neighbour.go("/melden/status/")
    page.locator('[name="code"]').fill(code.lower())
    page.locator('button[type="submit"]').click()
    neighbour.says("ontvangen")
    picture("status")
    assert neighbour.context.cookies() == []
    assert elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_for_everybody_can_be_read_by_everybody(live: Running, enter: Doorway, scheme: str) -> None:
    neighbour = enter.nobody(live, viewport={"width": 320, "height": 800}, color_scheme=scheme)
    neighbour.forgive("422")
    for path in ("/melden/", "/melden/status/", "/crisiswijzer/?gemeente=0050"):
        assert neighbour.go(path) == 200
        assert neighbour.axe() == []
        assert neighbour.overflow() == ""
        with neighbour.page.expect_navigation():
            neighbour.page.locator('button[type="submit"]').click()
        assert neighbour.axe() == []
        assert neighbour.overflow() == ""
