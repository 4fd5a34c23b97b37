"""Does every action say who acts, and is it done whole or not at all? An error at its end leaves nothing behind."""

import inspect
from datetime import time, timedelta
from typing import Any

import pytest
from django.apps import apps

from casework import work
from casework.actions import ACTIONS, sociale_kaart, team
from casework.mail import Attachment
from casework.models import Clock
from notifications.models import Notice
from privacy.context import Acting
from privacy.ledger.record import ChangeEvent
from tests.named import CRISIS_TEAM, WIJKTEAM_TEAM
from tests.promises.arguments import NOUNS, arguments
from tests.promises.test_every_step import CLOSED, items
from tests.promises.tries import BESIDE, REPORTS
from tests.world import World

PHOTO = Attachment("deur.jpg", "image/jpeg", 3, b"\xff\xd8\xff")


class Halt(Exception):
    """Something breaks after everything was written and before it is kept."""


def prepared(action: str, world: World) -> tuple[Acting, dict[str, Any]]:
    """Somebody who may take this action, and everything it needs."""
    noun, _, verb = action.partition(".")
    alone: dict[str, tuple[str, Any]] = {
        "melding.receive": ("R10", lambda: REPORTS[0]),
        "fan_profile.sign_up": ("R30", lambda: {"surname": "Wortman", "gemeente": "0995"}),
        "fan_contact.plan_call": (
            "R30",
            lambda: {"surname": "Wortman", "planned_at": CLOSED + timedelta(hours=1)},
        ),
        "fan_contact.receive": ("R30", lambda: {"surname": "Wortman", "gemeente": "0995"}),
        "advice.give": ("R20", lambda: BESIDE["advice.give"]),
        "account.deactivate": ("R92", lambda: {"username": world.account("R20").username}),
        "handover.draft": ("R11", lambda: {"case_ref": world.case("guidance").ref}),
        "handover.draft_onward": ("R50", lambda: {"handover_ref": landed(world).ref}),
        "handover.write": ("R11", lambda: BESIDE[action] | {"handover_ref": world.handover("draft").ref}),
        "case.note": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "consent.record": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "informing.leave": ("R11", lambda: {"case_ref": world.handover("accepted").case.ref}),
        "informing.postpone": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "informing.tell": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "disclosure.call": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "disclosure.propose": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "nachtkaart.write": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "nachtkaart.stop": ("R11", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "nachtkaart.ask": ("R00", lambda: {"case_ref": unasked(world).ref}),
        "nachtkaart.confirm": ("R20", lambda: {"item_ref": world.crisis().ref}),
        "clock.acknowledge": ("R52", lambda: {"item_ref": world.handover("expired").ref}),
        "clock.ring": ("R00", lambda: {"clock_ids": [overdue(world).pk]}),
        "postbak.keep": ("R00", lambda: {"why": "no_mail", "name": "line:1", "source_digest": "0" * 64}),
        "postbak.take_in": ("R00", lambda: {"report": REPORTS[0], "sent_along": (PHOTO,)}),
        "notice.digest": ("R00", lambda: {"username": world.account("R11").username}),
        "team.report_ill": ("R10", lambda: {"username": world.account("R11").username}),
        "team.report_better": ("R10", lambda: {"username": ill(world)}),
        "team.say_room": ("R51", lambda: {"places": 2, "holds_until": CLOSED.date()}),
        "sociale_kaart.ask_number": ("R51", lambda: LINE | {"phone": "085-0000999"}),
        "sociale_kaart.close_today": ("R50", lambda: {"service": WIJKTEAM_TEAM}),
        "sociale_kaart.confirm": ("R51", lambda: LINE),
        "sociale_kaart.open_again": ("R50", lambda: {"service": closed_service(world)}),
        "sociale_kaart.remind": ("R00", lambda: LINE),
        "sociale_kaart.test_call": ("R51", lambda: LINE | {"phone": number_to_test(world), "answered": True}),
        "team.set_days": ("R11", lambda: DAYS | {"username": world.account("R11").username}),
        "roster.ill": ("R20", lambda: {"shift_ref": world.shift(**RUNS).ref}),
        "roster.plan": (
            "R21",
            lambda: LATER | {"team": CRISIS_TEAM, "username": world.account("R20").username},
        ),
        "roster.remove": ("R21", lambda: {"shift_ref": world.shift(**RUNS).ref}),
        "roster.sign_off": ("R20", lambda: {"shift_ref": world.shift(ends_at=CLOSED).ref}),
        "roster.sign_on": ("R20", lambda: {"shift_ref": world.shift(**RUNS).ref}),
        "roster.swap": ("R21", lambda: {"shift_ref": world.shift(**RUNS).ref, "username": second(world)}),
        "roster.take_over": ("R20", lambda: {"team": CRISIS_TEAM}),
        "roster.watch": ("R00", lambda: {"roster_ref": world.roster().ref}),
        "reason.state": ("R11", lambda: {"item_ref": world.case("guidance").ref, "text": "terugbellen"}),
        "shield.put_up": ("R12", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "shield.lift": ("R12", lambda: BESIDE[action] | {"case_ref": world.case("guidance").ref}),
        "page.acknowledge": ("R11", lambda: {"item_ref": world.page(world.case("guidance")).about_ref}),
        "page.begin": ("R00", lambda: loud(world)),
        "page.ask": ("R00", lambda: {"page_id": str(world.page(world.case("guidance")).pk)}),
        "notice.read": ("R11", lambda: {"ids": [str(notice_for(world).pk)]}),
    }
    if action in alone:
        role, make = alone[action]
        given = make()
    else:
        step = NOUNS[noun].steps()[verb]
        role, state = str(step.roles[-1]), str(step.sources[-1])
        tied = items(world, noun, state)
        # What the item has already is no change.
        other = {"how": "not_wanted"} if action == "melding.give_feedback" else {}
        given = (
            arguments(world, CLOSED).get(action, {}) | other | {f"{noun}_ref": tied.get(role, tied[""]).ref}
        )
    by = world.system() if role == "R00" else world.by(world.account(role))
    return world.by(world.account("R10"), at=CLOSED, actor=by.actor, role=by.role, unit=by.unit), given


RUNS: dict[str, Any] = {"starts_at": CLOSED - timedelta(hours=1), "ends_at": CLOSED + timedelta(hours=7)}
"""The hours of a shift that runs at CLOSED."""
LATER: dict[str, Any] = {"starts_at": CLOSED + timedelta(hours=8), "ends_at": CLOSED + timedelta(hours=16)}


def unasked(world: World) -> Any:
    """A running case with flags, from before anybody was asked for a nachtkaart."""
    case = world.case("guidance")
    case.person.flagged = True
    case.person.save_changes(["flagged"])
    return case


def second(world: World) -> str:
    """The username of a second crisis worker."""
    return world.account("R20", "tweede").username


DAYS: dict[str, Any] = {"works_on": "124", "starts_at": time(9, 0)}


def ill(world: World) -> str:
    """The username of a colleague who is ill."""
    team.report_ill(by=world.by(world.account("R10")), username=world.account("R11").username)
    return world.account("R11").username


LINE = {"entry": "sk-0303-wijkteam"}


def closed_service(world: World) -> str:
    """A team that said it is closed today."""
    sociale_kaart.close_today(by=world.by(world.account("R50")), service=WIJKTEAM_TEAM)
    return WIJKTEAM_TEAM


def number_to_test(world: World) -> str:
    """A new number that waits for its test call."""
    line = sociale_kaart.ask_number(by=world.by(world.account("R51")), phone="085-0000999", **LINE)
    return str(line.asked_phone)


def landed(world: World) -> Any:
    """A handover with which somebody landed at the wijkteam, with the worker who has them."""
    return world.handover("confirmed", owner_team_id=WIJKTEAM_TEAM, owner_person=world.account("R50"))


def overdue(world: World) -> Clock:
    """A clock that is due at CLOSED."""
    return Clock.objects.get(item_id=world.case("guidance").pk, leading=True)


def loud(world: World) -> dict[str, Any]:
    """Something was told out loud, and nobody was asked yet. The action takes no arguments."""
    told = notice_for(world)
    told.level = "page"
    told.save()
    return {}


def notice_for(world: World) -> Notice:
    """A notice for the care coordinator."""
    return Notice.objects.create(
        to_person=world.account("R11").pk, event="case.assigned", about_kind="case", about_ref="C-7K3QX9P2",
        level="today", created_at=CLOSED, dedupe_key="x",
    )  # fmt: skip


def everything() -> dict[str, list[Any]]:
    """Every row of every table of records."""
    found = {}
    for app in ("casework", "notifications", "privacy", "auditlog"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.db_table in ("ledger_access", "ledger_leaf", "ledger_checkpoint", "keystore_key"):
                continue
            names = [field.attname for field in model._meta.concrete_fields]
            rows = model._default_manager.order_by().values_list(*names)
            found[model._meta.label] = sorted((tuple(map(plain, row)) for row in rows), key=repr)
    return found


def plain(value: Any) -> Any:
    """A value that can be compared: bytes of a ciphertext, bytes of a column, or the value itself."""
    return getattr(value, "_ciphertext", bytes(value) if isinstance(value, memoryview) else value)


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_takes_keywords_and_says_who_acts(action: str) -> None:
    kinds = {parameter.kind for parameter in ACTIONS[action].arguments.values()}
    assert kinds == {inspect.Parameter.KEYWORD_ONLY}
    assert ACTIONS[action].arguments["by"].default is inspect.Parameter.empty
    assert inspect.signature(ACTIONS[action].perform).parameters["by"].annotation in (Acting, "Acting")
    assert (ACTIONS[action].perform.__doc__ or "").strip()


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_that_breaks_at_its_end_leaves_nothing_and_else_a_line_in_the_ledger(
    action: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, given = prepared(action, world)
    before, events = everything(), ChangeEvent.objects.count()
    finish = work.Work.finish

    def finish_and_break(self: work.Work) -> Any:
        finish(self)
        raise Halt

    with monkeypatch.context() as broken:
        broken.setattr(work.Work, "finish", finish_and_break)
        with pytest.raises(Halt):
            ACTIONS[action].perform(by=by, **given)
    assert everything() == before

    ACTIONS[action].perform(by=by, **given)
    assert everything() != before
    if action in WITHOUT_RECORD:
        return
    written = ChangeEvent.objects.order_by("-pk")[: ChangeEvent.objects.count() - events]
    assert action in {event.action for event in written} or action == "clock.ring"
    assert {event.at for event in written} == {by.at}
    assert {event.actor for event in written} == {by.actor}


WITHOUT_RECORD = {
    "account.deactivate", "notice.digest", "notice.read", "page.ask", "page.begin", "sociale_kaart.ask_number",
    "sociale_kaart.close_today", "sociale_kaart.confirm", "sociale_kaart.open_again", "sociale_kaart.remind",
    "sociale_kaart.test_call", "team.report_better", "team.report_ill", "team.say_room", "team.set_days",
}  # fmt: skip
"""They change an account, the room of a team or the sociale kaart (the readable trail tells), a reader's list,
or who is asked now."""


def test_a_notice_is_kept_with_its_change_or_not_at_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, given = prepared("handover.accept", world)

    def fails(*args: Any) -> None:
        raise Halt

    with monkeypatch.context() as broken:
        broken.setattr(work, "keep", fails)
        with pytest.raises(Halt):
            ACTIONS["handover.accept"].perform(by=by, **given)
    assert not ChangeEvent.objects.filter(action="handover.accept").exists()
    assert not Notice.objects.exists()
    ACTIONS["handover.accept"].perform(by=by, **given)
    assert ChangeEvent.objects.filter(action="handover.accept").exists()
    assert Notice.objects.filter(event="handover.accepted").exists()
