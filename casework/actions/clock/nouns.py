"""Which nouns can have a clock? Every item that somebody must do something about, by its kind."""

from typing import Any

from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    FanProfile,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Roster,
    Triage,
)

NOUNS: dict[str, Any] = {
    model.kind(): model
    for model in (
        Melding, Triage, Case, Crisis, Handover, PostbakItem, Pattern, Escalation, PartnerTask, Disclosure, Roster,
        FanContact, FanProfile,
    )
}  # fmt: skip
