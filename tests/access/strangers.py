"""Who has nothing to do with an item, and which words must they never read? A small region full of words of its own."""

import re
import secrets
from dataclasses import dataclass
from random import Random
from typing import Any

from django.test import Client
from django.urls import reverse

from casework import route_list
from casework.actions import case as cases
from casework.models import ContactAttempt, CrisisLine, HandoverMessage, Involved, Person
from privacy.context import now
from privacy.ids import public_ref
from tests.named import CRISIS_TEAM
from tests.world import PACKAGE, World

STRANGERS = {
    "another gemeente": ("R50", "wijkteam-urk"),
    "the coordinator of another gemeente": ("R51", "wijkteam-urk"),
    "the manager of another gemeente": ("R52", "wijkteam-urk"),
    "a triagist of elsewhere": ("R10", "wijkteam-urk"),
    "a team lead of elsewhere": ("R12", "crisisteam"),
    "the former owner": ("R11", "va-meldpunt"),
    "a colleague with other cases": ("R11", "va-meldpunt"),
    "a partner without a task": ("R40", "ggz-crisisdienst"),
    "the night service of elsewhere": ("R30", "fan-almere"),
    "an inquirer without a dossier": ("R60", "wvggz-onderzoek"),
    "the privacy officer without a reason": ("R90", "va-meldpunt"),
    "the auditor of the log": ("R91", "va-meldpunt"),
    "the functional administrator": ("R92", "va-meldpunt"),
    "the technical administrator": ("R93", "va-meldpunt"),
    "the epidemiologist": ("R94", "va-meldpunt"),
}
"""Who -> role and team."""
PLACEHOLDER = re.compile(r"<(\w+:)?(\w+)>")
NONCE = re.compile(rb"nonce[=-][\"']?[A-Za-z0-9+/=_-]+")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*')
CLOCK = re.compile(rb'<time[^>]*>.*?</time>|data-synced="[^"]*"', re.DOTALL)
COOKIES = ("csrftoken", "__Host-csrftoken")


@dataclass
class Region:
    """refs: of everything that is there, by kind. words: what stands in it and nowhere else."""

    world: World
    refs: dict[str, list[str]]
    words: list[bytes]
    strangers: dict[str, Client]

    def unknown(self, ref: str) -> str:
        """A reference of the same kind that does not exist."""
        return public_ref(ref.partition("-")[0])


def browser_of(account: Any) -> Client:
    """Signed in, as through the login page."""
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="casework.accounts.Backend")
    return client


def region(world: World) -> Region:
    """Reports, cases, handovers, messages and a pattern in several states, and everybody who may not see them."""
    word = f"Zwanenzang{secrets.token_hex(4)}"
    person: dict[str, Any] = {"given": f"{word}voor", "surname": f"{word}achter", "street": f"{word}straat",
                              "flags": [{"kind": "dog", "detail": f"{word}hond", "until": ""}]}  # fmt: skip
    texts = {"narrative": f"{word}verhaal", "location": f"{word}plaats", "remark": f"{word}opmerking"}
    refs: dict[str, list[str]] = {}

    def kept(item: Any) -> Any:
        refs.setdefault(item.kind(), []).append(item.ref)
        return item

    for state in ("received", "in_triage", "in_care", "disputed", "insufficient", "closed"):
        melding = kept(world.melding(state, person=world.person(**person), **texts))
    other = Person(given=f"{word}kind", surname=f"{word}kind", flags=[])
    involved = Involved(melding=melding, person=other, part="child")
    world._add(other, involved)
    kept(world.postbak(original=f"From: {word}@post.example\r\n\r\n{word}bericht".encode()))
    kept(world.pattern(melding=world.melding("linked", person=world.person(**person), **texts), reason=word))
    former, anke = world.account("R11", "the former owner"), world.account("R11")
    lead = world.by(world.account("R12"))
    for state in ("contact_phase", "guidance", "paused", "closed"):
        case = kept(world.case(state, melding=world.melding("in_care", person=world.person(**person), **texts),
                               goal=f"{word}doel", owner_person=former))  # fmt: skip
        world._add(ContactAttempt(case=case, at=now(), by=former, what="note", text=f"{word}notitie"))
        if state != "closed":
            cases.reassign(by=lead, case_ref=case.ref, owner=anke.username, reason="ander rooster")
    for state in ("offered", "accepted", "disputed", "completed"):
        handover = kept(world.handover(
            state, case=world.case("handing_over", melding=world.melding("in_care", person=world.person(**person))),
            package={part: f"{word}{part}" for part in PACKAGE}, requested_action=f"{word}vraag",
            held_back=f"{word}achter", agreements=f"{word}afspraak",
        ))  # fmt: skip
        world._add(
            HandoverMessage(handover=handover, at=now(), by=former, what="question", text=f"{word}draad")
        )
    case = world.case("guidance", melding=world.melding("in_care", person=world.person(**person)))
    world.nachtkaart(
        case, package={"name": f"{word}naam", "calms": f"{word}rust", "agreements": f"{word}nacht"}
    )
    kept(world.escalation(case=case, acceptor=f"{word}naam", note=f"{word}verslag"))
    kept(world.task(case=case, ask=f"{word}taak", package={"name": f"{word}voor"}))
    sent = world.melding("forwarded", person=world.person(**person), target=CRISIS_TEAM, outcome="CRISISTEAM")
    for state in ("announced", "stabilising", "handing_over", "closed"):
        crisis = kept(world.crisis(state, melding=sent, where=f"{word}plek", summary=f"{word}samenvatting"))
        world._add(
            CrisisLine(crisis=crisis, at=now(), by=world.account("R20"), what="note", text=f"{word}regel")
        )
        kept(world.called(crisis=crisis, note=f"{word}gevraagd"))
    for state in ("in_contact", "on_site", "visit_alarm", "escalated", "morning_handover"):
        texts_at_night = {
            "where": f"{word}adres",
            "caller": f"{word}nummer",
            "said": f"{word}gezegd",
            "note": f"{word}briefje",
        }
        kept(world.fan_contact(state, person=world.person(**person), **texts_at_night))
    kept(
        world.fan_profile(
            person=world.person(**person), plan={"helps": f"{word}plan"}, reason=f"{word}waarom"
        )
    )
    kept(world.shift(world.account("R30"), team="fan-noord"))
    kept(world.disclosure(case=case, held_back=f"{word}rest"))
    strangers = {
        who: browser_of(world.account(role, who, team=team)) for who, (role, team) in STRANGERS.items()
    }
    return Region(world, refs, [word.encode(), b"Mevrouw Buur", b"085-0000777"], strangers)


def pages() -> list[str]:
    """Every address behind the login, once."""
    return sorted({row["route"] for row in route_list.urls() if row["guard"] == "login"})


STEPS = (
    "note",
    "claim",
    "accept",
    "reassign",
    "close",
    "offer",
    "answer",
    "settle",
    "take_up",
    "bestaat-niet",
)


def address(route: str, ref: str, dice: Random) -> str:
    """The route with this reference wherever it asks for one."""
    given = {"ref": ref, "earlier": ref, "step": dice.choice(STEPS), "number": dice.choice(("0", "1", "2", "x")),
             "username": "person-r11", "account_id": "01930000-0000-7000-8000-000000000000"}  # fmt: skip
    return PLACEHOLDER.sub(lambda found: given[found[2]], route)


def bare(answer: Any, ref: str) -> tuple[int, bytes, bytes]:
    """Status, headers and body, without what differs between any two answers.

    That is: the reference that was asked for, the nonce of the page, the token of its forms and its cookie, the moment.
    """
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items())).encode()
    cookies = "\n".join(sorted(name for name in answer.cookies if name not in COOKIES)).encode()
    for ours in (NONCE, TOKEN, CLOCK):
        body, headers = ours.sub(b"", body), ours.sub(b"", headers)
    mine = (ref.encode(), ref.lower().encode())
    for one in mine:
        body, headers = body.replace(one, b""), headers.replace(one, b"")
    length = re.compile(rb"Content-Length: \d+")
    return answer.status_code, length.sub(b"", headers) + cookies, body


def lists() -> list[str]:
    """Addresses of lists, counts and searches, with and without a way to narrow them down."""
    worklist = reverse("worklist")
    return [worklist, f"{worklist}?soort=case", f"{worklist}?groep=now", f"{reverse('worklist-rows')}?sinds=0",
            reverse("notices"), reverse("postbak-list"), f"{reverse('postbak-list')}?deel=terzijde", reverse("team"),
            reverse("overview"), reverse("melding-new"), reverse("running"), reverse("management"), reverse("advice"),
            reverse("health-clocks")]  # fmt: skip
