"""What is asked before a concept rule is tried? The rules as they would stand in the pack, and from which day on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import day, text

EXAMPLE = """[[destination]]
id = "…"
outcome = "…"
team = "…"
gemeenten = ["…"]
valid_from = "2030-01-01"
"""


class Rehearse(forms.Form):
    """A concept of rules. Nothing of it is kept."""

    says_what_is_enough = True
    rules = text(
        _("The new rules"),
        rows=12,
        help_text=_("In the form of destinations.toml or front_doors.toml of the region pack."),
    )
    since = day(_("Only meldingen since"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a form of Django takes
        self.fields["rules"].widget.attrs |= {"placeholder": EXAMPLE, "spellcheck": "false"}
