"""What can this melder be told, and by which way? Fixed texts of the region, by kind of melder and wish.

Who stays unknown to everybody can only look on the status page, with the code of the receipt; without one nobody can
tell them anything.
"""

from dataclasses import dataclass
from datetime import datetime

from casework.directory.current import pack
from casework.models import Melding
from workflows.refusals import MelderCannotBeReached, NotInTheList
from workflows.reporting import STATUS_PAGE


@dataclass(frozen=True)
class Offer:
    """One text, filled in, with the ways in which this melder can get it."""

    template: str
    words: str
    channels: tuple[str, ...]
    default: bool


def offers_for(melding: Melding, *, at: datetime) -> list[Offer]:
    """What this melder can be told, the default first. One statement; opens nothing. Empty: they cannot be reached."""
    known = Melding.objects.filter(pk=melding.pk).values_list("reporter__kind_of_melder", "receipt__id")
    kind, receipt = known[0]
    meldpunt = pack().meldpunt()
    found = [
        Offer(
            row.id,
            row.text.format(organisation=meldpunt.canonical, phone=meldpunt.phone),
            tuple(channel for channel in row.channels if channel != STATUS_PAGE or receipt),
            row.default,
        )
        for row in pack().feedback_texts(at)
        if (kind or "other") in row.melders and melding.anonymity in row.wishes
    ]
    return sorted((offer for offer in found if offer.channels), key=lambda offer: not offer.default)


def chosen(melding: Melding, *, template: str, channel: str, at: datetime) -> tuple[str, str]:
    """The text and the way, the default where nothing was chosen. Raises MelderCannotBeReached, NotInTheList."""
    offers = offers_for(melding, at=at)
    if not offers:
        raise MelderCannotBeReached
    offer = next((offer for offer in offers if offer.template == (template or offers[0].template)), None)
    if offer is None or (channel or offer.channels[0]) not in offer.channels:
        raise NotInTheList
    return offer.template, channel or offer.channels[0]
