"""What may happen to a message that could not become a melding by itself? A human reads it; none lies on the floor."""

from typing import Any

from django.db import models
from django_fsm import FSMField

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, Owner, States, step
from workflows.roles import Role

WHY = (
    "no_mail",
    "nothing_in_it",
    "too_large",
    "no_file",
    "unreadable_line",
    "only_attachments",
    "same_id",
    "not_enough",
    "not_understood",
    "not_fetched",
    "mailbox_silent",
)
"""Why a message did not become a melding by itself, or why there may be messages that we do not see."""

SET_ASIDE_REASONS = ("spam", "double", "test", "no_report", "nothing_in_it", "solved")
"""Why nobody has to do anything with it. "It looks difficult" is not among them."""


class State(States):
    """Source: docs/lifecycles.md, postbak."""

    UNREAD = "unread", "NIET_LEESBAAR", Owner.DUTY, "postbak_look"
    TAKEN_UP = "taken_up", "IN_BEKIJKEN", Owner.PERSON, "postbak_settle"
    BECAME_MELDING = "became_melding", "MELDING_GEWORDEN", Owner.NONE, None, True
    SET_ASIDE = "set_aside", "TERZIJDE", Owner.NONE, None, True


class PostbakLifecycle(Lifecycle):
    """A message that nobody could read by machine. It is owned from the first second, like a melding."""

    State = State
    state = FSMField(default=State.UNREAD.value, choices=State.choices(), protected=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        abstract = True

    @step(source=State.UNREAD, target=State.TAKEN_UP, by=Role.TRIAGIST)
    def take_up(self, *, owner: Any) -> None:
        """One triagist looks at it."""
        self.owner_person = owner

    @step(source=State.TAKEN_UP, target=State.UNREAD, by=(Role.TRIAGIST, Role.TEAM_LEAD))
    def put_back(self) -> None:
        """Back to the duty of the team: a colleague looks further."""

    @step(source=State.TAKEN_UP, target=State.BECAME_MELDING, by=Role.TRIAGIST)
    def make_melding(self, *, melding: Any) -> None:
        """It is a report of concern after all."""
        self.melding = melding

    @step(
        source=State.TAKEN_UP,
        target=State.SET_ASIDE,
        by=Role.TRIAGIST,
        guards=[rules.one_of("reason", SET_ASIDE_REASONS, refusals.ReasonNotInList)],
    )
    def set_aside(self, *, reason: str) -> None:
        """It is no report of concern. Nothing is thrown away."""
        self.reason = reason

    @step(source=State.SET_ASIDE, target=State.UNREAD, by=(Role.TRIAGIST, Role.TEAM_LEAD))
    def reopen(self) -> None:
        """It was set aside too soon."""
        self.reason = ""
