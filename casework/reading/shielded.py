"""Which cases are shielded, by whom and why? For the privacy officer: the decision, not the person it is about."""

from typing import Any

from casework import access
from casework.errors import NotYours
from casework.models import Account, Case, Shielding
from casework.policy import may_see
from casework.reading.care_words import word
from casework.scoping import visible
from privacy.context import Acting
from workflows.roles import Role

MOST = 200


def read(*, by: Acting) -> dict[str, Any]:
    """The page: each shielded case of the own organisation with its decisions, newest first. Raises NotYours."""
    if by.role != Role.PRIVACY_OFFICER:
        raise NotYours
    cases = [case for case in _shielded(by) if "shield" in may_see(case, by, listing=True).groups]
    lines = list(Shielding.objects.filter(case__in=cases).select_related("by")[:MOST])
    opened = access.open_fields(
        [(line, ["reason"]) for line in lines], by=by, about="shielded", action="shield.read"
    )
    told = [_told(one) for one in opened]
    names = {str(one.pk): one.name for one in Account.objects.filter(pk__in=_named(cases))}
    return {
        "cases": [
            {
                "ref": case.ref, "named": [names[one] for one in case.shielded_for.split() if one in names],
                "decisions": [line for line in told if line["case"] == case.pk],
            }
            for case in cases
        ]
    }  # fmt: skip


def _shielded(by: Acting) -> list[Case]:
    return list(visible(Case.objects.exclude(shielded_for=""), by, listing=True).order_by("ref")[:MOST])


def _named(cases: list[Case]) -> set[str]:
    return {one for case in cases for one in case.shielded_for.split()}


def _told(one: access.Opened) -> dict[str, Any]:
    line: Any = one.record
    return {"case": line.case_id, "at": line.at, "who": line.by.name, "title": word("shield", line.what),
            "reason": one.text("reason")}  # fmt: skip
