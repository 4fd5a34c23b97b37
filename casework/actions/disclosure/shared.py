"""What do all actions on a disclosure share? Locking it, what may be shared at all, and who hears of it."""

from datetime import date
from typing import Any

from casework import access, consent, informing
from casework.actions.command import as_system
from casework.directory.current import pack
from casework.models import (
    Account,
    Case,
    Crisis,
    Disclosure,
    Handover,
    Melding,
    Nachtkaart,
    PartnerTask,
    Team,
)
from casework.telling import tell_team
from casework.work import current_work
from privacy.context import Acting
from workflows.calendars import local_date
from workflows.disclosure_rules import KINDS, OF_OUTSIDE, RECIPIENTS, in_words_without_words, kinds_are_listed
from workflows.roles import Role
from workflows.sharing_refusals import KindsNeeded, RecipientNeeded, ShareWordsNeeded

ON_A_CARD = ["name", "flags", "health", "agreements"]
"""What a nachtkaart tells: kinds of workflows.disclosure_rules. What calms somebody tells of health."""
WITH_CLOCK = Disclosure.objects.select_related("clock", "owner_person", "owner_team", "proposed_by")


def locked(disclosure_ref: str, *, by: Acting, step: str, seen_version: int | None) -> Disclosure:
    """The disclosure, locked. Raises as access.for_change does."""
    return access.for_change(
        WITH_CLOCK, disclosure_ref, by=by, action=f"disclosure.{step}", seen_version=seen_version
    )


def refused_now(disclosure: Disclosure) -> bool:
    """Did the person say no to this receiver, here or since?"""
    return consent.refused(disclosure.case_id, disclosure.recipient_kind, disclosure.recipient_team_id)


def made(
    about: Case | Melding, *, by: Acting, recipient_kind: str, recipient: str, recipient_team: str,
    kinds: list[str], text: str, **values: Any,
) -> Disclosure:  # fmt: skip
    """A new disclosure of this case or melding, checked. Raises RecipientNeeded, KindsNeeded, ShareWordsNeeded."""
    team = Team.objects.filter(pk=recipient_team).first() if recipient_team else None
    if recipient_kind not in RECIPIENTS or not (recipient.strip() or team):
        raise RecipientNeeded
    if not kinds_are_listed(kinds):
        raise KindsNeeded
    if in_words_without_words(kinds, text):
        raise ShareWordsNeeded
    return Disclosure(
        case=about if isinstance(about, Case) else None, melding=about if isinstance(about, Melding) else None,
        person=about.person, urgency=about.urgency, gemeente=about.gemeente, owner_team_id=by.unit,
        owner_person_id=about.owner_person_id, proposed_by_id=by.actor, recipient_kind=recipient_kind,
        recipient=recipient.strip() or (team.name if team else ""), recipient_team=team,
        kinds=[one for one in KINDS if one in kinds], shielded_for=about.shielded_for, **values,
    )  # fmt: skip


def was_shared(disclosure: Disclosure, *, by: Acting, case: Case | None = None) -> None:
    """It was told to somebody: from now on the person has to hear it soon. `case`: when it is locked already.

    What is told about a melding counts for the case it opened; for one that comes later see casework.informing.
    """
    disclosure.delivered_at = by.at
    if case is None:
        key = disclosure.case_id or _case_of_melding(disclosure.melding_id)
        cases = Case.objects.select_related("clock", "inform_clock")
        case = access.locked_together(cases, pk=key) if key else None
    if case is not None:
        informing.comes_nearer(case, at=by.at)


def _case_of_melding(melding_id: Any) -> Any:
    """The id of the open case that this melding opened; None when there is none."""
    return Case.unfinished().filter(melding_id=melding_id).values_list("pk", flat=True).first()


def offered(handover: Handover, case: Case | Crisis, *, by: Acting, outside: str = "") -> None:
    """The package of an offer is a disclosure too: which parts, to whom, on which ground. The handover keeps it.

    `outside`: the name of a receiver without a login. Also when it goes on to another team, or when parts are added.
    """
    team: Any = handover.receiver_team
    kind = consent.kind_of_team(team.pk) if team else OF_OUTSIDE[handover.outside_kind]
    _kept_elsewhere(
        case, by=by, handover=handover, way="handover", recipient_kind=kind, recipient_team=team,
        recipient=team.name if team else outside, kinds=handover.released, ground=handover.ground,
        consent=handover.consent, package_digest=handover.package_digest, owner_team_id=handover.sender_team_id,
        owner_person_id=handover.sender_person_id,
    )  # fmt: skip


def asked_of(task: PartnerTask, case: Case, said: str, *, by: Acting) -> None:
    """What is released to a partner is a disclosure too; the task keeps it. `said`: of sharing with partners."""
    partner = str(task.receiver_team_id)
    consented = "no" if said in consent.NO else said or "not_asked"
    _kept_elsewhere(
        case, by=by, way="task", recipient_kind="partner", recipient_team_id=partner,
        recipient=pack().region.teams[partner].canonical, kinds=task.released,
        ground=pack().usual_ground("partner", at=by.at), consent=consented,
        owner_team_id=task.sender_team_id, owner_person_id=task.sender_person_id,
    )  # fmt: skip


def stands(card: Nachtkaart, case: Case, last_day: date, *, by: Acting) -> None:
    """A nachtkaart is a disclosure that stands until its last day, to whoever has the duty; the card keeps it."""
    crisis = pack().region.about.crisis
    _kept_elsewhere(
        case, by=by, way="standing", recipient_kind=consent.kind_of_team(crisis),
        recipient=pack().region.teams[crisis].canonical, kinds=ON_A_CARD, ground=card.ground, consent=card.consent,
        valid_until=last_day, package_digest=card.package_digest, owner_team_id=case.owner_team_id,
        owner_person_id=case.owner_person_id,
    )  # fmt: skip


def _kept_elsewhere(case: Case | Crisis, *, by: Acting, **values: Any) -> None:
    """A sharing whose content another item of this case or crisis keeps: told at this moment."""
    of = {"case": case} if isinstance(case, Case) else {"melding_id": case.melding_id}
    disclosure = Disclosure(
        **of, person_id=case.person_id, urgency=case.urgency, gemeente=case.gemeente, proposed_by_id=by.actor,
        package={}, shielded_for=case.shielded_for, **({"valid_until": local_date(by.at)} | values),
    )  # fmt: skip
    disclosure.tell(by=as_system(by))
    current_work().add(disclosure)
    was_shared(disclosure, by=by, case=case if isinstance(case, Case) else None)


def ask_colleagues(disclosure: Disclosure) -> None:
    """Somebody has to look along: the team lead hears it, and it stands on the list of the team."""
    tell_team(disclosure.owner_team_id, "disclosure.review_wanted", about=disclosure, role=Role.TEAM_LEAD)


def go_along(case: Case, before: Account | None) -> None:
    """What somebody was going to share of a case is of whoever has the case."""
    running = Disclosure.unfinished().filter(case=case, owner_person=before).values_list("pk", flat=True)
    for key in list(running):
        disclosure = access.locked_together(Disclosure.objects.select_related("clock"), pk=key)
        disclosure.owner_person = case.owner_person
