"""Does a browser get the same answers as an action? Every state x step x role that can sign in, over HTTP."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.forms.beside import ESCALATION, TASK
from casework.forms.case import FORMS as CASE
from casework.forms.crisis import FORMS as CRISIS
from casework.forms.disclosure import FORMS as DISCLOSURE
from casework.forms.fan_contact import FORMS as FAN_CONTACT
from casework.forms.fan_profile import FORMS as FAN_PROFILE
from casework.forms.handover import FORMS as HANDOVER
from casework.forms.melding import FORMS as MELDING
from casework.forms.pattern import FORMS as PATTERN
from casework.forms.postbak import FORMS as POSTBAK
from casework.forms.triage import FORMS as TRIAGE
from privacy.context import set_offset, wall_clock
from tests.promises.arguments import INSIDE, NOUNS, arguments
from tests.promises.test_every_step import CLOSED, PAIRS, Undo, items
from tests.world import World

# The steps themselves are taken on every engine by test_every_step; here it is about forms and addresses.
pytestmark = pytest.mark.once
SIGN_IN = ("R10", "R11", "R12", "R13", "R20", "R21", "R30", "R31", "R40", "R50", "R51", "R52", "R92")
FORMS: dict[str, dict[str, Any]] = {"melding": MELDING, "triage": TRIAGE, "case": CASE, "handover": HANDOVER,
                                     "postbak": POSTBAK, "pattern": PATTERN, "escalation": ESCALATION,
                                     "task": TASK, "disclosure": DISCLOSURE, "crisis": CRISIS,
                                     "fan_contact": FAN_CONTACT, "fan_profile": FAN_PROFILE}  # fmt: skip
NO_FORM = {
    "melding.save_draft",
    "melding.leave_draft",
    "handover.expire",
    "triage.keep_higher",
    "handover.offer",
    "crisis.breach",
    "fan_contact.raise_alarm",
}
"""Steps of the system, and what is sent from a page of its own: a draft, and the offer of a handover."""


def typed(value: Any) -> str:
    """A value as a browser sends it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def form_data(given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an action as the fields of its form."""
    data: dict[str, Any] = {
        n: typed(value) for n, value in given.items() if not isinstance(value, dict | list)
    }
    data |= {name: value for name, value in given.items() if isinstance(value, list)}
    data |= {f"part_{part}": text for part, text in given.get("package", {}).items()}
    data |= given.get("plan", {})
    answers = given.get("answers", {})
    data |= answers
    if len(answers) == 1:
        ((data["question"], data["answer"]),) = answers.items()
    return {"client_present": "yes", **data}


@pytest.mark.parametrize(("noun", "state"), PAIRS)
def test_over_http_a_step_is_taken_exactly_where_its_lifecycle_lists_it(
    noun: str, state: str, world: World
) -> None:
    set_offset(CLOSED - wall_clock())
    given, tied = arguments(world, CLOSED), items(world, noun, state)
    for role in SIGN_IN:
        client = Client()
        client.force_login(world.account(role), backend="casework.accounts.Backend")
        item = tied.get(role, tied[""])
        ref = item.melding.ref if noun == "triage" else item.ref
        for name, step in NOUNS[noun].steps().items():
            action = f"{noun}.{name}"
            if name in INSIDE[noun] or action in NO_FORM:
                continue
            listed = state in map(str, step.sources) and role in step.roles
            status = post(client, reverse(f"{noun}-step", args=[ref, name]), form_data(given.get(action, {})))
            assert (status == 302) == listed, f"{action} from {state} by {role}: {status}"


def post(client: Client, url: str, data: dict[str, Any]) -> int:
    """Send a form and take back what it did: the status."""
    answers = []
    try:
        with transaction.atomic():
            answers.append(client.post(url, data).status_code)
            raise Undo
    except Undo:
        return int(answers[0])


def test_every_step_a_person_takes_has_a_form() -> None:
    missing = [
        f"{noun}.{name}"
        for noun, model in NOUNS.items()
        for name in model.steps()
        if name not in INSIDE[noun] and f"{noun}.{name}" not in NO_FORM and name not in FORMS[noun]
    ]
    assert missing == []
