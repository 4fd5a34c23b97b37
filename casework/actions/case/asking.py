"""What does a partner get to know? One question, and only the fields released for it, as they are at that moment."""

from typing import Any

from casework import access, consent
from casework.actions.case.shared import WITH_CLOCK
from casework.actions.command import command
from casework.actions.disclosure.shared import asked_of
from casework.directory.current import pack
from casework.disclosing import values_of
from casework.models import Case, PartnerTask
from casework.policy import may_see
from casework.telling import tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role

AT_LEAST = ("name", "address")
"""What a partner gets to know when nothing else is released."""


@command
def ask_partner(
    *, by: Acting, case_ref: str, partner: str, ask: str, released: list[str] | None = None,
    seen_version: int | None = None,
) -> Case:  # fmt: skip
    """Ask a partner (`partner`: team id) for one thing. `released`: what goes along; name and address if empty."""
    case = access.for_change(
        WITH_CLOCK.select_related("person"),
        case_ref,
        by=by,
        action="case.ask_partner",
        seen_version=seen_version,
    )
    question = Question(case, partner, ask, released)
    case.ask_partner(by=by, **question.weighed)
    question.put(by=by, action="case.ask_partner")
    return case


class Question:
    """What one partner is asked and gets to know. `released`: what goes along; name and address if empty."""

    def __init__(self, case: Case, partner: str, ask: str, released: list[str] | None) -> None:
        self.case, self.partner, self.ask = case, partner, ask
        self.released = list(released or AT_LEAST)
        self.said = consent.said(case.pk, "partner", partner)

    @property
    def weighed(self) -> dict[str, Any]:
        """What the lifecycle asks about it."""
        team = pack().region.teams.get(self.partner)
        return {
            "is_partner": team is not None and Role.PARTNER in team.roles, "ask": self.ask,
            "released": self.released, "refused": self.said in consent.NO, "agreed": self.said == consent.YES,
        }  # fmt: skip

    def put(self, *, by: Acting, action: str) -> None:
        """The partner has the question from now on, with the values of this moment. `action`: of which it is part."""
        case = self.case
        task = PartnerTask(
            case=case, person_id=case.person_id, urgency=case.urgency, gemeente=case.gemeente, ask=self.ask,
            sender_team_id=case.owner_team_id, sender_person=case.owner_person, receiver_team_id=self.partner,
            owner_team_id=case.owner_team_id, owner_person=case.owner_person, released=sorted(self.released),
            shielded_for=case.shielded_for,
            package=values_of(
                case, self.released, decision=may_see(case, by), by=by, action=action, for_a_visit=True
            ),
        )  # fmt: skip
        current_work().add(task)
        asked_of(task, case, self.said, by=by)
        tell_team(self.partner, "task.offered", about=task)
