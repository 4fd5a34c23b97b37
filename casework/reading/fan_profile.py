"""What does the page of a profile show, and which plan stands on the page of a contact? Every look is a row."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.fan_use import profile_of
from casework.models import FanContact, FanProfile
from casework.policy import may_see
from casework.reading import happened, safety
from casework.reading.care_words import word
from casework.reading.case_words import why_of
from casework.reading.fan_words import PLAN_LABEL
from casework.reading.moving import clock_of
from casework.reading.owner import owner_card
from casework.reading.words import gemeente_word, state_badge
from casework.scoping import visible
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.fan_profile import PLAN, State

WHOLE = FanProfile.objects.select_related("clock", "owner_person__deputy", "owner_team", "person")
NAME = ("given", "prefix", "surname")
MOST = 30
LOOKS_BACK = timedelta(days=30)
CALLS = 12


@dataclass(frozen=True)
class ProfileRead:
    """A profile that may be seen, what may be seen of it, and the context of its page."""

    profile: FanProfile
    decision: Decision
    page: dict[str, Any]


def read(ref: str, *, by: Acting) -> ProfileRead:
    """The page of one profile. Raises NotYours, TraceUnavailable."""
    profile, decision = access.find(WHOLE, ref, by=by, action="fan_profile.read")
    person, own = access.open_records(
        decision, [profile.person, profile], by=by, about=f"fan_profile:{ref}", action="fan_profile.read"
    )
    events = happened.events_of([ref], limit=MOST)
    page = {
        "ref": ref, "name": person.text(*NAME), "gemeente": gemeente_word(profile.gemeente),
        "state": state_badge("fan_profile", profile.state), "plan": lines(own.get("plan")),
        "reason": own.text("reason"), "ending": word("fan ending", profile.ending),
        "safety": safety.block(person.get("flags"), at=by.at) if "flags" in decision.groups else None,
        "contacts": _contacts(profile, by=by) if decision.groups else [],
        "owner": owner_card(profile, by=by), "clock": clock_of(profile), **why_of(profile),
        "events": [happened.line(event, happened.names_of(events, known=[])) for event in events],
        "begin_url": f"{reverse('fan_contact-new')}?profiel={ref}",
    }  # fmt: skip
    return ProfileRead(profile, decision, page)


def plan_for(contact: FanContact, *, by: Acting) -> dict[str, Any] | None:
    """The plan of whoever calls, for whoever answers; None for nobody's, and for who may not read it."""
    profile = profile_of(contact.person_id) if contact.person_id else None
    if profile is None or profile.state == State.SIGNED_UP:
        return None
    decision = may_see(profile, by)
    if "signal_plan" not in decision.groups:
        return None
    (own,) = access.open_records(
        decision, [profile], by=by, about=f"fan_contact:{contact.ref}", action="fan_profile.read"
    )
    return {"ref": profile.ref, "lines": lines(own.get("plan"))}


def plan_of(ref: str, *, by: Acting) -> dict[str, str]:
    """The parts of the plan as they are, to write on in a form. Raises NotYours, TraceUnavailable."""
    profile, decision = access.find(WHOLE, ref, by=by, action="fan_profile.read")
    (own,) = access.open_records(
        decision, [profile], by=by, about=f"fan_profile:{ref}", action="fan_profile.read"
    )
    return {part: str(dict(own.get("plan") or {}).get(part) or "") for part in PLAN}


def profile_choices(by: Acting) -> list[tuple[str, str]]:
    """Whom the service has a profile of, by name, for whoever has the duty. One access row for all of them."""
    rows = list(visible(FanProfile.unfinished(), by).select_related("person"))
    opened = access.open_fields(
        [(row.person, NAME) for row in rows], by=by, about="fan_profile", action="fan_profile.read"
    )
    named = [(row.ref, one.text(*NAME) or row.ref) for row, one in zip(rows, opened, strict=True)]
    return [("", _("Nobody with a profile")), *sorted(named, key=lambda one: one[1].casefold())]


def lines(plan: Any) -> list[dict[str, Any]]:
    """What is filled in of a plan, what helps first."""
    kept = dict(plan or {})
    return [{"label": PLAN_LABEL[part], "value": kept[part]} for part in PLAN_LABEL if kept.get(part)]


def _contacts(profile: FanProfile, *, by: Acting) -> list[dict[str, Any]]:
    """The contacts of the last thirty days, the newest first: when and how, not what was said."""
    found = FanContact.objects.filter(person_id=profile.person_id, called_at__gt=by.at - LOOKS_BACK)
    rows = visible(found, by).order_by("-called_at")[:CALLS]
    return [
        {"ref": row.ref, "at": row.called_at, "way": word("fan channel", row.channel),
         "planned": row.planned_at is not None, "state": state_badge("fan_contact", row.state)}
        for row in rows
    ]  # fmt: skip
