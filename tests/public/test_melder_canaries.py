"""Does who reported appear anywhere but on the page where the triagist takes the report in?

Words nobody else uses are planted as melder through the public form, the form of a colleague on the phone and a mail;
then every page of every demo role is opened, and every place that keeps or sends anything is searched.
"""

from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from casework.actions import melding as actions
from casework.importing_mail import import_mails, mails_in
from casework.models import Account, Case, Handover, Melding
from notifications.models import Notice
from privacy.context import now, set_offset, wall_clock
from tests.promises import places
from tests.promises.scanner import Scanner
from tests.promises.story import Story
from tests.promises.test_canaries import listening
from tests.promises.test_every_route_declares import PLACEHOLDER, pages
from tests.public.sending import send
from tests.world import World

STEM = "Zeepaard»7"
MORNING = datetime.fromisoformat("2027-02-03T10:00:00+01:00")
"""The day team works. At night its duty may read the number to call back, and nothing else of the melder."""
MELDERS = {
    way: {
        "name": f"{STEM}{way}",
        "phone": f"085-0000{number}",
        "email": f"zeepaard{number}@voorbeeld.example",
    }
    for way, number in (("web", 921), ("phone", 922), ("mail", 923))
}
OF: dict[type[Any], str] = {Melding: "melding", Case: "casus", Handover: "overdracht"}
STEPS = ("give_feedback", "claim", "note", "accept", "screen", "add_to_case", "link")
ROLES = ("R10", "R11", "R12", "R20", "R21", "R30", "R31", "R50", "R51", "R52", "R13", "R90", "R92")


def plant(world: World, tmp_path: Path) -> dict[str, str]:
    """Way in -> reference of the melding that came in that way, with its melder."""
    web = MELDERS["web"]
    answer = send(melder_name=web["name"], melder_phone=web["phone"], melder_email=web["email"])
    assert web["name"] not in answer.content.decode()
    phone = MELDERS["phone"]
    typed = {
        "token": "kanarie", "narrative": "Zorg per telefoon.", "anonymity": "known_to_us", "kind_of_melder": "family",
        "melder_name": phone["name"], "melder_phone": phone["phone"], "melder_email": phone["email"],
    }  # fmt: skip
    taken = browser_of(world.account("R10")).post(reverse("melding-new"), typed)
    assert taken.status_code == 302
    mail = EmailMessage()
    mail["From"] = f"{MELDERS['mail']['name']} <{MELDERS['mail']['email']}>"
    mail["To"], mail["Subject"], mail["Message-ID"] = (
        "meldpunt@voorbeeld.example",
        "Zorg",
        "<1@voorbeeld.example>",
    )
    mail.set_content("Ik maak mij zorgen om iemand aan het Voorbeeldpad.")
    (tmp_path / "een.eml").write_bytes(mail.as_bytes())
    import_mails(mails_in(tmp_path))
    found = {melding.channel: melding.ref for melding in Melding.objects.all()}
    assert len(found) == 3
    return {"web": found.pop("web_form"), "phone": found.pop("phone"), "mail": found.popitem()[1]}


def go_on(world: World, refs: dict[str, str]) -> None:
    """One report waits, one is in triage, and one goes all the way to a handover with its feedback given."""
    tess = world.by(world.account("R10"))
    actions.claim(by=tess, melding_ref=refs["phone"])
    story = Story(world, at=now())
    story.melding = refs["web"]
    for part in (story.weigh, story.try_to_reach, story.reach, story.offer, story.hand_over):
        for _ in part():
            pass


def browser_of(account: Account) -> Client:
    """The browser of this colleague."""
    browser = Client(raise_request_exception=False)
    browser.force_login(account, backend="casework.accounts.Backend")
    return browser


def addresses() -> Iterator[str]:
    """Every address there is, with every item there is filled in wherever its kind fits."""
    refs = {
        OF[model]: list(model.objects.values_list("ref", flat=True)) for model in (Melding, Case, Handover)
    }
    for route in pages():
        noun = route.split("/")[1]
        steps = STEPS if "<slug:" in route else ("",)
        for ref in refs.get(noun, []) if "<ref:" in route else [""]:
            for step in steps:
                values = {"ref": ref, "step": step}
                if "<uuid:" not in route and ("<ref:" not in route or ref):
                    yield PLACEHOLDER.sub(lambda found, v=values: v.get(found[2]) or "note", route)


def look_everywhere(world: World, shown: dict[str, set[tuple[str, str]]]) -> int:
    """Everybody opens everything; `shown` learns which word stood where. How many pages opened."""
    opened = 0
    for role in ROLES:
        browser = browser_of(world.account(role))
        for address in addresses():
            answer = browser.get(address)
            opened += answer.status_code == 200
            for word in of_the_melder(answer.content.decode(errors="replace")):
                shown.setdefault(word, set()).add((role, address))
    return opened


def of_the_melder(text: str) -> set[str]:
    """Which planted words stand in this text."""
    return {word for melder in MELDERS.values() for word in melder.values() if word in text}


@pytest.mark.timeout(300)
def test_who_reported_stands_on_the_triagists_page_of_that_melding_and_nowhere_else(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    set_offset(MORNING - wall_clock())
    world = World()
    shown: dict[str, set[tuple[str, str]]] = {}
    with listening(monkeypatch) as heard:
        refs = plant(world, tmp_path)
        opened = look_everywhere(world, shown)
        go_on(world, refs)
        opened += look_everywhere(world, shown)
        exported = StringIO()
        for command in ("routes", "actions", "lifecycles"):
            call_command(command, stdout=exported)
    printed = capfd.readouterr()
    allowed = {("R10", reverse("melding", args=[ref])) for ref in refs.values()}
    assert set(shown) >= {melder["name"] for melder in MELDERS.values()}, (
        "the search sees them where they may be"
    )
    assert {place for found in shown.values() for place in found} <= allowed
    assert opened > 60
    assert of_the_melder("\n".join(notice.sentence for notice in Notice.objects.all())) == set()
    told = places.everywhere() | heard
    told |= {
        "stdout": printed.out.encode(),
        "stderr": printed.err.encode(),
        "export": exported.getvalue().encode(),
    }
    words = [STEM, *(word for melder in MELDERS.values() for name, word in melder.items() if name != "name")]
    assert Scanner(words).scan(told) == set()
    with capfd.disabled():
        print(
            f"\n{len(words)} words of 3 melders, {opened} pages of {len(ROLES)} roles, {len(told)} places: 0 found"
        )
