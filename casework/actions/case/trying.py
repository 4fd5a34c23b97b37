"""How is somebody reached? Every try leaves a line, and the next one gets a date at once."""

from casework import informing
from casework.actions.case.asking import Question
from casework.actions.case.escalating import follow_to
from casework.actions.case.shared import add_line, locked, step_with_line
from casework.actions.command import command
from casework.models import Case
from casework.work import current_work
from privacy.context import Acting


@command
def log_attempt(
    *, by: Acting, case_ref: str, channel: str, daypart: str, result: str, reached: bool = False, minutes: int = 0,
    safe_alone: str = "", seen_version: int | None = None,
) -> Case:  # fmt: skip
    """A try to reach the person. `minutes`: time spent. The next try gets its date from the urgency."""
    case = locked(case_ref, by=by, step="log_attempt", seen_version=seen_version)
    case.log_attempt(
        by=by, channel=channel, daypart=daypart, result=result, safe_alone=safe_alone, minutes=minutes
    )
    add_line(
        case, "attempt", by=by, text=result, channel=channel, daypart=daypart, reached=reached, minutes=minutes
    )  # fmt: skip
    current_work().restart_clock(case)
    return case


@command
def make_contact(
    *, by: Acting, case_ref: str, informed: str, note: str = "", seen_version: int | None = None
) -> Case:
    """Two-way contact. `informed`: yes, or why not yet (unsafe, not_now). Never who reported."""
    case = locked(case_ref, by=by, step="make_contact", seen_version=seen_version)
    case.make_contact(by=by, informed=informed)
    informing.after_contact(case, informed, at=by.at)
    add_line(case, "contact", by=by, text=note, reached=True)
    return case


@command
def call_mdo(*, by: Acting, case_ref: str, seen_version: int | None = None) -> Case:
    """No contact for six weeks: several disciplines look together."""
    return step_with_line("call_mdo", by=by, case_ref=case_ref, seen_version=seen_version)


@command
def go_on_trying(
    *, by: Acting, case_ref: str, reason: str, decision: str = "go_on", acceptor: str = "", partner: str = "",
    ask: str = "", released: list[str] | None = None, seen_version: int | None = None,
) -> Case:  # fmt: skip
    """What the MDO decided. `decision`: go_on; wvggz, with who took it on there (`acceptor`); or partner.

    A partner is asked in the same act: `partner`, `ask` and `released` as for case.ask_partner.
    """
    case = locked(case_ref, by=by, step="go_on_trying", seen_version=seen_version)
    question = Question(case, partner, ask, released)
    case.go_on_trying(by=by, decision=decision, reason=reason, acceptor=acceptor, **question.weighed)
    add_line(case, "go_on_trying", by=by, text=reason)
    if decision == "wvggz":
        follow_to(case, "wvggz", acceptor, by=by, note=reason)
    if decision == "partner":
        question.put(by=by, action="case.go_on_trying")
    return case


@command
def note(*, by: Acting, case_ref: str, text: str, seen_version: int | None = None) -> Case:
    """A line in the timeline, without a step."""
    case = locked(case_ref, by=by, step="note", seen_version=None)
    add_line(case, "note", by=by, text=text)
    return case
