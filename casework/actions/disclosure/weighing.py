"""How does somebody decide to share something? What and to whom, the ground, the consent, and six answers."""

from datetime import date, timedelta

from casework import access
from casework.actions import consent as consents
from casework.actions.command import command
from casework.actions.disclosure.shared import locked, made, refused_now
from casework.directory.current import DISCLOSURE, pack
from casework.disclosing import digest_of, values_of
from casework.errors import NotYours
from casework.models import Case, Disclosure
from casework.policy import may_see
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.disclosure_rules import QUESTIONS, VALID_DAYS
from workflows.roles import Role


@command
def propose(
    *, by: Acting, case_ref: str, recipient_kind: str, recipient: str, kinds: list[str], text: str = "",
    held_back: str = "", recipient_team: str = "",
) -> Disclosure:  # fmt: skip
    """Prepare sharing something of one's own case. Nothing leaves yet.

    `kinds`: codes of what is told. `held_back`: what stays here, and why. `recipient_team`: a team of the region.
    """
    case, _ = access.find(
        Case.unfinished().select_related("person"), case_ref, by=by, action="disclosure.propose"
    )
    if by.role != Role.CARE_COORDINATOR or not by.acts_for(case.owner_person_id):
        raise NotYours
    disclosure = made(
        case, by=by, recipient_kind=recipient_kind, recipient=recipient, recipient_team=recipient_team,
        kinds=kinds, text=text, way="package", package={"text": text, "values": {}}, held_back=held_back,
    )  # fmt: skip
    current_work().add(disclosure)
    return disclosure


@command
def choose_ground(
    *, by: Acting, disclosure_ref: str, ground: str, seen_version: int | None = None
) -> Disclosure:
    """The legal ground, an L-code that counts today."""
    disclosure = locked(disclosure_ref, by=by, step="choose_ground", seen_version=seen_version)
    disclosure.choose_ground(by=by, ground=ground, grounds=pack().grounds(DISCLOSURE, at=by.at))
    return disclosure


@command
def ask_consent(*, by: Acting, disclosure_ref: str, seen_version: int | None = None) -> Disclosure:
    """The person is asked."""
    disclosure = locked(disclosure_ref, by=by, step="ask_consent", seen_version=seen_version)
    disclosure.ask_consent(by=by)
    return disclosure


@command
def grant(
    *, by: Acting, disclosure_ref: str, words: str, source: str, seen_version: int | None = None
) -> Disclosure:
    """The person agrees: the words as said, and who told us. It counts for this kind of receiver from now on."""
    disclosure = locked(disclosure_ref, by=by, step="grant", seen_version=seen_version)
    disclosure.grant(by=by, words=words, source=source)
    _answered(disclosure, "yes", by=by, words=words, source=source)
    return disclosure


@command
def refuse(
    *, by: Acting, disclosure_ref: str, words: str, source: str, seen_version: int | None = None
) -> Disclosure:
    """The person does not want it: the words as said. From now on it counts for this kind of receiver."""
    disclosure = locked(disclosure_ref, by=by, step="refuse", seen_version=seen_version)
    disclosure.refuse(by=by, words=words, source=source)
    _answered(disclosure, "no", by=by, words=words, source=source)
    return disclosure


def _answered(disclosure: Disclosure, answer: str, *, by: Acting, words: str, source: str) -> None:
    disclosure.consent_words = words
    case: Case = disclosure.case  # type: ignore[assignment]  # a package is always of a case
    consents.keep(
        case, answer, by=by, recipient_kind=disclosure.recipient_kind,
        recipient_team=disclosure.recipient_team_id, words=words, source=source,
    )  # fmt: skip


@command
def skip_consent(
    *, by: Acting, disclosure_ref: str, reason: str, seen_version: int | None = None
) -> Disclosure:
    """The person was not asked, and why."""
    disclosure = locked(disclosure_ref, by=by, step="skip_consent", seen_version=seen_version)
    disclosure.skip_consent(by=by, reason=reason)
    disclosure.consent_words = reason
    return disclosure


@command
def weigh(
    *, by: Acting, disclosure_ref: str, answers: dict[str, str], valid_until: date | None = None,
    seen_version: int | None = None,
) -> Disclosure:  # fmt: skip
    """Six answers, by the names of workflows.disclosure_rules.QUESTIONS. The package is frozen as it is now.

    `valid_until`: the last day on which it may go, at most 30 days away; that day when nothing is given.
    """
    disclosure = locked(disclosure_ref, by=by, step="weigh", seen_version=seen_version)
    until = valid_until or local_date(by.at) + timedelta(days=VALID_DAYS)
    disclosure.weigh(
        by=by, answers=answers, valid_until=until, refused=refused_now(disclosure),
        without_consent=pack().without_consent(DISCLOSURE, at=by.at),
    )  # fmt: skip
    disclosure.answers = {question: str(answers[question]) for question in QUESTIONS}
    disclosure.valid_until = until
    _freeze(disclosure, by=by)
    return disclosure


def _freeze(disclosure: Disclosure, *, by: Acting) -> None:
    """What was ticked gets the values of this moment, and the whole gets its hash."""
    case = access.locked_together(Case.objects.select_related("person", "clock"), pk=disclosure.case_id)
    (kept,) = access.open_fields(
        [(disclosure, ["package", "recipient"])], by=by, about=disclosure.ref, action="disclosure.weigh"
    )
    values = values_of(case, disclosure.kinds, decision=may_see(case, by), by=by, action="disclosure.weigh")
    package = {"text": str((kept.get("package") or {}).get("text") or ""), "values": values}
    disclosure.package = package
    disclosure.package_digest = digest_of(disclosure, package, kept.text("recipient"), disclosure.valid_until)
