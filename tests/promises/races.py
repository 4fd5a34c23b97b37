"""What do several people do at the same moment, and what must be true afterwards?

Real threads with real transactions. One is first, nobody's words are lost, nobody who helps is sent away.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connections

from casework import access
from casework.actions import case as cases
from casework.actions import fan_contact as contacts
from casework.actions import handover as handovers
from casework.actions import melding as meldingen
from casework.actions import triage as triages
from casework.errors import CaseworkError, ChangedMeanwhile
from casework.models import (
    Case,
    ContactAttempt,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    Triage,
    TriageVersion,
)
from casework.tasks import ring_due
from notifications.models import Notice
from privacy.context import Acting, acting, now
from tests.screens.people import at_the_screen_of
from tests.world import World


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Performs all acts in threads that start together: what each returned, or the refusal it met."""
    connections.close_all()
    together, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def perform(number: int) -> None:
        try:
            together.wait(30)
            answers[number] = acts[number]()
        except CaseworkError as refused:
            answers[number] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=perform, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all(answer is not None for answer in answers), "an act ended without an answer"
    return answers


def losers(answers: list[Any]) -> list[Any]:
    """The refusals among the answers."""
    return [answer for answer in answers if isinstance(answer, CaseworkError)]


def read_text(handover: Handover, by: Acting) -> str:
    """The requested action as it is stored."""
    with acting(by):
        (opened,) = access.open_fields(
            [(handover, ["requested_action"])], by=by, about=handover.ref, action="handover.read"
        )
    return opened.text("requested_action")


def race_of_writers(world: World, many: int) -> None:
    """Everybody changes the same page: one text stands, every other writer hears of it and can write again."""
    anke = world.by(world.account("R11"))
    draft = world.handover("draft", case=world.case("guidance"))
    texts = [f"Tekst van schrijver {number}" for number in range(many)]

    def write(text: str, version: int) -> Any:
        return handovers.write(
            by=anke, handover_ref=draft.ref, package={}, requested_action=text, seen_version=version
        )

    answers = at_once(*(lambda text=text: write(text, 1) for text in texts))
    assert [type(answer) for answer in losers(answers)] == [ChangedMeanwhile] * (many - 1)
    (winner,) = [text for text, answer in zip(texts, answers, strict=True) if isinstance(answer, Handover)]
    stored = Handover.objects.get(pk=draft.pk)
    assert (stored.version, read_text(stored, anke)) == (2, winner)
    again = write(next(text for text in texts if text != winner), 2)
    assert again.version == 3


def race_of_notes(world: World, many: int) -> None:
    """Everybody adds a line: every line is there."""
    anke, case = world.by(world.account("R11")), world.case("guidance")
    acts = [lambda n=n: cases.note(by=anke, case_ref=case.ref, text=f"Regel {n}") for n in range(many)]
    assert losers(at_once(*acts)) == []
    assert ContactAttempt.objects.filter(case=case, what="note").count() == many


def race_of_receivers(world: World, many: int) -> None:
    """A whole team accepts the same handover: one name stands, and everybody is told once."""
    handover = world.handover("received", receiver_person=None)
    people = [world.account("R50", f"sanne-{number}") for number in range(many)]
    acts = [
        lambda who=who: handovers.accept(
            by=world.by(who), handover_ref=handover.ref, acceptor=who.username, seen_version=1
        )
        for who in people
    ]
    assert len(losers(at_once(*acts))) == many - 1
    assert Handover.objects.get(pk=handover.pk).version == 2
    assert Notice.objects.filter(event="handover.accepted", about_ref=handover.ref,
                                 to_person=handover.sender_person_id).count() == 1  # fmt: skip


def race_of_claims(world: World, many: int) -> None:
    """A whole desk claims one melding, and the clock rings at that moment."""
    melding = world.melding("received", owner_person=None)
    desk = [world.by(world.account("R10", f"tess-{number}")) for number in range(many)]
    acts: list[Callable[[], Any]] = [
        lambda by=by: meldingen.claim(by=by, melding_ref=melding.ref, seen_version=1) for by in desk
    ]
    answers = at_once(*acts, lambda: ring_due(desk[0].at + timedelta(minutes=1)))
    assert len(losers(answers)) == many - 1
    assert Melding.objects.get(pk=melding.pk).state == "in_triage"


def race_of_weighers(world: World, many: int) -> None:
    """A whole desk decides one triage: one decision stands with its reason, and it opens one case."""
    triage = world.triage("proposal")
    desk = [world.by(world.account("R10", f"tess-{number}")) for number in range(many)]

    def settle(number: int) -> Any:
        return triages.settle(
            by=desk[number], triage_ref=triage.ref, outcome="BEMOEIZORG", urgency="U4",
            reason=f"Reden van triagist {number}", seen_version=1,
        )  # fmt: skip

    answers = at_once(*(lambda number=number: settle(number) for number in range(many)))
    assert [type(answer) for answer in losers(answers)] == [ChangedMeanwhile] * (many - 1)
    (first,) = [number for number, answer in enumerate(answers) if isinstance(answer, Triage)]
    stored = Triage.objects.get(pk=triage.pk)
    with acting(desk[first]):
        (opened,) = access.open_fields(
            [(stored, ["reason"])], by=desk[first], about=stored.ref, action="triage.read"
        )
    assert opened.text("reason") == f"Reden van triagist {first}"
    assert TriageVersion.objects.filter(triage=triage).count() == 1
    assert Case.objects.filter(melding=triage.melding).count() == 1


def race_of_tries(world: World, many: int) -> None:
    """The first try, sent from as many windows: one is saved, and every other window shows its own text again.

    Sent once more on top of what came first, every text stands in the case.
    """
    case, anke = world.case("assigned"), world.account("R11")
    address = f"/casus/{case.ref}/stap/log_attempt/"
    windows = [at_the_screen_of(anke) for _ in range(many)]
    tries = [
        {"channel": "visit", "daypart": "morning", "safe_alone": "yes", "reached": "no", "minutes": "30",
         "result": f"Poging uit venster {number}"}
        for number in range(many)
    ]  # fmt: skip
    sent = at_once(
        *(
            lambda window=window, one=one: window.post(address, one | {"seen_version": 1})
            for window, one in zip(windows, tries, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in sent) == [302] + [409] * (many - 1)
    for window, one, answer in zip(windows, tries, sent, strict=True):
        if answer.status_code == 409:
            assert one["result"] in answer.content.decode()
            again = one | {"seen_version": answer.context["conflict"]["version"]}
            assert window.post(address, again).status_code == 302
    timeline = windows[0].get(f"/casus/{case.ref}/").content.decode()
    assert all(one["result"] in timeline for one in tries)


def race_of_calls(world: World, many: int) -> None:
    """Somebody without a profile calls again and again and everybody picks up: all are helped, one profile is made."""
    person, called_at = world.person(), now() - timedelta(days=1)
    for _ in range(2):
        world.fan_contact("ended", person=person, called_at=called_at, answered_at=called_at)
    calls = [world.fan_contact("called", person=person) for _ in range(many)]
    service = [world.by(world.account("R30", f"fleur-{number}")) for number in range(many)]
    acts = [
        lambda by=by, ref=call.ref: contacts.answer(by=by, fan_contact_ref=ref)
        for by, call in zip(service, calls, strict=True)
    ]
    assert losers(at_once(*acts)) == []
    assert set(
        FanContact.objects.filter(pk__in=[call.pk for call in calls]).values_list("state", flat=True)
    ) == {"in_contact"}
    (profile,) = FanProfile.objects.filter(person=person)
    assert profile.state == "weighed"


def race_of_drafts(world: World, many: int) -> None:
    """A handover is begun in several windows at once: everybody goes on with the same draft."""
    case, anke = world.case("guidance"), world.by(world.account("R11"))
    drafts = at_once(*[lambda: handovers.draft(by=anke, case_ref=case.ref)] * many)
    assert len({draft.ref for draft in drafts}) == 1


KINDS = (
    race_of_writers, race_of_notes, race_of_receivers, race_of_claims, race_of_weighers, race_of_tries,
    race_of_calls, race_of_drafts,
)  # fmt: skip
