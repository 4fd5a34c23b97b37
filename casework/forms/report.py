"""What is asked when somebody calls with a concern? Danger, the story, the place, the person, and whom to call back.

A place or a concern makes a melding, and who is not to be called back says "geen". Whoever types less than that is told
what is missing, and keeps what was typed; everything else that is missing is an open point of the melding.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from casework.advices import of_own_team
from casework.directory.current import pack
from casework.drafts import region_door
from casework.errors import NotYours
from casework.fan import contact_of_ours
from casework.forms.base import YES_NO_UNKNOWN, ActionForm
from casework.forms.involved import NAMED, OtherPerson, numbers_in, prefix_of
from casework.forms.typed import (
    BirthDateField,
    BsnField,
    HouseNumberField,
    NameField,
    PhoneField,
    PostcodeField,
    TypedText,
)
from casework.intake import MELDER_FIELDS, PERSON_FIELDS, SAFETY
from casework.place import gemeente_of
from casework.reading.safety import KINDS
from privacy.context import Acting, now_cached
from workflows.calendars import local_date
from workflows.reporting import FEEDBACK_WISHES, MELDERS, SPEAKING_GROUNDS, WISHES

if TYPE_CHECKING:
    from django.http import QueryDict

ASKED_FLAGS = ("children", "aggression", "weapon", "dog")
BELIEVED = timedelta(days=365)
"""A safety flag is asked about again after at most twelve months. Source: docs/privacy.md, safety flags."""

AS_FIELD = {"prefix": "name_prefix"}
"""Where the name of a field of the form is not that of the fact: a form has a `prefix` of its own."""

PROFESSIONAL_ONLY = frozenset({"melder_organisation", "melder_function", "speaking_ground", "feedback_wish",
                               "help_running"})  # fmt: skip
"""Asked of somebody who calls for their work."""

NOT_TYPED = frozenset({"token", "draft_ref", "seen_version"})
"""What the page itself sends along; the number of an advice is kept with what was typed."""

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
    submit = _("Save for the duty")
    refused_at = {"PlaceOrPersonNeeded": "narrative", "AnonymityNotAnswered": "anonymity"}
    says_what_is_enough = True

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    draft_ref = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)
    advice_ref = forms.CharField(widget=forms.HiddenInput, required=False)
    fan_contact_ref = forms.CharField(widget=forms.HiddenInput, required=False)
    mode = forms.ChoiceField(
        label=_("Who is on the phone?"), initial="citizen", required=False, widget=forms.RadioSelect,
        choices=[("citizen", _("A resident")), ("professional", _("A professional"))],
    )  # fmt: skip
    Q1 = _safety("Q1")
    Q1b = _safety("Q1b")
    Q2 = _safety("Q2")
    Q3 = _safety("Q3")
    narrative = TypedText(label=_("What is going on?"), widget=forms.Textarea(attrs={"rows": 6}))
    help_running = TypedText(
        label=_("Which help is there already?"), widget=forms.Textarea(attrs={"rows": 2})
    )
    disrupted_household = forms.ChoiceField(
        label=_("Is this a disrupted household?"), required=False, initial="", widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not said"))],
    )  # fmt: skip
    location = TypedText(
        label=_("Where is the person now?"),
        help_text=_("Also when it is not the home: a street, a station, a room."),
    )
    given = NameField(label=_("First name"))
    name_prefix = NameField(label=_("Prefix"), help_text=_("Such as: van der"))
    surname = NameField(label=_("Surname"))
    birthdate = BirthDateField(
        label=_("Birth date"), help_text=_("Such as 31-12-1980. The year alone is fine too.")
    )
    bsn = BsnField(label=_("BSN"), help_text=_("Only when you need it for your legal task."))
    street = NameField(label=_("Street"))
    house_number = HouseNumberField(label=_("House number"))
    postcode = PostcodeField(label=_("Postcode"))
    woonplaats = NameField(label=_("Town"))
    gemeente = forms.ChoiceField(
        label=_("Gemeente"),
        required=False,
        help_text=_("Follows from the postcode or the town. Choose it when you know neither."),
    )
    phone = PhoneField(label=_("Phone number of the person"))
    flags = forms.MultipleChoiceField(
        label=_("What must a colleague know before going there?"), required=False,
        choices=[(kind, KINDS[kind][1]) for kind in ASKED_FLAGS], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    person_knows = forms.ChoiceField(
        label=_("Does the person know about this melding?"), choices=YES_NO_UNKNOWN, initial="onbekend",
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    kind_of_melder = forms.ChoiceField(
        label=_("Who reports?"),
        choices=[(kind, pgettext_lazy("melder", kind)) for kind in MELDERS],
        initial="other",
    )
    melder_name = NameField(label=_("Name of the melder"))
    melder_organisation = NameField(label=_("Organisation"))
    melder_function = NameField(label=_("Function"))
    melder_relation = NameField(label=_("Relation to the person"))
    melder_phone = PhoneField(
        label=_("Number to call back"), help_text=_("Does the melder not want to be called? Write: geen"),
        may_refuse=True,
    )  # fmt: skip
    melder_email = forms.EmailField(
        label=_("E-mail"), required=False,
        error_messages={"invalid": _("This is not an e-mail address. It needs an @ and a dot.")},
    )  # fmt: skip
    speaking_ground = forms.ChoiceField(
        label=_("On what ground may this professional tell us?"), required=False, initial="not_said",
        choices=[(code, pgettext_lazy("speaking ground", code.replace("_", " "))) for code in SPEAKING_GROUNDS],
    )  # fmt: skip
    feedback_wish = forms.ChoiceField(
        label=_("Does the melder want to hear from us?"), required=False, initial="not_said",
        choices=[(code, pgettext_lazy("feedback wish", code.replace("_", " "))) for code in FEEDBACK_WISHES],
    )  # fmt: skip
    anonymity = forms.ChoiceField(
        label=_("May the person know who reported?"), initial="known_to_us", widget=forms.RadioSelect,
        choices=[(wish, pgettext_lazy("anonymity", wish.replace("_", " "))) for wish in WISHES],
        help_text=_("Anonymous: we keep what kind of melder it is, and nothing of what else is filled in here."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Acting, more: bool = False, **kwargs: Any) -> None:
        """`more`: with one more block for another person, empty."""
        super().__init__(*args, by=by, **kwargs)
        gemeenten = pack().region.gemeenten.values()
        self.fields["gemeente"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, declared above
            ("", _("Follows from the postcode or the town")),
            *((found.code, found.name) for found in gemeenten),
            (ELSEWHERE, _("Not known yet, or outside the region")),
        ]
        self.fields["token"].initial = secrets.token_urlsafe(16)
        self.others = self._others(more=more)

    def _others(self, *, more: bool) -> list[OtherPerson]:
        """A block per person beside the first, with what was typed in it."""
        numbers = numbers_in(self.data or self.initial)
        made = []
        for number in numbers:
            start = {found[2]: self.initial[name] for name in self.initial if (found := _block(name, number))}
            made.append(OtherPerson(self.data or None, prefix=prefix_of(number), initial=start))
        if more:
            made.append(OtherPerson(prefix=prefix_of(max(numbers, default=-1) + 1)))
        return made

    def blank_other(self) -> OtherPerson:
        """An empty block, for a script to copy."""
        return OtherPerson(prefix="other-NUMBER")

    def columns(self) -> tuple[list[dict[str, Any]], ...]:
        """The fields in the order of a conversation, in two columns for the template: what is wrong, and who."""
        person = ("given", "name_prefix", "surname", "birthdate", "phone", "bsn", "person_knows")
        melder = ("kind_of_melder", "melder_phone", "melder_name", "melder_organisation", "melder_function",
                  "melder_relation", "melder_email", "speaking_ground", "feedback_wish", "anonymity")  # fmt: skip
        where = ("location", "street", "house_number", "postcode", "woonplaats", "gemeente")
        concern = ("narrative", "help_running", "flags", "disrupted_household")
        return (
            [
                self._group("safety", _("Safety first"), SAFETY),
                self._group("concern", _("The concern"), concern),
                self._group("where", _("Where"), where, short=True),
            ],
            [
                self._group("person", _("The person"), person, short=True),
                self._group("melder", _("Whom do we call back?"), melder, short=True),
            ],
        )

    def typed(self) -> dict[str, list[str]]:
        """What stands in the form now, as typed, for a draft: no check, no token, nothing that is no field."""
        return {
            name: values
            for name, values in cast("QueryDict", self.data).lists()
            if (name in self.fields and name not in NOT_TYPED) or NAMED.fullmatch(name)
        }

    def _group(
        self, key: str, title: str | Promise, names: tuple[str, ...], *, short: bool = False
    ) -> dict[str, Any]:
        """`short`: fields that fit beside each other."""
        fields = [{"field": self[name], "professional": name in PROFESSIONAL_ONLY} for name in names]
        return {"key": key, "title": title, "short": short, "fields": fields}

    def clean_advice_ref(self) -> str:
        return self._ours(of_own_team, self.cleaned_data["advice_ref"])

    def clean_fan_contact_ref(self) -> str:
        return self._ours(contact_of_ours, self.cleaned_data["fan_contact_ref"])

    def _ours(self, find: Callable[..., Any], ref: str) -> str:
        """What this came out of, of one's own team. Any other is dropped: it is no reason to lose a report."""
        with suppress(NotYours):
            return str(find(ref, by=self.by).ref) if ref else ""
        return ""

    def clean(self) -> dict[str, Any]:
        """An unknown postcode asks for the gemeente; it never refuses a melding."""
        given = super().clean() or self.cleaned_data
        if not all(other.is_valid() for other in self.others):
            self.add_error(None, _("Look at the other persons as well: something there cannot be right."))
        pc4 = given.get("postcode", "")[:4]
        if pc4 and not given.get("gemeente") and pack().region.gemeente_of_pc4(pc4) is None:
            unknown = _("We do not know this postcode. Choose the gemeente, or 'not known yet'.")
            self.add_error("gemeente", unknown)
        return given

    def _gemeente(self) -> str:
        """Four digits: as chosen, else by the postcode or the town; empty when a human has to decide."""
        chosen = self.cleaned_data["gemeente"]
        if chosen:
            return "" if chosen == ELSEWHERE else str(chosen)
        return gemeente_of(self.cleaned_data["postcode"], self.cleaned_data["woonplaats"])

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of melding.receive."""
        given = self.cleaned_data
        until = (local_date(self.by.at) + BELIEVED).isoformat()
        flags = [{"kind": kind, "detail": "", "source": "melder", "until": until} for kind in given["flags"]]
        person = {name: given[AS_FIELD.get(name, name)] for name in PERSON_FIELDS} | {"flags": flags}
        melder = {name: given[f"melder_{name}"] for name in MELDER_FIELDS}
        codes = ("kind_of_melder", "speaking_ground", "feedback_wish")
        return {
            "narrative": given["narrative"], "location": given["location"], "gemeente": self._gemeente(),
            "help_running": given["help_running"], "person_knows": given["person_knows"] or "onbekend",
            "disrupted_household": {"yes": True, "no": False}.get(given["disrupted_household"]),
            "answers": {question: given[question] for question in SAFETY}, "anonymity": given["anonymity"],
            "person": person, "melder": melder | {name: given[name] for name in codes},
            "others": [other.as_person(first=person) for other in self.others if other.is_filled()],
            "door": region_door(self.by), "draft_ref": given["draft_ref"], "seen_version": given["seen_version"],
            "source": source_of(self.by, given["token"]),
            **{name: given[name] or None for name in ("advice_ref", "fan_contact_ref")},
        }  # fmt: skip


def source_of(by: Acting, token: str) -> str:
    """What makes a form unique: who has it in front of them, and which page it is."""
    return f"form:{by.actor}:{token}"


def _block(name: str, number: int) -> Any:
    """The parts of the name of a field, when it belongs to the block with this number."""
    found = NAMED.fullmatch(name)
    return found if found and int(found[1]) == number else None


def from_draft(
    typed: Mapping[str, list[str]], *, by: Acting, more: bool = False, **hidden: Any
) -> ReportForm:
    """The form with everything typed before in it, not judged yet. `hidden`: the draft and its version; `more`: with
    an empty block for another person.
    """
    listed = {
        name for name, field in ReportForm.base_fields.items() if isinstance(field, forms.MultipleChoiceField)
    }
    start = {name: values if name in listed else values[-1] for name, values in typed.items() if values}
    return ReportForm(by=by, more=more, initial=start | hidden)
