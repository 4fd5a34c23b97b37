"""What do sender and receiver do next with a handover? One act for every state; "vol" is tried before every answer."""

from datetime import datetime, timedelta

from casework.models import Account, Handover
from tests.duty import caring
from tests.duty.hands_care import Care
from workflows.calendars import local_date

WAIT = timedelta(days=20)
"""How long a place on the waiting list takes."""


class Receiving(Care):
    """The wijkteam, its coordinator, the manager of the gemeente, the region, and the sender."""

    def handover_draft(self, draft: Handover, at: datetime) -> bool:
        """It is offered; a draft beside a handover that is running already is of no use any more."""
        sender = self.sender_of(draft, at)
        if sender is None:
            return False
        if self._another_is_running(draft):
            return self.act(
                "handover.withdraw", sender, at, handover_ref=draft.ref, reason="er loopt al een aanbod"
            )
        caring.offer(draft, sender, at)
        self.done["handover.offer"] += 1
        return True

    def handover_offered(self, handover: Handover, at: datetime) -> bool:
        return self.act("handover.open", self.staff.somebody("R50", at), at, handover_ref=handover.ref)

    def handover_received(self, handover: Handover, at: datetime) -> bool:
        """First "vol", then a real answer: a question, what is missing, a place on the waiting list, or yes."""
        worker, coordinator = self.staff.somebody("R50", at), self.staff.somebody("R51", at)
        ref = {"handover_ref": handover.ref}
        if coordinator is not None:
            self.says_full("handover.give_back", coordinator, handover, at, **ref)
        if worker is None:
            return False
        if coordinator is not None and self.chance(0.15):
            return self.act("handover.put_on_waiting_list", coordinator, at, contact=worker.username,
                            start_date=local_date(at + WAIT), bridge="De afzender belt elke week.", **ref)  # fmt: skip
        if coordinator is not None and self.chance(0.05):
            return self.act(
                "handover.give_back", coordinator, at, reason="other_law", alternative="Wlz", **ref
            )
        if handover.questions_asked == 0 and self.chance(0.2):
            return self.act("handover.ask", worker, at, question="Is er een hond?", **ref)
        if not handover.called_incomplete and self.chance(0.1):
            return self.act("handover.call_incomplete", worker, at, parts=["network"], **ref)
        return self.act("handover.accept", worker, at, acceptor=worker.username, **ref)

    def handover_expired(self, handover: Handover, at: datetime) -> bool:
        """The receiver answers late, or the manager of the gemeente decides."""
        manager = self.staff.somebody("R52", at)
        if self.chance(0.5):
            return self.handover_received(handover, at)
        return self.act(
            "handover.decide_acceptance", manager, at, handover_ref=handover.ref, reason="onze inwoner"
        )

    def handover_asking(self, handover: Handover, at: datetime) -> bool:
        sender = self.sender_of(handover, at)
        return self.act("handover.answer", sender, at, handover_ref=handover.ref, answer="Nee.")

    def handover_incomplete(self, handover: Handover, at: datetime) -> bool:
        sender = self.sender_of(handover, at)
        return self.act(
            "handover.fill_in", sender, at, handover_ref=handover.ref, package={"network": "Een zus."}
        )

    def handover_waiting_list(self, handover: Handover, at: datetime) -> bool:
        """Until the promised day the sender keeps the bridge; from that day on the receiver begins."""
        if handover.start_date is not None and handover.start_date > local_date(at):
            return self.case_handing_over(handover.case, at)
        worker = self.staff.somebody("R50", at)
        return worker is not None and self.act(
            "handover.start", worker, at, handover_ref=handover.ref, acceptor=worker.username
        )

    def handover_accepted(self, handover: Handover, at: datetime) -> bool:
        if handover.interim_since is not None:
            return self.name_professional(handover, at)
        receiver = self.receiver_of(handover, at)
        return self.act(
            "handover.plan_talk", receiver, at, handover_ref=handover.ref, talk_at=at + timedelta(days=2)
        )

    def handover_talk_planned(self, handover: Handover, at: datetime) -> bool:
        if handover.interim_since is not None:
            return self.name_professional(handover, at)
        receiver = self.receiver_of(handover, at)
        return self.act("handover.hold_talk", receiver, at, handover_ref=handover.ref, agreements="Elke dinsdag.",
                        supporter_offered="yes")  # fmt: skip

    def handover_talk_held(self, handover: Handover, at: datetime) -> bool:
        if handover.interim_since is not None:
            return self.name_professional(handover, at)
        return self.act("handover.confirm", self.receiver_of(handover, at), at, handover_ref=handover.ref, kind="visit",
                        contact_on=local_date(at), next_appointment=local_date(at + timedelta(days=7)))  # fmt: skip

    def handover_confirmed(self, handover: Handover, at: datetime) -> bool:
        """Six weeks later it held, or now and then it did not."""
        sender, ref = self.sender_of(handover, at), {"handover_ref": handover.ref}
        if self.chance(0.05):
            return self.act("handover.lose", sender, at, reason="niemand komt meer", **ref)
        if self.something_beside(handover.case):
            return self.case_handing_over(handover.case, at)
        return self.act("handover.complete", sender, at, still_in_care=True, source="client", **ref)

    def handover_returned(self, handover: Handover, at: datetime) -> bool:
        return self.act("handover.redraft", self.sender_of(handover, at), at, handover_ref=handover.ref)

    handover_reopened = handover_returned

    @staticmethod
    def _another_is_running(draft: Handover) -> bool:
        others = Handover.unfinished().filter(case=draft.case, sender_team=draft.sender_team)
        return others.exclude(pk=draft.pk).exclude(state="draft").exists()

    def name_professional(self, handover: Handover, at: datetime) -> bool:
        """The coordinator of the receiver names who does it."""
        worker, coordinator = self.staff.somebody("R50", at), self.staff.somebody("R51", at)
        return worker is not None and self.act(
            "handover.name_professional", coordinator, at, handover_ref=handover.ref, acceptor=worker.username
        )

    def sender_of(self, handover: Handover, at: datetime) -> Account | None:
        """Who of the sending team acts: the owner of the case, or whoever the team lead gives it to."""
        return self.owner_of_case(handover.case, at)

    def receiver_of(self, handover: Handover, at: datetime) -> Account | None:
        """The professional, or the deputy; else the coordinator names somebody who is there."""
        doer = self.staff.doer_of(handover.receiver_person, at)
        if doer is None and self.name_professional(handover, at):
            doer = self.staff.doer_of(Handover.objects.get(pk=handover.pk).receiver_person, at)
        return doer
