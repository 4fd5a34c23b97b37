"""With which words does every step succeed? One valid set per step, so that a refusal is about role or state alone."""

from datetime import datetime, timedelta
from typing import Any

from casework.models import Case, Handover, Melding, Triage
from privacy.context import now
from tests.world import PACKAGE, WIJKTEAM_TEAM, World

SAFE = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover}

INSIDE = {
    "melding": {"decide", "forward", "receive", "give_advice"},
    "triage": {"begin"},
    "case": {"start_handover", "resume_guidance", "begin_aftercare", "take_back"},
    "handover": set(),
}
"""Steps that are part of another act, or of making the item: no action of their own takes them."""


def arguments(
    world: World, at: datetime | None = None, *, case_ref: str | None = None
) -> dict[str, dict[str, Any]]:
    """Action name -> valid arguments beside the reference of the item, for somebody who acts at `at`.

    case_ref: the running case a melding may join; one is made when none is given.
    """
    at = at or now()
    day = at.date()
    running = world.case("guidance").ref if case_ref is None else case_ref
    anke, sanne = world.account("R11").username, world.account("R50").username
    return {
        "melding.screen": {"answers": SAFE},
        "melding.ask_information": {"source": "huisarts", "ground": "L6"},
        "melding.link": {"evidence": "zelfde adres en geboortedatum"},
        "melding.add_to_case": {"case_ref": running, "answers": SAFE},
        "melding.accept": {"acceptor": "J. de Vries"},
        "melding.return_to_triage": {"reason": "wrong_service"},
        "melding.refer_out_of_area": {"told": "K. Bakker"},
        "melding.mark_insufficient": {"reason": "geen naam en geen plaats"},
        "melding.not_take_up": {"reason": "no_concern"},
        "melding.give_feedback": {"how": "given"},
        "melding.reopen": {"reason": "nieuw feit"},
        "triage.answer_safety": {"answers": SAFE},
        "triage.answer": {"answers": {"Q6a": "no"}},
        "triage.settle": {"outcome": "BEMOEIZORG", "urgency": "U4", "reason": "gesproken met de wijkagent"},
        "triage.ask_second": {"outcome": "WIJKTEAM", "urgency": "U5", "reason": "de rust is terug"},
        "triage.disagree": {"reason": "er is een wapen gezien"},
        "triage.revise": {"reason": "nieuw feit"},
        "case.assign": {"owner": anke},
        "case.reassign": {"owner": anke, "reason": "verlof"},
        "case.log_attempt": {"channel": "visit", "daypart": "morning", "result": "geen gehoor", "safe_alone": "yes",
                             "reached": False, "minutes": 15},
        "case.make_contact": {"informed": "yes"},
        "case.go_on_trying": {"reason": "buurvrouw ziet licht"},
        "case.set_goal": {"goal": "weer koken", "supporter_offered": "yes"},
        "case.record_refusal": {"words": "laat me met rust", "risk": "matig"},
        "case.weigh_again": {"risk": "matig"},
        "case.try_again": {"second_person": world.account("R12").username, "reason": "zus vraagt het"},
        "case.escalate": {"chain": "Veilig Thuis", "acceptor": "M. Jansen"},
        "case.pause": {"reason": "admitted", "expected_end": day + timedelta(days=20)},
        "case.record_move": {"where": "Zwolle"},
        "case.close": {"outcome": "no_help_needed"},
        "case.reopen": {"owner": anke, "reason": "nieuwe melding"},
        "handover.offer": {
            "receiver_team": WIJKTEAM_TEAM, "ground": "L10", "consent": "yes", "package": PACKAGE,
            "requested_action": "begeleiding",
        },
        "handover.ask": {"question": "Is er een hond?"},
        "handover.answer": {"answer": "Nee."},
        "handover.accept": {"acceptor": sanne},
        "handover.give_back": {"reason": "other_law", "alternative": "Wlz, zorgkantoor"},
        "handover.put_on_waiting_list": {
            "contact": sanne, "start_date": day + timedelta(days=20), "bridge": "V&A belt elke week",
        },
        "handover.start": {"acceptor": sanne},
        "handover.plan_talk": {"talk_at": at + timedelta(days=3)},
        "handover.hold_talk": {"agreements": "elke dinsdag", "supporter_offered": "yes"},
        "handover.confirm": {"kind": "visit", "contact_on": day, "next_appointment": day + timedelta(days=7)},
        "handover.complete": {"still_in_care": True, "source": "client"},
        "handover.lose": {"reason": "niemand komt meer"},
        "handover.withdraw": {"reason": "client trekt zich terug"},
        "handover.go_together": {"reason": "client kent alleen ons"},
    }  # fmt: skip
