"""What is written down of a question that was answered in the call? Only what can be ticked or counted."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.directory.current import pack
from casework.drafts import region_door
from casework.forms.base import ActionForm
from casework.forms.melding.parts import words
from workflows.advice import ASKERS, TOPICS

MINUTES = (5, 10, 15, 30, 60)


class GiveAdvice(ActionForm):
    """One advice, in at most four touches."""

    action = "advice.give"
    title, submit = _("New advice"), _("Save the advice")
    meaning = _(
        "Nothing about a person is kept. Is a person named whom we should look for? Make it a melding."
    )
    refused_at: ClassVar = {
        "TopicNeeded": "topics", "NotInTheList": "topics", "MinutesOutOfRange": "minutes",
    }  # fmt: skip

    topics = forms.MultipleChoiceField(
        label=_("What was the question about?"), choices=words("advice topic", TOPICS),
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one subject.")},
    )  # fmt: skip
    asker = forms.ChoiceField(
        label=_("Who asked?"), choices=words("asker", ASKERS), initial="other", widget=forms.RadioSelect
    )
    minutes = forms.TypedChoiceField(
        label=_("How many minutes did it take?"), choices=[(number, str(number)) for number in MINUTES],
        coerce=int, initial=10, widget=forms.RadioSelect,
    )  # fmt: skip
    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing was seen before.
        del self.fields["seen_version"]
        known = [(found.code, found.name) for found in pack().region.gemeenten.values()]
        self.fields["gemeente"].choices = [("", _("Not known, or outside the region")), *known]  # type: ignore[attr-defined]  # a ChoiceField, declared above

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of advice.give, with the door behind which this colleague sits."""
        return dict(self.cleaned_data) | {"door": region_door(self.by)}
