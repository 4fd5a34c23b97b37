"""What does outreach do next with a case, and others with what runs beside it? One act for every state."""

from datetime import datetime, timedelta
from typing import Any

from casework.models import Account, Case, Escalation, Handover, PartnerTask
from tests.duty import caring, living
from tests.duty.hands import Hands
from tests.named import PARTNER_TEAM
from workflows.calendars import local_date

TRIES = 3
"""After so many closed doors somebody opens."""


class Care(Hands):
    """Care coordinators, their team lead, and a partner."""

    def case_proposed(self, case: Case, at: datetime) -> bool:
        owner = self.staff.somebody("R11", at)
        if owner is None:
            return False
        return self.act(
            "case.assign", self.staff.somebody("R12", at), at, case_ref=case.ref, owner=owner.username
        )

    def case_assigned(self, case: Case, at: datetime) -> bool:
        doer = self.owner_of_case(case, at)
        if doer is None:
            return False
        caring_for = {"case_ref": case.ref}
        if case.state == "contact_phase" and case.attempts.filter(what="attempt").count() >= TRIES:
            return self.act("case.make_contact", doer, at, informed="yes" if self.chance(0.7) else "not_now",
                            **caring_for)  # fmt: skip
        if case.state == "contact_phase" and self.chance(0.1):
            return self.act(
                "case.record_refusal", doer, at, words="laat me", risk="matig", doubt="no", **caring_for
            )
        living.try_at_the_door(case, doer, at)
        self.done["case.log_attempt"] += 1
        return True

    case_contact_phase = case_assigned

    def case_refuses(self, case: Case, at: datetime) -> bool:
        doer, lead = self.owner_of_case(case, at), self.staff.people["R12"][0]
        if self.chance(0.5):
            return self.act("case.weigh_again", doer, at, case_ref=case.ref, risk="matig", mdo="zorgtafel")
        return self.act("case.try_again", doer, at, case_ref=case.ref, second_person=lead.username,
                        reason="zus vraagt het")  # fmt: skip

    def case_no_contact_mdo(self, case: Case, at: datetime) -> bool:
        doer = self.owner_of_case(case, at)
        if self.chance(0.5) and not self.something_beside(case):
            return self.act(
                "case.close", doer, at, case_ref=case.ref, outcome="no_contact", note="het MDO stopt"
            )
        return self.act("case.go_on_trying", doer, at, case_ref=case.ref, reason="buurvrouw ziet licht")

    def case_contact_made(self, case: Case, at: datetime) -> bool:
        doer = self.owner_of_case(case, at)
        if doer is None:
            return False
        caring.set_goal(case, doer, at)
        self.done["case.set_goal"] += 1
        if self.chance(0.2):
            self.act("case.ask_partner", doer, at, case_ref=case.ref, partner=PARTNER_TEAM, ask="Gaat u mee?")
        if self.chance(0.1):
            self.act("case.escalate", doer, at, case_ref=case.ref, chain="ggz", acceptor="K. de Boer")
        return True

    def case_guidance(self, case: Case, at: datetime) -> bool:
        doer = self.owner_of_case(case, at)
        if self.chance(0.15):
            return self.act("case.review_goal", doer, at, case_ref=case.ref, words="gisteren soep", going="better",
                            supporter_offered="later")  # fmt: skip
        if (
            self.chance(0.15)
            and not self.something_beside(case)
            and not Handover.unfinished().filter(case=case)
        ):
            return self.act(
                "case.close", doer, at, case_ref=case.ref, outcome="no_help_needed", note="het gaat goed"
            )
        draft = Handover.objects.filter(case=case, state="draft").first()
        if draft is not None:
            return self.handover_draft(draft, at)
        return self.act("handover.draft", doer, at, case_ref=case.ref)

    def case_handing_over(self, case: Case, at: datetime) -> bool:
        """The sender asks how it goes and writes that down."""
        return self.act(
            "case.note", self.owner_of_case(case, at), at, case_ref=case.ref, text="Wijkteam gebeld."
        )

    case_aftercare = case_handing_over

    @staticmethod
    def something_beside(case: Case) -> bool:
        """Does a partner or another service still act?"""
        return any(one.unfinished().filter(case=case).exists() for one in (PartnerTask, Escalation))

    def owner_of_case(self, case: Case, at: datetime) -> Account | None:
        """Its owner or the deputy; else the team lead gives it to a colleague who is there."""
        doer, lead = self.staff.doer_of(case.owner_person, at), self.staff.somebody("R12", at)
        if doer is None and lead is not None:
            doer = self.staff.somebody("R11", at)
            if doer is not None:
                self.act("case.reassign", lead, at, case_ref=case.ref, owner=doer.username, reason="ziek")
        return doer

    def case_tell_person(self, case: Case, at: datetime) -> bool:
        """By the owner, once there is one; now and then it is not safe yet."""
        if case.state == "proposed":
            return self.case_proposed(case, at)
        doer = self.owner_of_case(case, at)
        if self.chance(0.2):
            return self.act(
                "informing.postpone", doer, at, case_ref=case.ref, ground="unsafe", reason="broer dreigt"
            )
        return self.act("informing.tell", doer, at, case_ref=case.ref, how="talk")

    def case_nachtkaart(self, case: Case, at: datetime) -> bool:
        """One is missing, or it ends: the owner writes another one."""
        return self.act(
            "nachtkaart.write", self.owner_of_case(case, at), at, case_ref=case.ref, calms="rustig praten",
            agreements="", agreed="yes", last_day=local_date(at) + timedelta(days=60),
        )  # fmt: skip

    def escalation_open(self, escalation: Any, at: datetime) -> bool:
        doer, ref = self.owner_of_case(escalation.case, at), {"escalation_ref": escalation.ref}
        if self.chance(0.5):
            return self.act("escalation.ask_again", doer, at, note="nog bezig", **ref)
        return self.act("escalation.end", doer, at, result="advice", note="wij gaan door", **ref)

    def task_offered(self, task: Any, at: datetime) -> bool:
        partner = self.staff.somebody("R40", at)
        if partner is None:
            return False
        self.says_full("task.give_back", partner, task, at, task_ref=task.ref)
        return self.act("task.accept", partner, at, task_ref=task.ref, acceptor=partner.username)

    def task_accepted(self, task: Any, at: datetime) -> bool:
        partner = self.staff.doer_of(task.receiver_person, at)
        if self.chance(0.5):
            return self.act("task.log_contact", partner, at, task_ref=task.ref, channel="visit", daypart="morning",
                            result="koffie", minutes=60)  # fmt: skip
        return self.act("task.finish", partner, at, task_ref=task.ref, result="hij laat ons binnen")
