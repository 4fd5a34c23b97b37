"""What is asked when somebody calls with a concern? Safety first, then the story, the place, the person, the melder.

Three fields make a melding. Whoever types less than that is told what is missing, and keeps what was typed.
"""

import secrets
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from casework.directory.current import pack
from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.typed import (
    BirthDateField,
    BsnField,
    HouseNumberField,
    PhoneField,
    PostcodeField,
    TypedText,
)
from casework.intake import MELDER_FIELDS, PERSON_FIELDS, SAFETY
from casework.reading.safety import KINDS
from privacy.context import Acting, now_cached
from workflows.calendars import local_date
from workflows.melding import MELDERS, WISHES

ASKED_FLAGS = ("children", "aggression", "weapon", "dog")
BELIEVED = timedelta(days=365)
"""A safety flag is asked about again after at most twelve months. Source: docs/privacy.md, safety flags."""

AS_FIELD = {"prefix": "name_prefix"}
"""Where the name of a field of the form is not that of the fact: a form has a `prefix` of its own."""

ELSEWHERE = "elsewhere"
"""The person lives outside the region, or nobody knows where: a human decides later."""


def question_text(question: str) -> str:
    """The words of a question of the tree in force, in the reader's language."""
    return gettext(pack().tree(now_cached()).questions[question].text)


question_label = lazy(question_text, str)
"""The same, looked up when it is shown."""


def _safety(question: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question_label(question), choices=YES_NO_UNKNOWN, widget=forms.RadioSelect, initial="onbekend",
        required=False,
    )  # fmt: skip


class ReportForm(ActionForm):
    """One melding by phone, on one page."""

    action = "melding.receive"
    title = _("New melding")
    submit = _("Save the melding")
    refused_at = {"PlaceOrPersonNeeded": "narrative", "AnonymityNotAnswered": "anonymity"}
    says_what_is_enough = True

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    Q1 = _safety("Q1")
    Q1b = _safety("Q1b")
    Q2 = _safety("Q2")
    Q3 = _safety("Q3")
    narrative = TypedText(label=_("What is going on?"), widget=forms.Textarea(attrs={"rows": 6}))
    location = TypedText(
        label=_("Where is the person now?"),
        help_text=_("Also when it is not the home: a street, a station, a room."),
    )
    given = TypedText(label=_("First name"))
    name_prefix = TypedText(label=_("Prefix"), help_text=_("Such as: van der"))
    surname = TypedText(label=_("Surname"))
    birthdate = BirthDateField(
        label=_("Birth date"), help_text=_("Such as 31-12-1980. The year alone is fine too.")
    )
    bsn = BsnField(label=_("BSN"), help_text=_("Only when you need it for your legal task."))
    street = TypedText(label=_("Street"))
    house_number = HouseNumberField(label=_("House number"))
    postcode = PostcodeField(label=_("Postcode"))
    woonplaats = TypedText(label=_("Town"))
    gemeente = forms.ChoiceField(
        label=_("Gemeente"),
        required=False,
        help_text=_("Follows from the postcode. Choose it when there is none."),
    )
    phone = PhoneField(label=_("Phone number of the person"))
    flags = forms.MultipleChoiceField(
        label=_("What must a colleague know before going there?"), required=False,
        choices=[(kind, KINDS[kind][1]) for kind in ASKED_FLAGS], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    kind_of_melder = forms.ChoiceField(
        label=_("Who reports?"),
        choices=[(kind, pgettext_lazy("melder", kind)) for kind in MELDERS],
        initial="other",
    )
    melder_name = TypedText(label=_("Name of the melder"))
    melder_organisation = TypedText(label=_("Organisation"))
    melder_relation = TypedText(label=_("Relation to the person"))
    melder_phone = PhoneField(
        label=_("Number to call back"), help_text=_("Does the melder not want to be called? Write: geen"),
        may_refuse=True,
    )  # fmt: skip
    melder_email = forms.EmailField(
        label=_("E-mail"), required=False,
        error_messages={"invalid": _("This is not an e-mail address. It needs an @ and a dot.")},
    )  # fmt: skip
    anonymity = forms.ChoiceField(
        label=_("May the person know who reported?"), initial="known_to_us", widget=forms.RadioSelect,
        choices=[(wish, pgettext_lazy("anonymity", wish.replace("_", " "))) for wish in WISHES],
        help_text=_("Anonymous: we keep what kind of melder it is, and nothing of what else is filled in here."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Acting, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        gemeenten = pack().region.gemeenten.values()
        self.fields["gemeente"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            ("", _("Follows from the postcode")),
            *((found.code, found.name) for found in gemeenten),
            (ELSEWHERE, _("Not known yet, or outside the region")),
        ]
        self.fields["token"].initial = secrets.token_urlsafe(16)

    def columns(self) -> tuple[list[dict[str, Any]], ...]:
        """The fields in the order of a conversation, in two columns for the template: what is wrong, and who."""
        asked = [AS_FIELD.get(name, name) for name in PERSON_FIELDS if name != "bsn"]
        person = (*asked, "bsn")
        melder = ("kind_of_melder", *(f"melder_{name}" for name in MELDER_FIELDS), "anonymity")
        return (
            [
                self._group("safety", _("Safety first"), SAFETY),
                self._group("concern", _("The concern"), ("narrative", "location", "gemeente", "flags")),
            ],
            [
                self._group("person", _("The person"), person, short=True),
                self._group("melder", _("The melder"), melder, short=True),
            ],
        )

    def _group(
        self, key: str, title: str | Promise, names: tuple[str, ...], *, short: bool = False
    ) -> dict[str, Any]:
        """`short`: fields that fit beside each other."""
        return {"key": key, "title": title, "short": short, "fields": [self[name] for name in names]}

    def clean(self) -> dict[str, Any]:
        """An unknown postcode asks for the gemeente; it never refuses a melding."""
        given = super().clean() or self.cleaned_data
        pc4 = given.get("postcode", "")[:4]
        if pc4 and not given.get("gemeente") and pack().region.gemeente_of_pc4(pc4) is None:
            self.add_error(
                "gemeente", _("We do not know this postcode. Choose the gemeente, or 'not known yet'.")
            )
        return given

    def _gemeente(self) -> str:
        """Four digits: as chosen, else by the postcode; empty when a human has to decide."""
        chosen = self.cleaned_data["gemeente"]
        if chosen:
            return "" if chosen == ELSEWHERE else str(chosen)
        found = pack().region.gemeente_of_pc4(self.cleaned_data["postcode"][:4])
        return found.code if found else ""

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of melding.receive."""
        given = self.cleaned_data
        until = (local_date(self.by.at) + BELIEVED).isoformat()
        flags = [{"kind": kind, "detail": "", "source": "melder", "until": until} for kind in given["flags"]]
        melder = {name: given[f"melder_{name}"] for name in MELDER_FIELDS}
        return {
            "narrative": given["narrative"], "location": given["location"], "gemeente": self._gemeente(),
            "answers": {question: given[question] for question in SAFETY}, "anonymity": given["anonymity"],
            "person": {name: given[AS_FIELD.get(name, name)] for name in PERSON_FIELDS} | {"flags": flags},
            "melder": melder | {"kind_of_melder": given["kind_of_melder"]}, "door": self.door(),
            "source": f"form:{self.by.actor}:{given['token']}",
        }  # fmt: skip

    def door(self) -> str:
        """The door behind which this colleague sits; the meldpunt when it is none."""
        return next((row.door for row in pack().region.doors if row.team == self.by.unit), "meldpunt")
