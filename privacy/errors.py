"""What can go wrong with protected data? One class per situation; its docstring is what a person reads.

The text given when raising is for engineers: names of fields, kinds and actions, never content, never a
person's reference together with a key.
"""

import inspect

from django.utils.translation import gettext


class PrivacyError(Exception):
    """This information could not be handled safely, so nothing was shown or saved."""

    @property
    def sentence(self) -> str:
        """The situation in the language of the reader."""
        return gettext(inspect.cleandoc(type(self).__doc__ or ""))


class NoContext(PrivacyError):
    """It is not known who is asking, so nothing is shown."""


class NotReleased(PrivacyError):
    """This information was not asked for in this step, so it is not shown."""


class TraceUnavailable(PrivacyError):
    """Looking cannot be recorded at this moment, so nothing is shown. Try again in a minute."""


class SealError(PrivacyError):
    """This information cannot be read at this moment."""


class Unavailable(SealError):
    """The keys cannot be reached at this moment. Try again in a minute."""


class Denied(SealError):
    """The keys for this information may not be used here."""


class Destroyed(SealError):
    """This information has been destroyed."""


class Integrity(SealError):
    """This information was changed outside the application and is not shown."""


class ForeignSealed(PrivacyError):
    """Protected information cannot be copied between records without opening it first."""


class TooLarge(PrivacyError):
    """This text is too long to be kept."""


class Unclassified(PrivacyError):
    """This information has not been classified, so it is not kept."""


class ClockIsFixed(PrivacyError):
    """The time can only be moved in the demonstration."""


class RotationRefused(PrivacyError):
    """The keys cannot be replaced at this moment; nothing was lost."""
