"""Who of the receiving team does it? A name, another name, another team of the gemeente, or "I know this person"."""

from functools import partial
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import ActionForm, Colleagues, colleague_choices
from casework.forms.fields import colleague, text
from casework.models import Team
from casework.people import has_outreach, takers
from casework.reading.room import with_room
from workflows.calendars import local_date


class AcceptForNow(ActionForm):
    """The coordinator says yes and stands in."""

    action = "handover.accept_for_now"
    title, submit = _("Accept, name follows"), _("Accept, name follows within a working day")


class NameProfessional(ActionForm):
    """The first name, or another one."""

    action = "handover.name_professional"
    title, submit = _("Name the professional"), _("Name this colleague")
    meaning = _("The sender and the colleague are told. The handover itself goes on where it is.")
    refused_at: ClassVar = {
        "AcceptorNeeded": "acceptor",
        "NoSuchColleague": "acceptor",
        "SteppedAside": "acceptor",
    }
    acceptor = colleague(_("Who of your team takes this on?"))

    def colleagues(self) -> Colleagues:
        return {"acceptor": partial(colleague_choices, self.by.unit, takers(self.by.unit))}


class StepAside(ActionForm):
    """I know this person."""

    action = "handover.step_aside"
    title, submit = _("I know this person"), _("Step aside")
    meaning = _(
        "Do you know this person in private life? Then a colleague takes it, and you see this handover no more. "
        "You need not say why."
    )


class PassOn(ActionForm):
    """To another team of the same gemeente."""

    action = "handover.pass_on"
    needs_its_item = True
    title, submit = _("Pass it on inside the gemeente"), _("Pass it on")
    meaning = _("The other team gets its full time. The sender does not get it back and need do nothing.")
    refused_at: ClassVar = {"ReceiverNeeded": "receiver_team", "OtherTeamNeeded": "receiver_team"}
    conflict_texts = ("reason",)
    receiver_team = forms.CharField(label=_("Which team takes it?"), widget=forms.RadioSelect)
    reason = text(_("What should that team know about this?"), rows=2, required=False)

    def colleagues(self) -> Colleagues:
        return {"receiver_team": self._teams}

    def _teams(self) -> list[tuple[str, str]]:
        """The other teams that receive in this gemeente, but for those that had it."""
        about = self.about
        had = (
            (about.sender_team_id, str(about.receiver_team_id), *about.been_with.split(","))
            if about is not None
            else ()
        )
        near = about.gemeente if about is not None else ""
        listed = Team.objects.filter(may_receive=True).select_related("room").order_by("name")
        others = [team for team in listed if near in team.gemeenten and team.pk not in had]
        today = local_date(self.by.at)
        return [(team.pk, with_room(team, today=today)) for team in others if not has_outreach(team.pk)]
