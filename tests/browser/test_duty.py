"""How far away is who has the duty now, and can a colleague who is ill be replaced on a telephone? Taps are counted."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, Acts, readable, resize
from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import Running

ASKS = "Wie heeft er nu dienst?"


def sees_the_duty(colleague: Colleague) -> None:
    """The service, the colleague, the number and until when, without scrolling sideways."""
    expect(colleague.page.get_by_role("heading", name=ASKS, level=1)).to_be_visible()
    line = colleague.page.locator("#dienst-crisisteam")
    expect(line).to_contain_text("Karim Voorbeeld")
    expect(line.get_by_role("link", name="085-0000002")).to_be_visible()
    expect(line).to_contain_text("tot")
    readable(colleague)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ["R11", "R20", "R51", "R92"])
def test_who_has_the_duty_now_is_one_tap_away(live: Running, enter: Doorway, role: str, width: int) -> None:
    colleague = enter(live, live.who(role))
    resize(colleague, width)
    colleague.go("/")
    acts = Acts(colleague)
    acts.press(colleague.page.locator("header.top").get_by_role("link", name=re.compile(re.escape(ASKS))))
    sees_the_duty(colleague)
    print(f"{role} at {width}: {acts.count} tap to see who has the duty now")
    assert acts.count <= 1


def row(colleague: Colleague, name: str) -> str:
    """The first shift of this colleague in the roster: what its link to report ill goes to."""
    line = colleague.page.locator("li.notice").filter(has_text=name).first
    return str(line.get_by_role("link", name=re.compile("^ziek")).get_attribute("href"))


@pytest.mark.parametrize("width", WIDTHS)
def test_ill_swap_and_taking_over_on_a_telephone_and_on_a_desk(
    own: Running, enter: Doorway, width: int
) -> None:
    noor, yara = enter(own, "noor"), enter(own, "yara")
    for colleague in (noor, yara):
        resize(colleague, width)
    noor.go("/dienst/rooster/")
    readable(noor)
    acts = Acts(noor)
    acts.press(noor.page.get_by_role("link", name="Nu de dienst overnemen"))
    readable(noor)
    acts.press(noor.page.get_by_role("button", name="Ik neem nu over"))
    expect(noor.page).to_have_url(re.compile("/dienst/overdracht/$"))
    readable(noor)
    noor.says("Karim Voorbeeld" if width == WIDTHS[0] else "Handtekeningen")
    acts.press(noor.page.get_by_role("link", name="Tekenen als wie begint"))
    acts.press(noor.page.get_by_role("button", name="Ik heb gehoord wat er openstaat"))
    expect(noor.page.locator("main")).to_contain_text("getekend")
    print(f"{width}: {acts.count} taps to take over and sign")
    noor.go("/dienst/")
    expect(noor.page.locator("#dienst-crisisteam")).to_contain_text("Noor Voorbeeld")

    yara.go("/dienst/rooster/")
    readable(yara)
    expect(yara.page.locator("main")).to_contain_text("in de komende veertien dagen")
    address = row(yara, "Noor Voorbeeld")
    assert yara.go(address) == 200
    readable(yara)
    yara.page.select_option('main [name="username"]', "karim")
    yara.send()
    expect(yara.page).to_have_url(re.compile("/dienst/rooster/$"))
    yara.go("/dienst/")
    expect(yara.page.locator("#dienst-crisisteam")).to_contain_text("Karim Voorbeeld")
    yara.go("/team/")
    yara.page.locator("li.notice").filter(has_text="Noor Voorbeeld").get_by_role("button").click()
    yara.says("Noor Voorbeeld is er weer")
