"""What is asked when it is more than a contact? To whom it goes, why, and who took it there."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm
from casework.forms.fields import line, one_of, text
from casework.reading.fan_words import chain_choices


class Escalate(ActionForm):
    """More than a contact."""

    action = "fan_contact.escalate"
    title, submit = _("This is more than a contact"), _("Take it there")
    meaning = _("It stays yours until somebody there has it by name. Is it about life? Call 112 first.")
    refused_at: ClassVar = {"ChainNeeded": "chain", "ReasonNeeded": "reason"}
    conflict_texts = ("reason",)
    needs_its_item = True
    chain = one_of([], _("Where to?"), initial="crisis")
    reason = text(_("What is going on?"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gemeente = self.about.gemeente if self.about is not None else ""
        self.fields["chain"].choices = chain_choices(gemeente, by=self.by)  # type: ignore[attr-defined]  # a ChoiceField


class NameAcceptor(ActionForm):
    """Somebody there took it."""

    action = "fan_contact.name_acceptor"
    title, submit = _("Name who took it there"), _("Record the name")
    refused_at: ClassVar = {"AcceptorNeeded": "acceptor", "NameTooLong": "acceptor"}
    acceptor = line(_("Who took it there?"))


class Accept(ActionForm):
    """The crisis team takes it."""

    action = "fan_contact.accept"
    title, submit = _("Take this over from the night service"), _("I take it over")
    meaning = _("In your name. Does a crisis begin? Take it as a new melding, so that its 24 hours run.")
