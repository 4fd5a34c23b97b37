"""How does a melding go through triage, outreach and a warm handover to its end? The whole way, by real actions.

Every text a person types comes from `say(place)`, so that a test can plant its own words everywhere.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from casework.actions import ACTIONS
from casework.models import Account, Case, Escalation, Handover, Melding, PartnerTask, Triage
from tests.named import GEMEENTE, PARTNER_TEAM, WIJKTEAM_TEAM
from tests.promises.arguments import SAFE
from tests.world import World
from workflows.calendars import local_date
from workflows.handover import CHECKLIST
from workflows.task import FIELDS

OF_THE_CASE = ("handover.draft", "consent.record")
"""Acts named after something else that begin at the case."""

STEP = timedelta(minutes=3)
IDENTITY = ("given", "prefix", "surname", "birthdate", "bsn", "street", "house_number", "postcode", "woonplaats",
            "phone")  # fmt: skip
MELDER = ("name", "organisation", "relation", "phone", "email")


def plain(place: str) -> str:
    """Words of no importance."""
    return {
        "person.birthdate": "1972-05-01", "person.bsn": "999990019", "person.postcode": "8255 AB",
        "person.house_number": "12", "person.phone": "06-00000112", "melder.phone": "085-0000777",
        "melder.email": "melder@voorbeeld.example",
    }.get(place, f"Tekst over {place}.")  # fmt: skip


class Story:
    """One telling. `at` is the moment of the story (aware); it moves a few minutes with every act."""

    def __init__(self, world: World, *, at: datetime, say: Callable[[str], str] = plain) -> None:
        self.world, self.at, self.say = world, at, say
        self.triagist, self.lead, self.anke = (world.account(role) for role in ("R10", "R12", "R11"))
        self.kees = world.account("R40")
        self.sanne, self.receiving_lead = world.account("R50"), world.account("R51")
        self.done: list[str] = []
        self.melding = self.case = self.handover = self.escalation = self.task = ""

    def act(self, who: Account, action: str, **given: Any) -> Any:
        """`who` does this now, on the item of the story that `action` is about."""
        noun = "case" if action in OF_THE_CASE else action.partition(".")[0]
        if action != "melding.receive":
            given[f"{noun}_ref"] = self.triage if noun == "triage" else getattr(self, noun)
        self.at += STEP
        result = ACTIONS[action].perform(by=self.world.by(who, at=self.at), **given)
        self.done.append(action)
        return result

    @property
    def triage(self) -> str:
        """The reference of the triage of this melding."""
        return Triage.objects.get(melding__ref=self.melding).ref

    def play(self) -> Iterator[str]:
        """Performs one act after the other and names each, so that a listener may stop anywhere."""
        for part in (
            self.report,
            self.weigh,
            self.try_to_reach,
            self.reach,
            self.act_along,
            self.offer,
            self.hand_over,
            self.end,
        ):
            for _ in part():
                yield self.done[-1]

    def report(self) -> Iterator[Any]:
        """A neighbour calls; a triagist writes it down."""
        say = self.say
        melding: Melding = self.act(
            self.triagist, "melding.receive", narrative=say("narrative"), location=say("location"),
            gemeente=GEMEENTE, answers={"Q1": "no"},
            person={name: say(f"person.{name}") for name in IDENTITY}
            | {"flags": [{"kind": "dog", "detail": say("flag.detail"), "source": say("flag.source"), "until": ""}]},
            melder={name: say(f"melder.{name}") for name in MELDER} | {"kind_of_melder": "neighbour"},
        )  # fmt: skip
        self.melding = melding.ref
        yield melding

    def weigh(self) -> Iterator[Any]:
        """Claimed, asked about, walked through the tree, and settled by two people."""
        say = self.say
        yield self.act(self.triagist, "melding.claim")
        yield self.act(
            self.triagist, "melding.ask_information", source=say("source"), ground="L6", question=say("asked")
        )
        yield self.act(self.triagist, "melding.resume_triage")
        yield self.act(self.triagist, "triage.answer_safety", answers=SAFE)
        yield self.act(self.triagist, "triage.identify")
        yield self.act(self.triagist, "triage.answer", answers={"Q6a": "no"})
        yield self.act(self.triagist, "triage.propose")
        yield self.act(
            self.triagist, "triage.ask_second", outcome="BEMOEIZORG", urgency="U4", reason=say("deviation")
        )
        yield self.act(self.lead, "triage.agree")
        self.case = Case.objects.get(melding__ref=self.melding).ref

    def try_to_reach(self) -> Iterator[Any]:
        """Three tries at a closed door, a meeting about it, a refusal, and two people who go on."""
        say, anke = self.say, self.anke
        yield self.act(self.lead, "case.assign", owner=anke.username)
        for number, channel in enumerate(("visit", "phone", "letter"), 1):
            yield self.act(
                anke, "case.log_attempt", channel=channel, daypart="morning", result=say(f"attempt.{number}"),
                safe_alone="yes",
            )  # fmt: skip
        yield self.act(anke, "case.call_mdo")
        yield self.act(anke, "case.go_on_trying", reason=say("going_on"))
        yield self.act(anke, "case.record_refusal", words=say("refusal"), risk=say("risk"), doubt="no")
        yield self.act(anke, "case.weigh_again", risk=say("risk_again"))
        yield self.act(anke, "case.try_again", second_person=self.lead.username, reason=say("again"))
        yield self.act(anke, "case.escalate", chain="ggz", acceptor=say("chain_acceptor"), note=say("chain"))
        self.escalation = Escalation.objects.get(case__ref=self.case).ref
        yield self.act(self.lead, "case.reassign", owner=anke.username, reason=say("reassigned"))

    def reach(self) -> Iterator[Any]:
        """Contact, a goal in the client's words, and a note."""
        say, anke = self.say, self.anke
        yield self.act(anke, "case.make_contact", informed="yes", note=say("contact"))
        yield self.act(anke, "case.set_goal", goal=say("goal"), supporter_offered="yes")
        yield self.act(anke, "case.note", text=say("note.1"))
        yield self.act(self.lead, "case.note", text=say("note.2"))

    def act_along(self) -> Iterator[Any]:
        """What the client wants is written down; a partner goes along, and the other service is done."""
        say, anke, kees = self.say, self.anke, self.kees
        yield self.act(anke, "consent.record", recipient_kind="partner", answer="yes", source="person",
                       words=say("sharing"))  # fmt: skip
        yield self.act(
            anke, "case.agree_neighbours", answer="no", agreed_with="client", words=say("neighbours")
        )
        yield self.act(anke, "case.score", domain="housing", score=2, necessity=say("necessity"))
        yield self.act(
            anke, "case.review_goal", going="better", supporter_offered="later", words=say("review"),
            goal=say("goal.2"),
        )  # fmt: skip
        yield self.act(anke, "case.ask_partner", partner=PARTNER_TEAM, ask=say("ask"), released=list(FIELDS))
        self.task = PartnerTask.objects.get(case__ref=self.case).ref
        yield self.act(kees, "task.accept", acceptor=kees.username)
        yield self.act(
            kees, "task.log_contact", channel="visit", daypart="evening", result=say("partner.visit")
        )
        yield self.act(kees, "task.finish", result=say("partner.result"))
        yield self.act(
            anke, "escalation.ask_again", note=say("chain.again"), acceptor=say("chain_acceptor.2")
        )
        yield self.act(anke, "escalation.end", result="advice", note=say("chain.result"))

    def offer(self) -> Iterator[Any]:
        """Offered once, given back with the right place named, offered again with a better package."""
        say, anke = self.say, self.anke
        package = {part: say(f"package.{part}") for part in CHECKLIST}
        handover: Handover = self.act(anke, "handover.draft")
        self.handover = handover.ref
        yield handover
        yield self.act(
            anke,
            "handover.write",
            package=package,
            requested_action=say("requested"),
            held_back=say("held_back"),
        )
        for answer in ("give_back", "accept"):
            yield self.act(
                anke, "handover.offer", receiver_team=WIJKTEAM_TEAM, ground="L10", consent="not_asked",
                consent_reason=say("consent"),
            )  # fmt: skip
            yield self.act(self.sanne, "handover.open")
            yield self.act(self.sanne, "handover.ask", question=say("question"))
            yield self.act(anke, "handover.answer", answer=say("answer"))
            if answer == "give_back":
                yield self.act(
                    self.receiving_lead,
                    "handover.give_back",
                    reason="other_law",
                    alternative=say("alternative"),
                )
                yield self.act(anke, "handover.redraft")

    def hand_over(self) -> Iterator[Any]:
        """From the waiting list to the conversation, together for a while, and contact of its own."""
        say, sanne, day = self.say, self.sanne, local_date(self.at)
        yield self.act(
            self.receiving_lead, "handover.put_on_waiting_list", contact=sanne.username,
            start_date=day + timedelta(days=2), bridge=say("bridge"),
        )  # fmt: skip
        yield self.act(sanne, "handover.start", acceptor=sanne.username)
        yield self.act(sanne, "handover.plan_talk", talk_at=self.at + timedelta(days=3))
        yield self.act(
            sanne, "handover.hold_talk", agreements=say("agreements"), supporter_offered="yes",
            client_present=False, absence_reason=say("absence"),
        )  # fmt: skip
        yield self.act(self.anke, "handover.go_together", reason=say("together"))
        yield self.act(sanne, "handover.let_go")
        yield self.act(
            sanne,
            "handover.confirm",
            kind="visit",
            contact_on=local_date(self.at),
            next_appointment=local_date(self.at) + timedelta(days=7),
        )

    def end(self) -> Iterator[Any]:
        """Six weeks later it held; the melder hears, and the melding closes."""
        self.at += timedelta(days=42)
        yield self.act(self.anke, "handover.complete", still_in_care=True, source="client")
        yield self.act(self.triagist, "melding.give_feedback", how="given")
        yield self.act(self.triagist, "melding.close")
