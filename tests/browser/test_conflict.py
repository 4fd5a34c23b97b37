"""Two people at once: who wins, and does the other one keep every word?"""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Doorway
from tests.browser.doing import begin_handover, case_in_contact, ref_in, report
from tests.browser.running import Running


def test_of_two_triagists_who_claim_at_once_one_wins_and_the_other_sees_who(
    live: Running, enter: Doorway
) -> None:
    tess, tom = enter(live, live.who("R10")), enter(live, live.who("R10", 1))
    melding = report(tess)
    for colleague in (tess, tom):
        colleague.go(f"/melding/{melding}/")
    tess.page.locator('form[action$="/stap/claim/"] button').click()
    expect(tess.page).to_have_url(re.compile("/triage/"))
    tom.page.locator('form[action$="/stap/claim/"] button').click()
    tom.says(f"{tess.name} was u net voor")
    tom.says("in triage")


def test_two_tabs_with_the_same_draft_show_both_texts(live: Running, enter: Doorway) -> None:
    anke = enter(live, live.who("R11"))
    handover = begin_handover(anke, case_in_contact(live, enter))
    other = anke.tab()
    other.goto(anke.page.url)
    anke.fill(part_tried="Drie bezoeken, twee keer gebeld.")
    anke.page.locator('button[formaction$="/write/"]').click()
    expect(anke.page.locator('[name="part_tried"]')).to_have_value("Drie bezoeken, twee keer gebeld.")

    other.locator('[name="part_tried"]').fill("Een brief en een kaartje.")
    other.locator('[name="part_network"]').fill("Zus in Kampen.")
    other.locator('button[formaction$="/write/"]').click()
    expect(other.locator("body")).to_contain_text("Drie bezoeken, twee keer gebeld.")
    expect(other.locator('[name="part_tried"]')).to_have_value("Een brief en een kaartje.")

    other.locator('[name="part_tried"]').fill("Drie bezoeken, twee keer gebeld, een brief en een kaartje.")
    other.locator("main form button.nl-button--primary").click()
    anke.go(f"/overdracht/{handover}/")
    expect(anke.page.locator('[name="part_tried"]')).to_have_value(re.compile("brief en een kaartje"))
    expect(anke.page.locator('[name="part_network"]')).to_have_value("Zus in Kampen.")
    assert ref_in(anke.page.url) == handover
