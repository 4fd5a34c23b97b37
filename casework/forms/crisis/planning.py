"""What is asked about the bridge to the receiver? Who goes on, who answers when, and what is agreed."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from casework.forms.base import ActionForm
from casework.forms.fields import line, moment, text
from casework.forms.package import receivers
from casework.reading.crisis_words import TEXT_LABEL, answering
from workflows.bridging import COLLEAGUE, DUTY, TEXTS
from workflows.calendars import local_date

EMPTY_ROWS = 3
"""Blocks that can be added at once; saving gives as many again."""

MOST_ROWS = 60
ROW = re.compile(r"begins_(\d{1,2})$")
PARTS = ("begins", "ends", "who", "name", "phone")


class WritePlan(ActionForm):
    """The draft of the plan. It always saves, with its holes. `covers`: the draft as its page shows it."""

    action = "crisis.write_plan"
    title, submit = _("Bridging plan"), _("Keep the draft")
    meaning = _(
        "Until the receiver opens somebody answers at every minute. A draft is always kept, also with holes."
    )
    says_what_is_enough = True
    refused_at: ClassVar = {"ReceiverMayNotReceive": "receiver_team"}
    conflict_texts = TEXTS
    receiver_team = forms.ChoiceField(label=_("Who goes on with this person?"), required=False)

    def __init__(
        self, *args: Any, rows: int = 0, covers: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.covers = covers
        gemeente = self.about.stays_gemeente or self.about.gemeente if self.about is not None else ""
        self.fields["receiver_team"].choices = receivers(  # type: ignore[attr-defined]  # a ChoiceField
            gemeente, local_date(self.by.at), sender=self.by.unit
        )
        for name in TEXTS:
            self.fields[name] = text(TEXT_LABEL[name], rows=2, required=False)
        sent = [int(found[1]) for name in self.data if (found := ROW.match(name))]
        self.rows = range(min(max(sent) + 1, MOST_ROWS) if sent else rows + EMPTY_ROWS)
        choices = answering(self.by.unit)
        for number in self.rows:
            self.fields[f"begins_{number}"] = moment(_("From"), required=False)
            self.fields[f"ends_{number}"] = moment(pgettext("plan", "until"), required=False)
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Who answers?"), choices=choices, required=False
            )
            self.fields[f"name_{number}"] = line(_("Name, when it is somebody else"), required=False)
            self.fields[f"phone_{number}"] = line(_("Number to call"), required=False)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        rows = [{part: given.pop(f"{part}_{number}") for part in PARTS} for number in self.rows]
        texts = {name: given.pop(name) for name in TEXTS}
        # Where the plan begins stands ready; that alone is no block.
        blocks = [_block(row) for row in rows if row["ends"] or row["who"]]
        return given | {"texts": texts, "blocks": blocks}

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields of each block together."""
        return [[self[f"{part}_{number}"] for part in PARTS] for number in self.rows]

    def others(self) -> list[forms.BoundField]:
        """Everything but the blocks."""
        return [self[name] for name in ("seen_version", "receiver_team", *TEXTS)]


def _block(row: dict[str, Any]) -> dict[str, Any]:
    who, _colon, which = str(row["who"]).partition(":")
    more = {DUTY: {"team": which}, COLLEAGUE: {"colleague": which}}.get(who, {})
    return {
        "begins": row["begins"],
        "ends": row["ends"],
        "who": who,
        "name": row["name"],
        "phone": row["phone"],
    } | more


class FillHoles(ActionForm):
    """One tap."""

    action = "crisis.fill_holes"
    title, submit = _("Let the crisis duty fill the holes"), _("Let the crisis duty fill the holes")


class SignPlan(ActionForm):
    """The first signature."""

    action = "crisis.sign_plan"
    title, submit = _("Sign the plan"), _("I sign this plan")
    meaning = _("A colleague signs after you. Then the plan is settled.")


class SettlePlan(ActionForm):
    """The second signature."""

    action = "crisis.settle_plan"
    title, submit = _("Settle the plan"), _("I sign as the second")
    meaning = _("From here the plan holds, until the receiver opens.")
    refused_at: ClassVar = {"BreachNotExplained": "breach_reason"}
    conflict_texts = ("breach_reason",)
    breach_reason = text(_("Were the 24 hours over? Why?"), rows=2, required=False)


class PrepareHandover(ActionForm):
    """A handover is drafted."""

    action = "crisis.prepare_handover"
    title, submit = _("Prepare the handover"), _("Prepare the handover")
