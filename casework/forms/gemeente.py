"""What is asked when two gemeenten disagree? The same five forms for a melding and for a handover."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.directory.current import pack
from casework.forms.base import ActionForm
from casework.forms.fields import text
from casework.forms.why import Why
from casework.place import ELSEWHERE

AT_REASON = {"ReasonNeeded": "reason"}
AT_GEMEENTE = {"GemeenteNotListed": "gemeente", **AT_REASON}
"""Which field shows which refusal."""


def gemeenten() -> list[tuple[str, str]]:
    """Code and name of the gemeenten of the region."""
    return [(found.code, found.name) for found in pack().region.gemeenten.values()]


def places() -> list[tuple[str, Any]]:
    """The same with "not known" and "outside the region": a fact about a place, which may lie anywhere."""
    return [("", _("Not known")), *gemeenten(), (ELSEWHERE, _("Outside the region"))]


def gemeente_choice(label: Any) -> forms.ChoiceField:
    """One gemeente of the region, and none until somebody chose; which there are is asked when the form is made."""
    return forms.ChoiceField(
        label=label, widget=forms.Select, choices=lambda: [("", _("Choose a gemeente")), *gemeenten()],
        error_messages={"required": _("Choose a gemeente")},
    )  # fmt: skip


def place_choice(label: Any) -> forms.ChoiceField:
    """A gemeente, another region, or nothing."""
    return forms.ChoiceField(label=label, widget=forms.Select, choices=places, required=False)


class Dispute(ActionForm):
    """Not our gemeente, but that one."""

    title, submit = _("Not our gemeente"), _("Name the right gemeente")
    meaning = _("The sender stays owner. Their team lead decides with you, within a working day.")
    refused_at: ClassVar = {**AT_GEMEENTE, "SameGemeente": "gemeente", "GemeenteAlreadySettled": "new_fact"}
    conflict_texts = ("reason", "new_fact")
    gemeente = gemeente_choice(_("Which gemeente is it?"))
    reason = text(_("How do you know?"), rows=3)
    new_fact = text(
        _("Was it decided before? Then write down the new fact"), rows=2, required=False,
        help_text=_("The same facts are not decided twice."),
    )  # fmt: skip


class Agree(Why):
    """The team lead thinks so too."""

    title, submit = _("Agree: it goes to the named gemeente"), _("Agree")
    meaning = _("With your name and that of the coordinator it is decided.")


class Naming(Why):
    """Which gemeente, and why."""

    refused_at: ClassVar = AT_GEMEENTE
    field_order = ("gemeente", "reason")
    gemeente = gemeente_choice(_("Which gemeente is it?"))


class Propose(Naming):
    """The team lead sees it otherwise."""

    title, submit = _("Propose a gemeente"), _("Propose")
    meaning = _("Call the coordinator first. It counts when they sign; without that the manager decides.")


class Sign(ActionForm):
    """The second signature under the proposal of the team lead."""

    title, submit = _("Sign the proposed gemeente"), _("Sign")
    meaning = _("With two names it is decided. After that only a new fact opens it again.")


class Rule(Naming):
    """The manager of the gemeente or the region decides."""

    title, submit = _("Decide which gemeente it is"), _("Decide")
    meaning = _("The two did not agree in time. Your decision stands, with your name and reason.")


STEPS: dict[str, type[ActionForm]] = {
    "dispute_gemeente": Dispute, "agree_gemeente": Agree, "propose_gemeente": Propose, "sign_gemeente": Sign,
    "rule_gemeente": Rule,
}  # fmt: skip
"""Step of a dispute -> what it asks, of whatever item."""


def forms_of(noun: str) -> tuple[type[ActionForm], ...]:
    """The five forms as those of this noun: each names its own action."""
    return tuple(
        type(
            f"{form.__name__}Of{noun.title()}", (form,), {"action": f"{noun}.{step}", "__doc__": form.__doc__}
        )
        for step, form in STEPS.items()
    )
