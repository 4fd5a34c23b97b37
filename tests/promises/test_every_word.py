"""What becomes of a word that somebody types, in any field of any action? It is sealed, or it is refused by name.

A column that stays readable holds only what comes from a list: whoever types a client's name there is stopped.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from casework.actions import ACTIONS
from casework.catalogue import type_word
from casework.errors import CaseworkError
from casework.invariants import violations
from privacy.declarations import classification
from tests.named import WIJKTEAM_TEAM
from tests.promises.arguments import NOUNS, arguments
from tests.promises.test_every_step import CLOSED, Undo, items
from tests.promises.tries import BESIDE, REPORTS, typed, wrongly
from tests.world import World
from workflows.refusals import Refusal

WORD = "Zeeëgel=«913»"
STATES = {"handover.write": ("R11", "draft"), "case.note": ("R11", "guidance")}
AT_A_CASE = (
    "consent.record",
    "informing.postpone",
    "informing.tell",
    "disclosure.call",
    "disclosure.propose",
    "nachtkaart.write",
    "nachtkaart.stop",
)
OF_NO_ITEM = {"advice.give", "melding.receive", "fan_contact.receive", "fan_contact.plan_call", "fan_profile.sign_up",
              "account.deactivate",
              "clock.acknowledge", "clock.ring", "handover.draft", "handover.draft_onward", "postbak.keep",
              "postbak.take_in", "reason.state", "nachtkaart.confirm", "shield.put_up", "shield.lift"}  # fmt: skip
ACTS = sorted(
    name
    for name in ACTIONS
    if name not in OF_NO_ITEM
    and not name.startswith(("notice.", "page.", "roster.", "sociale_kaart.", "team."))
)


def who_and_where(action: str) -> tuple[str, str]:
    """A role that may take this action, and a state from which."""
    noun, _, verb = action.partition(".")
    step = NOUNS[noun].steps().get(verb)
    return (str(step.roles[-1]), str(step.sources[-1])) if step else STATES[action]


def readable_columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every column in records that is not sealed and not the name of a colleague, of every model of ours."""
    for app in ("casework", "notifications", "privacy"):
        for model in apps.get_app_config(app).get_models():
            text = (models.CharField, models.TextField, models.JSONField)
            found = [field.name for field in model._meta.concrete_fields if isinstance(field, text)]
            staff = [name for name in found if classification(model, name).group == "staff"]
            if found and model._meta.db_table not in ("ledger_access", "ledger_checkpoint", "keystore_key"):
                yield model, [name for name in found if name not in staff]


def readable_places(word: str) -> list[str]:
    """Where this word stands readable now."""
    return [
        f"{model.__name__}.{name}"
        for model, names in readable_columns()
        for row in model._default_manager.values(*names)
        for name in names
        if word in str(row[name])
    ]


def outcome(action: str, given: dict[str, Any], by: Any) -> str:
    """ "kept" or the name of the refusal; taken back afterwards. Everything else is a mistake of ours."""
    try:
        with transaction.atomic():
            try:
                ACTIONS[action].perform(by=by, **given)
            except (Refusal, CaseworkError) as refused:
                return type(refused).__name__
            assert readable_places(WORD) == [], f"{action} keeps a typed word readable"
            assert violations() == []
            raise Undo
    except Undo:
        return "kept"


@pytest.mark.parametrize("action", [name for name in ACTS if typed(name)])
def test_a_word_typed_anywhere_is_sealed_or_refused(action: str, world: World) -> None:
    noun = "case" if action in AT_A_CASE else action.partition(".")[0]
    role, state = ("R11", "guidance") if action in AT_A_CASE else who_and_where(action)
    tied = items(world, noun, state)
    by = world.by(world.account(role if role != "R00" else "R10"), at=CLOSED)
    valid = arguments(world, CLOSED).get(action) or BESIDE[action]
    about = {f"{noun}_ref": tied.get(role, tied[""]).ref}
    assert outcome(action, valid | about, by) == "kept"
    for name in typed(action):
        kind = type_word(ACTIONS[action], name)
        if kind == "text":
            outcome(action, valid | about | {name: WORD}, by)
        if kind == "table":
            for key in [*valid.get(name, {}), WORD]:
                outcome(action, valid | about | {name: {**valid.get(name, {}), key: WORD}}, by)
        for value in wrongly(action, name):
            outcome(action, valid | about | {name: value}, by)


@pytest.mark.parametrize("name", typed("advice.give"))
def test_an_advice_takes_no_word_at_all(name: str, world: World) -> None:
    by, valid = world.by(world.account("R10"), at=CLOSED), BESIDE["advice.give"]
    assert outcome("advice.give", valid, by) == "kept"
    word: Any = [WORD] if name == "topics" else WORD
    if name != "minutes":
        assert outcome("advice.give", valid | {name: word}, by) == "NotInTheList"
    for value in wrongly("advice.give", name):
        outcome("advice.give", valid | {name: value}, by)


@pytest.mark.parametrize("name", typed("melding.receive"))
def test_a_word_in_a_report_is_sealed_or_refused(name: str, world: World) -> None:
    by = world.by(world.account("R10"), at=CLOSED)
    valid = {**REPORTS[0], "received_at": CLOSED}
    assert outcome("melding.receive", valid, by) == "kept"
    kind = type_word(ACTIONS["melding.receive"], name)
    fields = {
        "person": ("given", "prefix", "surname", "birthdate", "bsn", "street", "house_number", "postcode",
                   "woonplaats", "phone"),
        "melder": ("name", "organisation", "relation", "phone", "email", "kind_of_melder"),
        "answers": ("Q1", WORD),
    }  # fmt: skip
    if kind == "text":
        outcome("melding.receive", valid | {name: WORD}, by)
    for field in fields.get(name, ()):
        outcome("melding.receive", valid | {name: {**valid.get(name, {}), field: WORD}}, by)
    for value in wrongly("melding.receive", name):
        outcome("melding.receive", valid | {name: value}, by)


@pytest.mark.parametrize("action", [name for name in sorted(ACTIONS) if name.startswith("sociale_kaart.")])
def test_the_sociale_kaart_takes_numbers_and_no_word(action: str, world: World) -> None:
    role = "R00" if action == "sociale_kaart.remind" else "R51"
    by = world.system() if role == "R00" else world.by(world.account(role), at=CLOSED)
    valid = {"entry": "sk-0303-wijkteam", "service": WIJKTEAM_TEAM, "phone": "085-0000999", "answered": True}
    names = typed(action)
    for name in names:
        given = {one: valid[one] for one in names} | {name: WORD}
        refused = outcome(action, given, by)
        assert (
            refused in ("NotYours", "PhoneNotDialable", "NothingToTest") or action == "sociale_kaart.remind"
        )
        for value in wrongly(action, name):
            outcome(action, given | {name: value}, by)
