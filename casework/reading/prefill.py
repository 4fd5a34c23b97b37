"""What does the case already know of what goes over? A start for a draft nobody wrote in yet: to check, not to send.

The goal in the client's own words, what was tried by way and number, the safety flags, and what the person said about
sharing. The notes of the outreach are not read: they belong to the file of the sender.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework import access, consent
from casework.directory.current import pack
from casework.models import BridgingPlan, ContactAttempt, Handover
from casework.reading import safety
from casework.reading.bridge import day_word
from casework.reading.care_words import word
from casework.reading.crisis_words import TEXT_LABEL
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.calendars import local_date


def from_the_case(handover: Handover, decision: Decision, *, by: Acting) -> dict[str, str]:
    """Field of the package form -> a text to begin with; a field nothing is known of is missing.

    `handover`: with its case and person loaded. What may be read is what `decision` allows.
    """
    if handover.case is None:
        return _from_the_crisis(handover, decision, by=by)
    person, case = access.open_records(
        decision,
        [handover.person, handover.case],
        by=by,
        about=f"handover:{handover.ref}",
        action="handover.read",
    )
    team = nearest(handover.gemeente, but=str(handover.sender_team_id))
    said = consent.said(handover.case_id, "wijkteam", team or None)
    known = {
        "receiver_team": team,
        "part_reason_and_goal": _("What the client wants: %(goal)s") % {"goal": case.text("goal")}
        if case.text("goal")
        else "",
        "part_tried": _tried(handover.case_id) if "contact_log" in decision.groups else "",
        "part_risks": _risks(person.get("flags"), by),
        "part_sharing": SHARING.get(said, ""),
        "consent": "no" if said in consent.NO else said,
    }
    return {name: str(text) for name, text in known.items() if text}


def _from_the_crisis(handover: Handover, decision: Decision, *, by: Acting) -> dict[str, str]:
    """The same from the plan two people settled: nobody retypes at half past eight what was agreed at night."""
    plans = BridgingPlan.objects.filter(crisis=handover.crisis).exclude(settled_at=None)
    plan = plans.order_by("-number").first()
    records = [handover.person, *([plan] if plan else [])]
    person, *rest = access.open_records(
        decision, records, by=by, about=f"handover:{handover.ref}", action="handover.read"
    )
    texts = dict(rest[0].get("texts") or {}) if rest else {}
    team = str(plan.receiver_team_id) if plan and plan.receiver_team_id else ""
    known = {
        "receiver_team": team or nearest(handover.gemeente, but=str(handover.sender_team_id)),
        "part_agreements": "\n".join(
            f"{TEXT_LABEL[name]} {texts[name]}" for name in ("client_does", "safety") if texts.get(name)
        ),
        "part_risks": "\n".join(part for part in (_risks(person.get("flags"), by), texts.get("warning_signs")) if part),
        "part_if_it_fails": texts.get("whom_to_call", ""),
    }  # fmt: skip
    return {name: str(text) for name, text in known.items() if text}


def nearest(gemeente: str, *, but: str) -> str:
    """The wijkteam the region names for this gemeente (four-digit code), unless it is `but`, who sends; or ""."""
    region = pack().region
    team = region.wijkteam_of(gemeente).id if gemeente in region.gemeenten else ""
    return "" if team == but else team


def _tried(case_id: Any) -> str:
    """Each way somebody was tried, how often and with contact or not, and when last. One statement."""
    tries = ContactAttempt.objects.filter(case_id=case_id, what="attempt").order_by("-at", "-id")
    rows = list(tries.values_list("channel", "reached", "at"))
    if not rows:
        return ""
    lines = []
    for channel in dict.fromkeys(row[0] for row in rows):
        reached = [met for other, met, _at in rows if other == channel]
        lines.append(_times(word("channel", channel), len(reached), sum(reached)))
    last = _("Last tried on %(day)s.") % {"day": day_word(local_date(rows[0][2]))}
    return f"{', '.join(lines)}. {last}"


def _times(way: str, tries: int, met: int) -> str:
    said = ngettext("%(count)d time", "%(count)d times", tries) % {"count": tries}
    return f"{way} {said} ({_('reached')}: {met})" if met else f"{way} {said}"


def _risks(flags: Any, by: Acting) -> str:
    """Kind and end of each flag in force, not who said so in which words; that there is none is said as well."""
    found = safety.in_words(flags, at=by.at)
    if not found:
        return _("The case holds no safety flag.")
    return ", ".join(f"{flag['word']}{_end(flag['until'])}" for flag in found)


def _end(until: date | None) -> str:
    return " " + _("until %(day)s") % {"day": day_word(until)} if until else ""


SHARING = {
    "yes": gettext_lazy("The person was asked and agrees to sharing with the wijkteam."),
    "no": gettext_lazy("The person does not want sharing with the wijkteam."),
    "withdrawn": gettext_lazy("The person does not want sharing with the wijkteam any more."),
}
"""What was said last about sharing with a wijkteam -> how the package begins to say it."""
