"""What does a bridging plan look like? A bar from the end of the 24 hours to the receiver's opening, holes named."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.access import Opened
from casework.bridging import holes_of, kept_blocks, whole_of
from casework.directory.current import pack
from casework.models import Account, BridgingPlan, Crisis
from casework.reading.crisis_words import TEXT_LABEL, TEXT_TO_CLIENT
from casework.reading.words import duty_word, team_word
from workflows.bridging import ANSWERING, COLLEAGUE, DUTY, RELATIVE, TEXTS, Block, Stretch, minutes_of
from workflows.calendars import aware

WIDTH = 1000
"""The width of the bar in its own units."""


def plan_page(crisis: Crisis, plan: BridgingPlan, opened: Opened | None, *, at: datetime) -> dict[str, Any]:
    """Everything of one version: who answers when, where nobody does, what is agreed, and who signed.

    A settled plan is shown over what it covered; a draft over what it has to cover now.
    """
    settled = plan.settled_at is not None
    whole = _settled_span(plan) if settled else whole_of(crisis, plan, at=at)
    blocks = kept_blocks(plan)
    holes = [] if settled else holes_of(crisis, plan, at=at)
    names = dict((opened.get("names") if opened else None) or {})
    texts = dict((opened.get("texts") if opened else None) or {})
    people = _people(blocks)
    shown = [_row(number, one, names, people) for number, one in enumerate(blocks)]
    rows = sorted([*shown, *map(_hole, holes)], key=lambda row: (row["begins"], row["ends"]))
    return {
        "number": plan.number, "settled_at": plan.settled_at, "rows": rows,
        "holes": [row["words"] for row in map(_hole, holes)],
        "receiver": team_word(str(plan.receiver_team_id)) if plan.receiver_team_id else "",
        "begins": whole.begins if whole else None, "until": whole.ends if whole else None,
        "long": duration_word(whole) if whole else "",
        "bar": [_bar(row, whole) for row in rows if row["answers"] or row["hole"]] if whole else [],
        "texts": [{"label": TEXT_LABEL[name], "to_client": TEXT_TO_CLIENT[name], "text": texts.get(name) or ""}
                  for name in TEXTS],
        "signers": [one.name for one in (plan.first_signer, plan.second_signer) if one is not None],
    }  # fmt: skip


def _settled_span(plan: BridgingPlan) -> Stretch | None:
    return Stretch(plan.covers_from, plan.covers_until) if plan.covers_from and plan.covers_until else None


def _people(blocks: list[Block]) -> dict[str, str]:
    ids = {one.account for one in blocks if one.account}
    return {str(one.pk): one.name for one in Account.objects.filter(pk__in=ids)} if ids else {}


def _row(number: int, block: Block, names: dict[str, Any], people: dict[str, str]) -> dict[str, Any]:
    named = dict(names.get(str(number)) or {})
    who, phone = str(named.get("name") or ""), str(named.get("phone") or "")
    if block.who == DUTY:
        who, phone = duty_word(block.team), duty_phone(block.team)
    elif block.who == COLLEAGUE:
        crew = pack().region.about.crisis
        who, phone = people.get(block.account, ""), pack().region.teams[crew].phone
    return {
        "begins": aware(block.begins), "ends": aware(block.ends), "who": who, "phone": phone, "hole": False,
        "answers": block.who in ANSWERING,
        "note": pgettext("plan", "helps, does not answer alone") if block.who == RELATIVE else "",
        "words": stretch_word(block.begins, block.ends),
    }  # fmt: skip


def _hole(hole: Stretch) -> dict[str, Any]:
    words = stretch_word(hole.begins, hole.ends)
    return {
        "begins": hole.begins, "ends": hole.ends, "who": "", "phone": "", "hole": True, "answers": False, "note": "",
        "words": _("%(when)s nobody") % {"when": words},
    }  # fmt: skip


def duty_phone(team: str) -> str:
    """The number of the duty of a team (its id)."""
    region = pack().region
    found = next((duty.phone for duty in region.duties if duty.team == team and duty.phone), "")
    return found or (region.teams[team].phone if team in region.teams else "")


def stretch_word(begins: datetime, ends: datetime) -> str:
    """ "ma 09:00-21:00", or both days when it ends on another one."""
    first, last = timezone.localtime(begins), timezone.localtime(ends)
    day = date_format(first, "D H:i")
    return f"{day}-{date_format(last, 'H:i' if first.date() == last.date() else 'D H:i')}"


def duration_word(whole: Stretch) -> str:
    """How long it is in real hours and minutes."""
    hours, minutes = divmod(minutes_of(whole), 60)
    return _("%(hours)d hours and %(minutes)d minutes") % {"hours": hours, "minutes": minutes}


def _bar(row: dict[str, Any], whole: Stretch) -> dict[str, Any]:
    """One piece of the bar, in whole units of its width."""
    long = (whole.ends - whole.begins).total_seconds() or 1
    begins, ends = max(row["begins"], whole.begins), min(row["ends"], whole.ends)
    at = round((begins - whole.begins).total_seconds() / long * WIDTH)
    return {
        "x": at,
        "width": max(round((ends - whole.begins).total_seconds() / long * WIDTH) - at, 0),
        "hole": row["hole"],
    }
