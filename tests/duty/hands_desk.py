"""What does the desk do next with a melding, its triage, a message of the Postbak, or a pattern?

One act for every state. Each answers whether it was done: nobody does it who is not there.
"""

from datetime import datetime
from typing import Any

from casework.models import Account, Case, Melding, Triage
from tests.duty import living
from tests.duty.hands import Hands
from tests.named import GEMEENTE, VA
from tests.promises.arguments import SAFE


class Desk(Hands):
    """Triagists, the crisis team, and the team lead."""

    def melding_draft(self, draft: Melding, at: datetime) -> bool:
        typist = self.staff.doer_of(draft.owner_person, at)
        return self.act(
            "melding.receive", typist, at, draft_ref=draft.ref, narrative="Roept.", gemeente=GEMEENTE
        )

    def melding_left_draft(self, draft: Melding, at: datetime) -> bool:
        """Somebody of the team it was left in: by day the desk, at night the crisis team."""
        role = "R10" if draft.owner_team_id == VA else "R20"
        return self.act("melding.take_draft", self.staff.somebody(role, at), at, melding_ref=draft.ref)

    def melding_received(self, melding: Melding, at: datetime) -> bool:
        return self.act("melding.claim", self.staff.somebody("R10", at), at, melding_ref=melding.ref)

    melding_screened = melding_reopened = melding_in_crisis = melding_received

    def melding_at_crisis(self, melding: Melding, at: datetime) -> bool:
        return self.act(
            "melding.take_crisis",
            self.staff.somebody("R20", at),
            at,
            melding_ref=melding.ref,
            alone_reason="belt nu",
        )

    def melding_in_triage(self, melding: Melding, at: datetime) -> bool:
        owner = self.owner_of_melding(melding, at)
        if owner is None:
            return False
        if melding.outcome == "" and self.chance(0.1):
            earlier = self.earlier_than(melding)
            if earlier is not None:
                return self.act("melding.link", owner, at, melding_ref=melding.ref, earlier_ref=earlier.ref,
                                evidence="Zelfde deur, zelfde naam.")  # fmt: skip
        if melding.outcome == "" and self.chance(0.05):
            return self.act("melding.ask_information", owner, at, melding_ref=melding.ref, source="huisarts",
                            ground="L6")  # fmt: skip
        return self.weigh(melding, owner, at)

    def earlier_than(self, melding: Melding) -> Melding | None:
        """One of the last reports before this one, as if it was about the same person."""
        before = Melding.objects.filter(received_at__lt=melding.received_at, person__isnull=False)
        found = list(before.exclude(person=melding.person_id).order_by("-received_at")[:30])
        return self.dice.choice(found) if found else None

    def melding_waiting_info(self, melding: Melding, at: datetime) -> bool:
        owner = self.owner_of_melding(melding, at)
        return self.act("melding.resume_triage", owner, at, melding_ref=melding.ref)

    def melding_linked(self, melding: Melding, at: datetime) -> bool:
        owner = self.owner_of_melding(melding, at)
        if owner is None:
            return False
        tie = melding.ties.first()
        running = Case.unfinished().filter(person_id=tie.earlier_id).first() if tie is not None else None
        if running is not None:
            return self.act("melding.add_to_case", owner, at, melding_ref=melding.ref, case_ref=running.ref,
                            answers=living.HOUSEHOLD, new_fact="yes")  # fmt: skip
        return self.weigh(melding, owner, at)

    def melding_added(self, melding: Melding, at: datetime) -> bool:
        """The owner of the case reads it; of a case without one, whoever the team lead names."""
        reader = self.owner_of_melding(melding, at)
        if reader is not None and reader.role != "R11":
            reader = self.hand_on(melding, "R11", at)
        return self.act("melding.read", reader, at, melding_ref=melding.ref)

    def weigh(self, melding: Melding, owner: Account, at: datetime) -> bool:
        """From the safety questions to the decision; now and then the telephone comes in between."""
        triage = Triage.objects.get(melding=melding)
        if triage.state == "safety" and self.chance(0.2):
            return self.act("triage.answer_safety", owner, at, triage_ref=triage.ref, answers=SAFE)
        outcome = "WIJKTEAM" if self.chance(0.2) else "BEMOEIZORG"
        reason = "De wijkagent en het gezin kennen het wijkteam." if outcome == "WIJKTEAM" else ""
        living.weigh_up(owner, triage, at, outcome, reason)
        self.done["triage.settle"] += 1
        return True

    def melding_forwarded(self, melding: Melding, at: datetime) -> bool:
        if melding.outcome == "BEMOEIZORG":
            case = Case.objects.get(melding=melding)
            return self.on(case, "", at)
        worker = self.staff.somebody("R50", at)
        if worker is None:
            return False
        self.says_full("melding.return_to_triage", worker, melding, at, melding_ref=melding.ref)
        return self.act("melding.accept", worker, at, melding_ref=melding.ref, acceptor=worker.name)

    def melding_in_care(self, melding: Melding, at: datetime) -> bool:
        owner = self.owner_of_melding(melding, at)
        if melding.feedback == "open":
            self.act("melding.give_feedback", owner, at, melding_ref=melding.ref, how="not_possible")
        return self.act("melding.close", owner, at, melding_ref=melding.ref)

    def owner_of_melding(self, melding: Melding, at: datetime) -> Account | None:
        """Its owner or the deputy; else the team lead gives it to a colleague who is there."""
        doer = self.staff.doer_of(melding.owner_person, at)
        late = melding.state in ("in_care", "added")
        return doer or self.hand_on(melding, "R11" if late else "R10", at)

    def hand_on(self, melding: Melding, role: str, at: datetime) -> Account | None:
        """The team lead gives it to somebody in this role who is there; None when one of the two is not."""
        lead, doer = self.staff.somebody("R12", at), self.staff.somebody(role, at)
        if lead is None or doer is None:
            return None
        self.act("melding.reassign", lead, at, melding_ref=melding.ref, owner=doer.username, reason="ziek")
        return doer

    def triage_open(self, triage: Triage, at: datetime) -> bool:
        return self.on(triage.melding, "", at)

    triage_safety = triage_identification = triage_questions = triage_proposal = triage_open

    def pattern_open(self, pattern: Any, at: datetime) -> bool:
        return self.act("pattern.take", self.staff.somebody("R12", at), at, pattern_ref=pattern.ref)

    def pattern_taken(self, pattern: Any, at: datetime) -> bool:
        return self.act("pattern.answer", self.staff.doer_of(pattern.owner_person, at), at, pattern_ref=pattern.ref,
                        answer="in_hand", reason="er loopt een zaak")  # fmt: skip

    def postbak_unread(self, item: Any, at: datetime) -> bool:
        return self.act("postbak.take_up", self.staff.somebody("R10", at), at, postbak_ref=item.ref)

    def postbak_taken_up(self, item: Any, at: datetime) -> bool:
        doer = self.staff.doer_of(item.owner_person, at)
        if self.chance(0.5):
            return self.act("postbak.set_aside", doer, at, postbak_ref=item.ref, reason="no_report")
        return self.act("postbak.make_melding", doer, at, postbak_ref=item.ref, narrative="De deur staat open.",
                        person={"surname": "Proef", "postcode": "8255 AB"})  # fmt: skip
