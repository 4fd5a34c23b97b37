"""What do people do on these pages? The steps that more than one story needs, by the pages alone."""

import re

from playwright.sync_api import expect

from tests.browser.colleague import REF, Colleague
from tests.browser.conftest import Doorway
from tests.browser.running import Running

NARRATIVE = "Gordijnen al weken dicht, post stapelt zich op, stank in het trapportaal."
STREET = "Voorbeeldpad"
MELDER = "Buurvrouw Jansma"
RECEIVER = "wijkteam-dronten"
YES_AT = "Q13"
"""Worry, and somebody who avoids care: this answer leads to bemoeizorg."""


def ref_in(address: str) -> str:
    """The reference of the item a page is about."""
    found = REF.search(address)
    assert found is not None, address
    return found[0]


def take(colleague: Colleague, step: str, **fields: str) -> None:
    """A step of the item on the screen, by its own form: texts are filled in, the rest is chosen."""
    path = colleague.page.url.removeprefix(colleague.url).split("/stap/")[0].partition("?")[0].rstrip("/")
    assert colleague.go(f"{path}/stap/{step}/") == 200
    for name, value in fields.items():
        control = colleague.page.locator(f'main [name="{name}"]').first
        if control.evaluate("field => field.type") in ("radio", "select-one"):
            colleague.choose(**{name: value})
        else:
            control.fill(value)
    colleague.send()
    expect(colleague.page).not_to_have_url(re.compile(f"/stap/{step}/"))


def fill_report(tess: Colleague) -> None:
    """A neighbour is on the telephone: the form of a new melding, filled in rightly."""
    tess.choose(Q1="no", Q1b="no", Q2="no", Q3="no", kind_of_melder="neighbour", anonymity="known_to_us")
    tess.fill(narrative=NARRATIVE, given="Gerben", surname="Dijkgraaf", postcode="8255 AB", house_number="12")
    tess.fill(street=STREET, woonplaats="Swifterbant", melder_name=MELDER, melder_phone="085-0000777")


def report(tess: Colleague) -> str:
    """A new melding; its reference."""
    tess.go("/melding/nieuw/")
    fill_report(tess)
    tess.click("Opslaan voor de dienst")
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/$"))
    return ref_in(tess.page.url)


def claim(tess: Colleague, melding: str) -> None:
    """One press, and the questions open."""
    tess.go(f"/melding/{melding}/")
    tess.page.locator('main form[action$="/stap/claim/"] button').click()
    expect(tess.page).to_have_url(re.compile("/triage/"))


def weigh(tess: Colleague, melding: str, *, yes_at: str = YES_AT) -> list[str]:
    """From the safety questions to the decision the tree proposes; the questions that were asked one by one."""
    claim(tess, melding)
    tess.choose(Q1="no", Q1b="no", Q2="no", Q3="no")
    tess.send()
    tess.page.locator('main form[action$="/stap/identify/"] button').click()
    asked = answer_with_keys(tess, yes_at=yes_at)
    tess.page.locator('main form[action$="/stap/settle/"] button').first.click()
    expect(tess.page).to_have_url(re.compile(r"/melding/M-\w+/$"))
    return asked


def answer_with_keys(tess: Colleague, *, yes_at: str = YES_AT) -> list[str]:
    """One key per question, yes to one of them, until there is a proposal."""
    asked: list[str] = []
    question = tess.page.locator('main input[name="question"]')
    proposal = tess.page.locator("main .proposal")
    while True:
        expect(question.or_(proposal)).to_have_count(1)
        if proposal.count():
            return asked
        key = str(question.get_attribute("value"))
        assert key not in asked, asked
        asked.append(key)
        with tess.page.expect_navigation():
            tess.page.keyboard.press("y" if key == yes_at else "n")


def case_of(carla: Colleague, melding: str) -> str:
    """The case that the decision about this melding opened."""
    carla.go(f"/melding/{melding}/")
    carla.page.locator('main a[href^="/casus/"]').first.click()
    expect(carla.page).to_have_url(re.compile("/casus/"))
    return ref_in(carla.page.url)


def assign(carla: Colleague, melding: str, *, to: str) -> str:
    """By the coordinator; the reference of the case."""
    case = case_of(carla, melding)
    take(carla, "assign", owner=to)
    return case


def reach_out(anke: Colleague, case: str) -> None:
    """A card through the door, two visits, a talk; then a goal in his own words."""
    anke.go(f"/casus/{case}/")
    take(anke, "log_attempt", channel="letter", daypart="morning", reached="no", safe_alone="yes",
         result="Kaartje door de bus.")  # fmt: skip
    take(anke, "log_attempt", channel="visit", daypart="afternoon", reached="no", result="Deed niet open.")
    take(
        anke, "log_attempt", channel="visit", daypart="evening", reached="yes", result="Praatte door de deur."
    )
    take(anke, "make_contact", informed="yes", note="Weet dat mensen zich zorgen maken.")
    take(anke, "set_goal", goal="Ik wil weer koken.", supporter_offered="yes")


def begin_handover(anke: Colleague, case: str) -> str:
    """A draft of a handover, open on the screen; its reference."""
    anke.go(f"/casus/{case}/")
    take(anke, "draft")
    expect(anke.page).to_have_url(re.compile(r"/overdracht/H-\w+/$"))
    return ref_in(anke.page.url)


def case_in_contact(running: Running, enter: Doorway) -> str:
    """A case of the first care coordinator, in which there was contact; its reference."""
    tess, carla, anke = (enter(running, running.who(role)) for role in ("R10", "R12", "R11"))
    melding = report(tess)
    weigh(tess, melding)
    case = assign(carla, melding, to=running.who("R11"))
    anke.go(f"/casus/{case}/")
    take(
        anke,
        "log_attempt",
        channel="phone",
        daypart="morning",
        reached="yes",
        safe_alone="yes",
        result="Nam op.",
    )
    take(anke, "make_contact", informed="yes")
    return case
