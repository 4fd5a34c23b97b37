"""How are the codes of outreach and handover said on screen? Channels, reasons, outcomes, grounds, terms; no record."""

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy

from workflows.escalation import CHAINS, RESULTS
from workflows.handover import ACCEPTED_BY, CHECKLIST, CONTACT_KINDS, OUTSIDE_KINDS, RETURN_REASONS
from workflows.informing import TELLERS, WAIT_GROUNDS, WAYS
from workflows.outreach_agreeing import GOING
from workflows.outreach_agreeing import SUPPORTER as SUPPORTER_ANSWERS
from workflows.outreach_away import PAUSES
from workflows.outreach_states import (
    AGREED_WITH,
    CHANNELS,
    DAYPARTS,
    DOMAINS,
    MDO_DECISIONS,
    OUTCOMES,
)
from workflows.outreach_states import INFORMED as INFORMED_ANSWERS
from workflows.task import FIELDS, GIVE_BACK_REASONS

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
OUTSIDE_KIND = choices("outside kind", OUTSIDE_KINDS)
ACCEPTED_HOW = choices("accepted by", ACCEPTED_BY)
CONSENT = choices("consent", ("yes", "no", "not_asked"))
PAUSE_REASON = choices("pause reason", PAUSES)
INFORMED = choices("informed", INFORMED_ANSWERS)
WAIT_GROUND = choices("informed", WAIT_GROUNDS)
TOLD_HOW = choices("told how", WAYS)
TOLD_BY = choices("told by", TELLERS)
SUPPORTER = choices("supporter", SUPPORTER_ANSWERS)
MDO_DECISION = choices("mdo decision", MDO_DECISIONS)
AGREED_WITH_WHOM = choices("agreed with", AGREED_WITH)
DOMAIN = choices("domain", DOMAINS)
GOING_WORD = choices("going", GOING)
SCORE = choices("score", ("1", "2", "3", "4", "5"))
CHAIN = choices("chain", CHAINS)
RESULT = choices("escalation result", RESULTS)
RELEASED = choices("released", FIELDS)
TASK_REASON = choices("task reason", GIVE_BACK_REASONS)
SOURCE = choices("source", ("client", "second_source"))
PARTS = choices("checklist", CHECKLIST)


GROUND = {
    "L6": pgettext_lazy("ground", "asking for information"),
    "L9": pgettext_lazy("ground", "serious harm, or a duty by law (police, prosecutor)"),
    "L13": pgettext_lazy("ground", "right to report to Veilig Thuis (Wmo)"),
    "L16": pgettext_lazy("ground", "the task of ZVH or PGA"),
    "L17": pgettext_lazy("ground", "the general practitioner, with consent"),
    "L7": pgettext_lazy("ground", "help by a partner: consent, or the task of the partner"),
    "L8": pgettext_lazy("ground", "without consent: weighed with the six questions"),
    "L10": pgettext_lazy("ground", "handover to a wijkteam (Wmo)"),
    "L12": pgettext_lazy("ground", "care-givers together in an emergency"),
}
"""The words of a legal ground by its code. Which of them count on a day stands in the region pack."""


def ground_word(code: str) -> str | Promise:
    """The words of a ground; a code the region added itself is said with its number."""
    return GROUND.get(code) or (gettext("ground %(code)s") % {"code": code} if code else "")


def daypart_of(hour: int) -> str:
    """The part of the day of a local hour (0-23)."""
    if 6 <= hour < 12:
        return "morning"
    if 12 <= hour < 18:
        return "afternoon"
    return "evening" if hour >= 18 else "night"


_MOMENT = re.compile(r"nwd@(\d\d:\d\d)")
_TERM = re.compile(r"(\d{1,4})(om|oh|swd|wd|mo|m|h|d|w)")


def term_word(term: str) -> str:
    """A term of the region in words: "5wd" -> "5 werkdagen". A term of another shape is shown as it is."""
    moment = _MOMENT.fullmatch(term)
    if moment is not None:
        return gettext("%(time)s on a working day") % {"time": moment[1]}
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
