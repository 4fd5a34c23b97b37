"""Is a handover light enough for both sides, on a phone and on a desk? Acts are counted, a call is timed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.acts import WIDTHS, Acts, readable, resize
from tests.browser.colleague import Colleague
from tests.browser.conftest import Doorway
from tests.browser.doing import NARRATIVE, STREET, case_in_contact, ref_in, take
from tests.browser.running import Running
from tests.browser.test_story import today

KEY = 200
"""Milliseconds between two keys of somebody who types slowly, one hand on the telephone."""
LOOK = 400
"""Milliseconds to find the next thing to press."""
DRONTEN = "sociaal team Dronten"


def filled_case(running: Running, enter: Doorway) -> str:
    """A case with contact, a goal, and a yes to sharing with the wijkteam; its reference."""
    case = case_in_contact(running, enter)
    anke = enter(running, running.who("R11"))
    anke.go(f"/casus/{case}/")
    take(anke, "set_goal", goal="Ik wil weer koken.", supporter_offered="yes")
    assert anke.go(f"/casus/{case}/gedeeld/toestemming/") == 200
    anke.choose(recipient_kind="wijkteam", answer="yes", source="person")
    anke.fill(words="Dat is goed.")
    anke.send()
    expect(anke.page).to_have_url(re.compile("/gedeeld/$"))
    return case


def offer(acts: Acts, case: str) -> str:
    """From the page of the case to an offer; the reference of the handover."""
    page = acts.colleague.page
    acts.press(page.get_by_role("button", name="Overdracht voorbereiden"))
    expect(page).to_have_url(re.compile(r"/overdracht/H-\w+/$"))
    readable(acts.colleague)
    acts.fill("requested_action", "Wekelijks contact en hulp bij het huishouden.")
    acts.fill("part_agreements", "Elke dinsdag belt iemand.")
    acts.fill("part_moment", "Deze maand.")
    acts.fill("part_if_it_fails", "Dan gaat de zorgcoördinator weer mee.")
    acts.press(page.get_by_role("button", name="Overdracht aanbieden"))
    expect(page.locator("#draft")).to_have_count(0)
    return ref_in(page.url)


def offered(running: Running, enter: Doorway, width: int) -> str:
    """An offer to the team in Dronten that nobody there opened yet; its reference."""
    case, anke = filled_case(running, enter), enter(running, running.who("R11"))
    resize(anke, width)
    anke.go(f"/casus/{case}/")
    return offer(Acts(anke), case)


def at_the_list(colleague: Colleague, width: int) -> Acts:
    resize(colleague, width)
    colleague.go("/werkvoorraad/")
    return Acts(colleague)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sender_offers_in_six_acts_and_a_receiver_accepts_in_three(
    live: Running, enter: Doorway, width: int
) -> None:
    case, anke = filled_case(live, enter), enter(live, live.who("R11"))
    resize(anke, width)
    anke.go(f"/casus/{case}/")
    sending = Acts(anke)
    handover = offer(sending, case)
    readable(anke)
    sanne = enter(live, live.who("R50", team=DRONTEN))
    receiving = at_the_list(sanne, width)
    readable(sanne)
    receiving.press(sanne.row(handover).get_by_role("link"))
    expect(sanne.page.locator("main")).to_contain_text("Wekelijks contact")
    for hidden in (NARRATIVE, STREET, "Elke dinsdag belt iemand."):
        assert hidden not in sanne.page.content()
    receiving.press(sanne.page.get_by_role("button", name="Ik heb de kaart gelezen"))
    readable(sanne)
    receiving.press(sanne.page.get_by_role("button", name="Accepteren"))
    sanne.says("Elke dinsdag belt iemand.")
    readable(sanne)
    print(f"{width} px: offered in {sending.count} acts, accepted in {receiving.count} acts")
    assert sending.count <= 6
    assert receiving.count <= 3


@pytest.mark.parametrize("width", WIDTHS)
def test_a_call_is_written_down_within_ten_seconds(live: Running, enter: Doorway, width: int) -> None:
    case, anke = case_in_contact(live, enter), enter(live, live.who("R11"))
    resize(anke, width)
    page, keys = anke.page, anke.page.keyboard
    anke.go(f"/casus/{case}/gedeeld/bellen/")
    began = page.evaluate("() => performance.timing.navigationStart")
    for name, value, words in (
        ("recipient_kind", "wijkteam", ""), ("recipient", "", "Sanne"), ("text", "", "Belt dinsdag."),
    ):  # fmt: skip
        page.wait_for_timeout(LOOK)
        field = page.locator(f'main [name="{name}"]' + (f'[value="{value}"]' if value else ""))
        field.click()
        keys.type(words, delay=KEY)
    page.wait_for_timeout(LOOK)
    anke.send()
    expect(page).to_have_url(re.compile("/gedeeld/$"))
    took = (page.evaluate("() => performance.timing.responseEnd") - began) / 1000
    print(f"{width} px: a call was written down in {took:.1f} s, at {KEY / 1000} s a key")
    anke.says("wijkteam: Sanne")
    readable(anke)
    assert took <= 10


@pytest.mark.parametrize("width", WIDTHS)
def test_a_receiver_asks_and_the_sender_answers_on_the_same_page(
    live: Running, enter: Doorway, width: int
) -> None:
    handover = offered(live, enter, width)
    anke, sanne = enter(live, live.who("R11")), enter(live, live.who("R50", team=DRONTEN))
    resize(anke, width)
    asking = at_the_list(sanne, width)
    asking.press(sanne.row(handover).get_by_role("link"))
    asking.press(sanne.page.get_by_role("button", name="Ik heb de kaart gelezen"))
    asking.press(sanne.page.get_by_role("link", name="Vraag aan de afzender"))
    readable(sanne)
    asking.fill("question", "Is er een sleutel?")
    asking.press(sanne.page.get_by_role("button", name="Vraag versturen"))
    answering = at_the_list(anke, width)
    answering.press(anke.row(handover).get_by_role("link"))
    readable(anke)
    answering.fill("answer", "Ja, bij de buren.")
    answering.press(anke.page.get_by_role("button", name="Antwoord versturen"))
    sanne.go(f"/overdracht/{handover}/")
    sanne.says("Ja, bij de buren.")
    readable(sanne)
    print(f"{width} px: asked in {asking.count} acts, answered in {answering.count} acts")
    assert (asking.count, answering.count) == (5, 3)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_receiver_who_is_full_names_a_day_and_one_for_whom_it_is_not_names_where(
    live: Running, enter: Doorway, width: int
) -> None:
    later, elsewhere = offered(live, enter, width), offered(live, enter, width)
    pieter = enter(live, live.who("R51", team=DRONTEN))
    resize(pieter, width)
    waiting, refusing = Acts(pieter), Acts(pieter)
    for handover in (later, elsewhere):
        pieter.go(f"/overdracht/{handover}/")
        pieter.page.get_by_role("button", name="Ik heb de kaart gelezen").click()
        expect(pieter.page.locator("#answer-title")).to_be_visible()

    pieter.go(f"/overdracht/{later}/")
    waiting.press(pieter.page.get_by_role("link", name="Ja, maar later"))
    readable(pieter)
    waiting.fill("start_date", f"{today() + timedelta(days=14)}")
    waiting.choose("contact", live.who("R50", team=DRONTEN))
    waiting.fill("bridge", "Anke belt elke dinsdag.")
    waiting.press(pieter.page.get_by_role("button", name="Op de wachtlijst zetten"))
    pieter.says("wachtlijst")
    pieter.go("/overzicht/")
    expect(pieter.page.locator("main")).to_contain_text(later)
    readable(pieter)

    pieter.go(f"/overdracht/{elsewhere}/")
    refusing.press(pieter.page.get_by_role("link", name="Teruggeven"))
    assert "vol" not in pieter.page.locator("#id_reason").inner_text().lower()
    readable(pieter)
    refusing.choose("reason", "other_law")
    refusing.fill("alternative", "Wlz: zorgkantoor, mevrouw Voorbeeld.")
    refusing.press(pieter.page.get_by_role("button", name="Teruggeven"))
    anke = enter(live, live.who("R11"))
    at_the_list(anke, width)
    anke.go(f"/overdracht/{elsewhere}/")
    anke.says("Wlz: zorgkantoor, mevrouw Voorbeeld.")
    readable(anke)
    print(f"{width} px: waiting list in {waiting.count} acts, given back in {refusing.count} acts")
    assert (waiting.count, refusing.count) == (5, 4)


def test_a_manager_decides_by_name_on_reference_days_and_reason_alone(live: Running, enter: Doorway) -> None:
    wendy = enter(live, live.who("R52"))
    for width in WIDTHS:
        at_the_list(wendy, width)
        readable(wendy)
        wendy.go("/overzicht/")
        readable(wendy)
    deciding = at_the_list(wendy, WIDTHS[0])
    row = wendy.page.locator('li.item:has(a[href^="/overdracht/"])').first
    handover = str(row.get_attribute("data-ref"))
    name = name_on_the_page(enter(live, live.who("R12")), handover)
    deciding.press(row.get_by_role("link"))
    expect(wendy.page).to_have_url(re.compile(f"/overdracht/{handover}/"))
    readable(wendy)
    assert name not in wendy.page.content()
    deciding.press(wendy.page.get_by_role("link", name="Beslissen: dit team doet het"))
    deciding.fill("reason", "De gemeente is aan zet.")
    deciding.press(wendy.page.get_by_role("button", name="Besluiten"))
    wendy.says("Opgeslagen.")
    expect(wendy.row(handover)).to_have_count(0)
    joost = enter(live, live.who("R11", 1))
    joost.go(f"/overdracht/{handover}/")
    joost.says("De gemeente is aan zet.")
    joost.says(wendy.name)
    print(f"decided in {deciding.count} acts")
    assert deciding.count <= 4


def name_on_the_page(colleague: Colleague, handover: str) -> str:
    """The family name of whom the handover is about, as somebody reads it who may."""
    colleague.go(f"/overdracht/{handover}/")
    return colleague.page.locator("h1").inner_text().split()[-1]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_partner_takes_a_task_and_reads_only_then_about_whom(
    live: Running, enter: Doorway, width: int
) -> None:
    case, anke = filled_case(live, enter), enter(live, live.who("R11"))
    anke.go(f"/casus/{case}/stap/ask_partner/")
    anke.page.locator('main [name="partner"][value*="kwintes"]').check()
    anke.fill(ask="Gaat u dinsdag mee op bezoek?")
    anke.send()
    expect(anke.page).not_to_have_url(re.compile("/stap/"))
    wilma = enter(live, live.who("R40"))
    taking = at_the_list(wilma, width)
    readable(wilma)
    taking.press(wilma.page.locator('li.item:has(.state--new) a[href^="/taak/"]').last)
    wilma.says("Gaat u dinsdag mee op bezoek?")
    assert "Dijkgraaf" not in wilma.page.content()
    readable(wilma)
    taking.press(wilma.page.get_by_role("link", name="Dit aannemen"))
    taking.press(wilma.page.get_by_role("button", name="Dit aannemen"))
    wilma.says("Dijkgraaf")
    readable(wilma)
    print(f"{width} px: a task was taken on in {taking.count} acts")
    assert taking.count <= 3
