"""What can go wrong between a person and a record? The docstring is the sentence the person reads."""

from inspect import cleandoc
from typing import Any


class Situation(Exception):
    """Something is not possible. What you typed is kept."""

    @property
    def sentence(self) -> str:
        """The English sentence; the screen translates it. Never holds case content, nor what was typed."""
        return cleandoc(type(self).__doc__ or "")

    def __str__(self) -> str:
        return self.sentence


class CaseworkError(Situation):
    """Something is not possible. What you typed is kept."""


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


class EarlierNotFound(CaseworkError):
    """There is no melding or case with this reference that you can link to. Look at the letters once more."""


class CaseNotFound(CaseworkError):
    """There is no running case with this reference that you can add this to. Look at the letters once more."""


class LinkedToItself(CaseworkError):
    """This is the same file already. Choose an earlier melding or case."""


class PlacesOutOfRange(CaseworkError):
    """Fill in how many people you can begin with now: from 0 to 99."""


class FirstStartNeeded(CaseworkError):
    """No place now? Then say on which day you can begin: today or later."""


class PhoneNotDialable(CaseworkError):
    """This is no telephone number. Write it as you would dial it: 8 to 15 digits, with spaces or a dash if you like."""


class NothingToTest(CaseworkError):
    """There is no new number that waits for a test call, or it is another one by now. Look at the card once more."""


class NeverCloses(CaseworkError):
    """The crisis team never closes: it answers for everybody else. Is nobody there? Call the regional coordinator."""


class RoomHoldsTooLong(CaseworkError):
    """Choose a day between today and four weeks from now. After that day nobody sees it any more."""


class SearchRefused(Situation):
    """This cannot be searched with. Nothing was looked up."""


class TwoPartsNeeded(SearchRefused):
    """Fill in two things that tell who it is: a name and a birth date, or a postcode with a house number."""


class SearchedTooOften(SearchRefused):
    """You have searched very often this hour. Wait a while, or ask your team lead."""


class FormRefused(Situation):
    """This form cannot be sent now. What you typed is kept."""


class FormExpired(FormRefused):
    """This page was open for too long. Check what you wrote and press the button again."""


class FormTooFast(FormRefused):
    """That was very fast. Wait a few seconds and press the button again."""


class TooManyReports(FormRefused):
    """Very many reports come in now. Please call us, or try again in an hour. What you wrote is still here."""
