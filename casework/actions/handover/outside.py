"""How does a person go over to a receiver without a login? The sender writes down who said yes, how and when."""

from datetime import date

from casework import consent as consents
from casework.actions.command import command
from casework.actions.disclosure.shared import offered
from casework.actions.handover.offering import can_go_over
from casework.actions.handover.shared import (
    add_line,
    locked,
    offered_afresh,
    source_follows,
    source_of,
    source_with_others,
)
from casework.directory.current import HANDOVER, pack
from casework.models import Handover
from casework.packages import completed, digest_of, missing_parts
from casework.people import has_outreach
from privacy.context import Acting
from workflows.disclosure_rules import OF_OUTSIDE


@command
def offer_outside(
    *, by: Acting, handover_ref: str, outside_kind: str, outside_receiver: str, ground: str, consent: str,
    consent_reason: str = "", package: dict[str, str] | None = None, requested_action: str | None = None,
    held_back: str | None = None, seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Offer it to a receiver without a login. `outside_kind`: ggz, gp ...; `outside_receiver`: which one."""
    handover = locked(handover_ref, by=by, step="offer_outside", seen_version=seen_version)
    case = source_with_others(handover)
    parts, action = completed(handover, package, requested_action, by=by)
    handover.offer_outside(
        by=by, outside_kind=outside_kind, outside_receiver=outside_receiver, missing=missing_parts(parts, action),
        receiver_may_receive=has_outreach(handover.sender_team_id) or handover.origin == "crisis",
        ground=ground, grounds=pack().grounds(HANDOVER, at=by.at), consent=consent, consent_reason=consent_reason,
        other_open=vars(case)["other_open"], case_has_contact=can_go_over(handover, case),
    )  # fmt: skip
    if handover.case_id:
        consents.offer_not_refused(handover.case_id, OF_OUTSIDE[outside_kind], said_now=consent)
    else:
        consents.person_not_refused(handover.person_id, OF_OUTSIDE[outside_kind], said_now=consent)
    handover.package, handover.requested_action = parts, action
    handover.held_back = held_back if held_back is not None else handover.held_back
    handover.package_digest, handover.released = digest_of(parts, action), sorted(parts)
    handover.ground, handover.consent, handover.outside_receiver = ground, consent, outside_receiver
    handover.told_by = "sender"
    offered_afresh(handover, None, by=by)
    source_follows(handover, case, "start_handover", by=by)
    add_line(handover, "consent", by=by, text=consent_reason)
    offered(handover, case, by=by, outside=outside_receiver)
    return handover


@command
def record_acceptance(
    *, by: Acting, handover_ref: str, acceptor: str, channel: str, accepted_on: date,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """Somebody there said yes. `acceptor`: the name; `channel`: phone, mail, letter or in_person."""
    handover = locked(handover_ref, by=by, step="record_acceptance", seen_version=seen_version)
    handover.record_acceptance(by=by, acceptor=acceptor, channel=channel, accepted_on=accepted_on)
    handover.outside_acceptor, handover.accepted_at = acceptor, by.at
    return handover


@command
def record_return(
    *, by: Acting, handover_ref: str, reason: str, alternative: str = "", seen_version: int | None = None
) -> Handover:
    """They said no, for a reason in the list, with the right place named."""
    handover = locked(handover_ref, by=by, step="record_return", seen_version=seen_version)
    handover.record_return(by=by, reason=reason, alternative=alternative)
    add_line(handover, "returned", by=by, text=alternative)
    return handover


@command
def confirm_outside(
    *, by: Acting, handover_ref: str, kind: str, contact_on: date, next_appointment: date, source: str,
    seen_version: int | None = None,
) -> Handover:  # fmt: skip
    """They had contact without us. `source`: client or second_source. In six weeks the sender must ask again."""
    handover = locked(handover_ref, by=by, step="confirm_outside", seen_version=seen_version)
    handover.confirm_outside(
        by=by, kind=kind, contact_on=contact_on, next_appointment=next_appointment, source=source
    )
    handover.confirmed_at = by.at
    source_follows(handover, source_of(handover), "begin_aftercare", by=by)
    return handover
