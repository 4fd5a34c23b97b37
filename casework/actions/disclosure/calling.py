"""How is a call written down in ten seconds? To whom, what was ticked, one line: it was shared, so it is a record.

The ground stands ready for each kind of receiver; the consent is what the person said before. Source: docs/privacy.md,
"Sharing".
"""

from typing import Any

from casework import access, consent
from casework.actions.command import command
from casework.actions.disclosure.shared import ask_colleagues, made, was_shared
from casework.directory.current import DISCLOSURE, pack
from casework.disclosing import digest_of, values_of
from casework.errors import NotYours
from casework.models import Case, Disclosure, Melding
from casework.work import current_work
from privacy.context import Acting
from privacy.decisions import Decision
from workflows.calendars import local_date
from workflows.disclosure_rules import URGENT, review_needed
from workflows.refusals import GroundNeeded, NotInTheList
from workflows.roles import Role
from workflows.sharing_refusals import GroundNeedsConsent, PeerReviewFirst, ShareWordsNeeded

IN_TRIAGE = ("in_triage", "waiting_info", "linked", "decided", "forwarded")
"""The states of a melding in which a triagist calls about somebody."""

ANSWERS = ("", "yes", "not_asked")
"""What can be said about consent after a call; "" is what was recorded before."""


@command
def call(
    *, by: Acting, recipient_kind: str, recipient: str, kinds: list[str], text: str, ground: str = "",
    consent_given: str = "", case_ref: str = "", melding_ref: str = "",
) -> Disclosure:  # fmt: skip
    """Write down what was told on the phone. `kinds`: codes of what was told. `text`: one line.

    `ground`: L-code, "" for the usual one of this kind of receiver. `consent_given`: yes, not_asked, or "" for what
    was recorded before. Without a yes and with special data a colleague looks first; at U0 and U1 afterwards.
    """
    about, decision = whom_it_is_about(by=by, case_ref=case_ref, melding_ref=melding_ref)
    disclosure = made(
        about, by=by, recipient_kind=recipient_kind, recipient=recipient, recipient_team="", kinds=kinds,
        text=text, way="call", valid_until=local_date(by.at),
    )  # fmt: skip
    if not text.strip():
        raise ShareWordsNeeded
    disclosure.ground, disclosure.consent = _rests_on(disclosure, ground, consent_given, by=by)
    _tell(disclosure, by=by)
    values = values_of(about, disclosure.kinds, decision=decision, by=by, action="disclosure.call")
    package = {"text": text, "values": values}
    disclosure.package = package
    disclosure.package_digest = digest_of(disclosure, package, recipient.strip(), disclosure.valid_until)
    current_work().add(disclosure)
    was_shared(disclosure, by=by)
    if melding_ref:
        current_work().concerns(about)
    if not disclosure.state_info.final:
        ask_colleagues(disclosure)
    return disclosure


def whom_it_is_about(*, by: Acting, case_ref: str, melding_ref: str) -> tuple[Case | Melding, Decision]:
    """The case or the melding, when it is that of `by`, and what may be seen of it. Raises NotYours."""
    if case_ref:
        items: Any = Case.unfinished().select_related("person")
        about, decision = access.find(items, case_ref, by=by, action="disclosure.call")
        role = Role.CARE_COORDINATOR
    else:
        items = Melding.objects.filter(state__in=IN_TRIAGE).select_related("person")
        about, decision = access.find(items, melding_ref, by=by, action="disclosure.call")
        role = Role.TRIAGIST
    if by.role != role or not by.acts_for(about.owner_person_id):
        raise NotYours
    return about, decision


def _rests_on(disclosure: Disclosure, ground: str, consent_given: str, *, by: Acting) -> tuple[str, str]:
    """The ground and the consent it was shared with. Raises when the two do not allow it."""
    kind = disclosure.recipient_kind
    if disclosure.case_id:
        consent.not_refused(disclosure.case_id, kind)
    elif disclosure.person_id:
        consent.person_not_refused(disclosure.person_id, kind)
    if consent_given not in ANSWERS:
        raise NotInTheList
    code = ground or pack().usual_ground(kind, at=by.at)
    if code not in pack().grounds(DISCLOSURE, at=by.at):
        raise GroundNeeded
    recorded = consent.said(disclosure.case_id, kind) if disclosure.case_id else ""
    given = consent_given or (consent.YES if recorded == consent.YES else "not_asked")
    if given != consent.YES and code not in pack().without_consent(DISCLOSURE, at=by.at):
        raise GroundNeedsConsent
    return code, given


def _tell(disclosure: Disclosure, *, by: Acting) -> None:
    """It is done; or at U0 and U1 done while a colleague still looks. Raises PeerReviewFirst otherwise."""
    if not review_needed(
        kinds=disclosure.kinds, consent=disclosure.consent, recipient_kind=disclosure.recipient_kind
    ):
        disclosure.tell(by=by)
    elif disclosure.urgency in URGENT:
        disclosure.tell_first(by=by)
    else:
        raise PeerReviewFirst
