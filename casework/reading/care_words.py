"""How are the codes of outreach and handover said on screen? Channels, reasons, outcomes, grounds, terms; no record."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy

from workflows.handover import CHECKLIST, CONTACT_KINDS, GROUNDS, RETURN_REASONS
from workflows.outreach import CHANNELS, DAYPARTS, OUTCOMES
from workflows.outreach import INFORMED as INFORMED_ANSWERS

Choices = list[tuple[str, str | Promise]]


def word(context: str, code: str) -> str:
    """The word of a code within its list, in the reader's language. Empty for no code."""
    return pgettext(context, code.replace("_", " ")) if code else ""


def choices(context: str, codes: Iterable[str]) -> Choices:
    """Code and word, for a field of a form."""
    return [(code, pgettext_lazy(context, code.replace("_", " "))) for code in codes]


CHANNEL = choices("channel", CHANNELS)
DAYPART = choices("daypart", DAYPARTS)
OUTCOME = choices("case outcome", OUTCOMES)
RETURN_REASON = choices("return reason", RETURN_REASONS)
CONTACT_KIND = choices("contact kind", CONTACT_KINDS)
GROUND = choices("ground", GROUNDS)
CONSENT = choices("consent", ("yes", "no", "not_asked"))
PAUSE_REASON = choices("pause reason", ("admitted", "detained", "abroad"))
INFORMED = choices("informed", INFORMED_ANSWERS)
SUPPORTER = choices("supporter", ("yes", "no", "later"))
SOURCE = choices("source", ("client", "second_source"))
PARTS = choices("checklist", CHECKLIST)


def daypart_of(hour: int) -> str:
    """The part of the day of a local hour (0-23)."""
    if 6 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if hour >= 18 else "night"


_TERM = re.compile(r"(\d{1,4})(om|oh|swd|wd|mo|m|h|d|w)")


def term_word(term: str) -> str:
    """A term of the region in words: "5wd" -> "5 werkdagen". A term of another shape is shown as it is."""
    found = _TERM.fullmatch(term)
    if found is None:
        return term
    count, unit = int(found[1]), found[2]
    if term == "0wd":
        return gettext("the same working day")
    words = {
        "m": ngettext("%(count)d minute", "%(count)d minutes", count),
        "om": ngettext("%(count)d minute of opening time", "%(count)d minutes of opening time", count),
        "h": ngettext("%(count)d hour", "%(count)d hours", count),
        "oh": ngettext("%(count)d hour of opening time", "%(count)d hours of opening time", count),
        "d": ngettext("%(count)d day", "%(count)d days", count),
        "wd": ngettext("%(count)d working day", "%(count)d working days", count),
        "w": ngettext("%(count)d week", "%(count)d weeks", count),
        "mo": ngettext("%(count)d month", "%(count)d months", count),
    }
    words["swd"] = words["wd"]
    return words[unit] % {"count": count}
