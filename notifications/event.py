"""What is one thing that can be told: how loud is it, and who normally hears it?"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext


class Level(StrEnum):
    """page: oproep, now. today: in the list and once at the start of one's day. silent: in the list."""

    PAGE = "page"
    TODAY = "today"
    SILENT = "silent"


class Receiver(StrEnum):
    """Who normally hears it, seen from the item it is about."""

    OWNER = "owner"
    PREVIOUS_OWNER = "previous_owner"
    DUTY = "duty"
    SENDER = "sender"
    RECEIVING_TEAM = "receiving_team"
    RECEIVING_PERSON = "receiving_person"
    RECEIVING_LEAD = "receiving_lead"
    TEAM_LEAD = "team_lead"
    SECOND_PERSON = "second_person"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that can be told. `bundled`: one per item, receiver and level in half an hour, shown as one line."""

    name: str
    wording: str
    level: Level
    receivers: tuple[Receiver, ...]
    bundled: bool = False

    def sentence(self, ref: str) -> str:
        """The sentence in the language of the reader, about the item with this reference."""
        return gettext(self.wording).format(ref=ref)
