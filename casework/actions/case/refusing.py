"""What if the person wants no help now? Staying away is weighed again and again; sharing is asked apart."""

from casework.actions.case.shared import add_line, locked, step_with_line
from casework.actions.command import command
from casework.models import Case, Stance
from casework.people import colleague
from casework.telling import tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.roles import Role


@command
def record_refusal(
    *, by: Acting, case_ref: str, words: str, risk: str, doubt: str, seen_version: int | None = None
) -> Case:
    """The person wants no help now: the words as said, and the risk of staying away.

    `doubt`: yes|no, does the colleague doubt that the person can oversee this? Then the team lead hears it today.
    """
    text = f"{words}\n\n{risk}"
    case = step_with_line(
        "record_refusal", by=by, case_ref=case_ref, seen_version=seen_version, text=text, words=words, risk=risk,
        doubt=doubt,
    )  # fmt: skip
    case.reweighed = case.since_mdo = 0
    current_work().add(
        Stance(case=case, at=by.at, by_id=by.actor, about="help", answer="no", doubt=doubt, words=words)
    )
    level = "today" if doubt == "yes" else "silent"
    tell_team(case.owner_team, "case.refused", about=case, role=Role.TEAM_LEAD, level=level)
    return case


@command
def weigh_again(
    *, by: Acting, case_ref: str, risk: str, mdo: str = "", seen_version: int | None = None
) -> Case:
    """Is staying away still right? The next time we ask is six weeks later.

    `mdo`: who looked along and what they decided; needed after two renewals without.
    """
    text = f"{risk}\n\n{mdo}".strip()
    case = step_with_line(
        "weigh_again", by=by, case_ref=case_ref, seen_version=seen_version, text=text, risk=risk, mdo=mdo
    )
    case.reweighed += 1
    case.since_mdo = 0 if mdo.strip() else case.since_mdo + 1
    current_work().restart_clock(case)
    return case


@command
def try_again(
    *, by: Acting, case_ref: str, second_person: str, reason: str, seen_version: int | None = None
) -> Case:
    """Two people decide to try once more. `second_person`: username of the colleague."""
    case = locked(case_ref, by=by, step="try_again", seen_version=seen_version)
    second = colleague(second_person, team=by.unit, roles=(Role.CARE_COORDINATOR, Role.TEAM_LEAD))
    case.try_again(by=by, reason=reason, second_person=str(second.pk) if second else "")
    add_line(case, "try_again", by=by, text=reason)
    return case
