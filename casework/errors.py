"""What can go wrong between a person and a record? The docstring is the sentence the person reads."""

from inspect import cleandoc
from typing import Any


class CaseworkError(Exception):
    """Something is not possible. What you typed is kept."""

    @property
    def sentence(self) -> str:
        """The English sentence; the screen translates it. Never holds case content."""
        return cleandoc(type(self).__doc__ or "")

    def __str__(self) -> str:
        return self.sentence


class NotYours(CaseworkError):
    """This page does not exist, or it is not yours to see."""


class ChangedMeanwhile(CaseworkError):
    """A colleague changed this while you were working. Both texts are below: choose what stays."""

    def __init__(self, record: Any = None) -> None:
        super().__init__()
        self.record = record


class SomebodyElseFirst(ChangedMeanwhile):
    """A colleague was just ahead of you. You can see below who has it now."""


class SentTwice(CaseworkError):
    """You already sent this form. It was saved once."""

    def __init__(self, record: Any = None) -> None:
        super().__init__()
        self.record = record


class NoSuchColleague(CaseworkError):
    """This colleague is not known in that team, or does not work there any more."""


class StillHolding(CaseworkError):
    """This colleague still owns open items. Move those to somebody else first."""
