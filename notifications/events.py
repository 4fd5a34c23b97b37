"""What can somebody be told, in which words, how loud, and who normally hears it? A list, no behaviour.

The words name a reference and nothing else. The caller finds the people behind a `Receiver` and may choose
another level: a crisis, the safety of staff and an unmanned duty are paged.
"""

from django.utils.translation import gettext_noop as _

from notifications.event import Event, Level, Receiver


def _event(name: str, wording: str, level: Level, *receivers: Receiver, bundled: bool = False) -> Event:
    return Event(name, wording, level, receivers, bundled)


TODAY, SILENT = Level.TODAY, Level.SILENT
R = Receiver
_ALL = (
    _event(
        "melding.received",
        _("Melding {ref} has come in and waits for a first look."),
        SILENT,
        R.DUTY,
        bundled=True,
    ),
    _event("melding.draft_left", _("Draft {ref} was left and waits for somebody to go on."), TODAY, R.DUTY),
    _event(
        "melding.crisis",
        _("Melding {ref} lies with the crisis team: somebody takes it by name."),
        TODAY,
        R.RECEIVING_TEAM,
    ),
    _event(
        "crisis.announced",
        _("Crisis {ref} waits: a pair takes it by name."),
        TODAY,
        R.RECEIVING_TEAM,
        R.DUTY,
    ),
    _event("crisis.goes_along", _("You go along to crisis {ref}."), TODAY, R.SECOND_PERSON),
    _event("crisis.taken_over", _("Another pair goes on with crisis {ref}."), TODAY, R.PREVIOUS_OWNER),
    _event("crisis.day_ends", _("The 24 hours of crisis {ref} end soon: settle the plan."), TODAY, R.OWNER),
    _event(
        "crisis.signature_wanted",
        _("The plan of crisis {ref} waits for a second signature."),
        TODAY,
        R.RECEIVING_TEAM,
    ),
    _event("crisis.plan_settled", _("The plan of crisis {ref} is settled."), TODAY, R.OWNER),
    _event("crisis.in_a_plan", _("Your duty stands in the plan of crisis {ref}."), TODAY, R.RECEIVING_TEAM),
    _event(
        "crisis.unbridged",
        _("The 24 hours of crisis {ref} are over without a plan: the crisis duty answers."),
        TODAY,
        R.DUTY,
        R.TEAM_LEAD,
    ),
    _event("melding.forwarded", _("Melding {ref} was forwarded to your team."), TODAY, R.RECEIVING_TEAM),
    _event("melding.accepted", _("The other team has taken over melding {ref}."), SILENT, R.SENDER),
    _event("melding.returned", _("Melding {ref} was sent back to you."), TODAY, R.SENDER),
    _event("melding.linked", _("A new melding came in about {ref}."), TODAY, R.OWNER),
    _event(
        "melding.unlinked",
        _("A melding turned out not to be about {ref}. Your file is as it was."),
        TODAY,
        R.OWNER,
    ),
    _event(
        "pattern.found",
        _("Somebody was reported again: question {ref} waits for your answer."),
        TODAY,
        R.TEAM_LEAD,
    ),
    _event(
        "sociale_kaart.stale",
        _("Nobody looked at line {ref} of the sociale kaart for ninety days. Is the number still right?"),
        TODAY,
        R.TEAM_LEAD,
        bundled=True,
    ),
    _event("melding.reassigned", _("Melding {ref} has another owner."), TODAY, R.OWNER, R.PREVIOUS_OWNER),
    _event(
        "gemeente.disputed",
        _("{ref}: another gemeente is named. Decide together today."),
        TODAY,
        R.OWNER,
        R.TEAM_LEAD,
    ),
    _event(
        "gemeente.proposed", _("{ref}: a gemeente is proposed. Sign it, or call."), TODAY, R.RECEIVING_LEAD
    ),
    _event("gemeente.decided", _("{ref}: it is decided which gemeente it is."), TODAY, R.OWNER),
    _event("melding.reopened", _("Melding {ref} has been opened again."), TODAY, R.DUTY),
    _event(
        "postbak.received", _("Message {ref} could not be read and waits in the Postbak."), SILENT, R.DUTY
    ),
    _event(
        "postbak.silent",
        _("A mailbox has not answered for a while; see {ref} in the Postbak."),
        TODAY,
        R.TEAM_LEAD,
    ),
    _event("triage.second_wanted", _("Triage {ref} waits for a second look."), TODAY, R.SECOND_PERSON),
    _event("triage.revised", _("Triage {ref} came back to be looked at again."), TODAY, R.OWNER),
    _event("case.proposed", _("Case {ref} waits for a care coordinator."), TODAY, R.TEAM_LEAD),
    _event("case.assigned", _("You are now the owner of case {ref}."), TODAY, R.OWNER),
    _event("case.reassigned", _("Case {ref} has another owner."), TODAY, R.OWNER, R.PREVIOUS_OWNER),
    _event("case.mdo_due", _("Six weeks without contact in case {ref}: plan an MDO."), TODAY, R.OWNER),
    _event(
        "case.tell_person",
        _("The person in case {ref} has not been told yet. Tell it, or write down why it waits."),
        TODAY,
        R.OWNER,
    ),
    _event(
        "case.card_missing",
        _("Case {ref} has no nachtkaart: whoever answers at night knows nothing. Write it, or say why not."),
        TODAY,
        R.OWNER,
    ),
    _event("case.card_ends", _("The nachtkaart of case {ref} ends within a week."), TODAY, R.OWNER),
    _event(
        "case.card_ended",
        _("The nachtkaart of case {ref} has ended: nobody reads it any more. Write another one."),
        TODAY,
        R.OWNER,
    ),
    _event("case.reopened", _("Case {ref} has been opened again."), TODAY, R.OWNER),
    _event("case.refused", _("The client in case {ref} wants no help now."), SILENT, R.TEAM_LEAD),
    _event("fan.called", _("Contact {ref} waits to be picked up."), TODAY, R.DUTY),
    _event("fan.escalated", _("Contact {ref} lies with you: take it by name."), TODAY, R.RECEIVING_TEAM),
    _event("fan.accepted", _("The other side has taken over contact {ref}."), TODAY, R.OWNER),
    _event("fan.taken_over", _("A colleague goes on with contact {ref}."), TODAY, R.PREVIOUS_OWNER),
    _event(
        "fan.looks_out",
        _("A colleague goes on a visit and counts on you: contact {ref}."),
        TODAY,
        R.SECOND_PERSON,
    ),
    _event(
        "fan.visit_alarm",
        _("A colleague on a visit is in need or not back: contact {ref}. Call them, then 112."),
        TODAY,
        R.SECOND_PERSON,
        R.DUTY,
    ),
    _event("fan.visit_safe", _("The colleague of contact {ref} is safely away."), TODAY, R.SECOND_PERSON),
    _event("fan.morning", _("The night left you a note: contact {ref}."), TODAY, R.RECEIVING_PERSON),
    _event("fan.morning_late", _("Nobody signed for the note of contact {ref}."), TODAY, R.RECEIVING_TEAM),
    _event(
        "fan.weigh",
        _("Profile {ref} is used often: weigh whether it is still the right help."),
        TODAY,
        R.TEAM_LEAD,
    ),
    _event("fan.signed", _("The day has taken over contact {ref}."), SILENT, R.SENDER),
    _event("escalation.ended", _("What lay with another service, {ref}, has a result."), TODAY, R.OWNER),
    _event("task.offered", _("Task {ref} was offered to your team."), TODAY, R.RECEIVING_TEAM),
    _event("task.accepted", _("Task {ref} has been taken on by name."), SILENT, R.SENDER, R.RECEIVING_PERSON),
    _event("task.contact", _("There was a try or a contact in task {ref}."), SILENT, R.SENDER),
    _event("task.done", _("Task {ref} is done."), TODAY, R.SENDER),
    _event("task.given_back", _("Task {ref} was given back to you."), TODAY, R.SENDER),
    _event("task.withdrawn", _("Task {ref} is not needed any more."), TODAY, R.RECEIVING_PERSON),
    _event("handover.offered", _("Handover {ref} was offered to your team."), TODAY, R.RECEIVING_TEAM),
    _event("handover.opened", _("The receiving team has opened handover {ref}."), SILENT, R.SENDER),
    _event("handover.asked", _("There is a question about handover {ref}."), TODAY, R.SENDER),
    _event(
        "handover.answered",
        _("Your question about handover {ref} has an answer."),
        TODAY,
        R.RECEIVING_TEAM,
    ),
    _event("handover.accepted", _("Handover {ref} was accepted; you stay owner for now."), TODAY, R.SENDER),
    _event("handover.returned", _("Handover {ref} was given back to you."), TODAY, R.SENDER),
    _event("handover.waiting", _("Handover {ref} is on a waiting list; you stay owner."), TODAY, R.SENDER),
    _event(
        "handover.expired",
        _("Nobody answered handover {ref} in time."),
        TODAY,
        R.SENDER,
        R.RECEIVING_LEAD,
    ),
    _event(
        "handover.talk_planned",
        _("The talk about handover {ref} has a date."),
        SILENT,
        R.SENDER,
        R.RECEIVING_PERSON,
    ),
    _event(
        "handover.talk_held",
        _("The talk about handover {ref} was held."),
        SILENT,
        R.SENDER,
        R.RECEIVING_PERSON,
    ),
    _event("handover.confirmed", _("The receiver of handover {ref} is now the owner."), TODAY, R.SENDER),
    _event("handover.completed", _("Handover {ref} is complete."), SILENT, R.RECEIVING_PERSON),
    _event("handover.lost", _("Handover {ref} did not hold; it is yours again."), TODAY, R.SENDER),
    _event(
        "handover.tell_person",
        _("Handover {ref}: you tell the person what is kept and shared."),
        TODAY,
        R.RECEIVING_PERSON,
    ),
    _event("case.person_told", _("The person in case {ref} was told."), SILENT, R.OWNER),
    _event("handover.withdrawn", _("Handover {ref} was taken back by the sender."), TODAY, R.RECEIVING_TEAM),
    _event("handover.incomplete", _("Parts of handover {ref} are missing."), TODAY, R.SENDER),
    _event(
        "handover.filled_in", _("The missing parts of handover {ref} are there."), TODAY, R.RECEIVING_TEAM
    ),
    _event("handover.start_moved", _("The start of handover {ref} has moved."), TODAY, R.SENDER),
    _event(
        "handover.decided", _("It was decided who does handover {ref}."), TODAY, R.SENDER, R.RECEIVING_LEAD
    ),
    _event("handover.name_needed", _("Name somebody for handover {ref}."), TODAY, R.RECEIVING_LEAD),
    _event("handover.named", _("A professional was named for handover {ref}."), SILENT, R.SENDER),
    _event("handover.passed_on", _("Handover {ref} lies with another team now."), SILENT, R.SENDER),
    _event(
        "handover.recycled",
        _("Handover {ref} came back within eight weeks."),
        TODAY,
        R.TEAM_LEAD,
        R.RECEIVING_LEAD,
    ),
    _event(
        "handover.landed_here",
        _("Somebody of your case {ref} came back to your team with a handover. Call each other."),
        TODAY,
        R.OWNER,
    ),
    _event(
        "handover.sharing_stopped",
        _("Handover {ref}: the person does not want more shared. Call the sender."),
        TODAY,
        R.RECEIVING_PERSON,
    ),
    _event(
        "task.sharing_stopped",
        _("Task {ref}: the person does not want more shared. Call who asked you."),
        TODAY,
        R.RECEIVING_PERSON,
    ),
    _event("handover.together", _("You go on together in handover {ref}."), SILENT, R.RECEIVING_PERSON),
    _event(
        "disclosure.review_wanted",
        _("{ref}: a colleague asks you to look along before or after sharing."),
        TODAY,
        R.TEAM_LEAD,
    ),
    _event("disclosure.reviewed", _("A colleague looked at {ref}."), TODAY, R.OWNER),
    _event(
        "consent.refused",
        _("The person does not want handover {ref} shared. Take the offer back, or talk again."),
        TODAY,
        R.SENDER,
    ),
    _event(
        "roster.gap_ahead",
        _("Nobody has a coming shift in roster {ref}. Plan somebody, or the standing duty answers."),
        TODAY,
        R.TEAM_LEAD,
    ),
    _event(
        "roster.gap_begun",
        _("A shift in roster {ref} has begun with nobody by name. The standing duty answers now."),
        TODAY,
        R.TEAM_LEAD,
        R.DUTY,
    ),
    _event(
        "roster.not_signed",
        _("Roster {ref}: this shift was not handed over out loud. Call who had it before."),
        TODAY,
        R.DUTY,
        R.TEAM_LEAD,
    ),
    _event("roster.your_shift", _("Your shifts in roster {ref} have changed."), TODAY, R.DUTY),
    _event("clock.rang", _("The term of {ref} has run out."), TODAY, R.OWNER, bundled=True),
    _event("clock.acknowledged", _("{ref} is late: the manager or the region has seen it."), SILENT, R.OWNER),
)
EVENTS: dict[str, Event] = {event.name: event for event in _ALL}
"""Every event by its name."""
