"""With which words does every step succeed? One valid set per step, so that a refusal is about role or state alone."""

from datetime import datetime, timedelta
from typing import Any

from casework.models import (
    Case,
    Crisis,
    Disclosure,
    Escalation,
    FanContact,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    PostbakItem,
    Triage,
)
from privacy.context import now
from tests.named import PARTNER_TEAM, SECOND_TEAM, WIJKTEAM_TEAM
from tests.world import PACKAGE, World
from workflows.calendars import local_date
from workflows.disclosure_rules import QUESTIONS

SAFE = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")
NOUNS: dict[str, Any] = {"melding": Melding, "triage": Triage, "case": Case, "handover": Handover,
                         "postbak": PostbakItem, "pattern": Pattern, "escalation": Escalation,
                         "task": PartnerTask, "disclosure": Disclosure, "crisis": Crisis,
                         "fan_contact": FanContact}  # fmt: skip

INSIDE = {
    "melding": {
        "decide",
        "forward",
        "receive",
        "send_to_crisis",
        "come_back_from_crisis",
        "reopen_after_crisis",
        "wait_after_crisis",
    },
    "triage": {"begin", "join"},
    "case": {
        "start_handover",
        "resume_guidance",
        "begin_aftercare",
        "take_back",
        "come_from_receiver",
        "fall_away",
    },
    "handover": {"hand_on"},
    "postbak": set(),
    "pattern": {"lapse"},
    "escalation": set(),
    "task": set(),
    "disclosure": {"tell", "tell_first"},
    "crisis": {
        "fall_away",
        "start_handover",
        "resume_bridging",
        "stand_without_plan",
        "hand_over",
        "land",
        "reopen",
    },
    "fan_contact": {
        "receive",
        "answer_unknown",
        "answer_uncovered",
        "identify_uncovered",
        "end",
        "route_unknown",
    },
}
"""Steps that are part of another act, or of making the item: no action of their own takes them."""


def arguments(
    world: World, at: datetime | None = None, *, case_ref: str | None = None
) -> dict[str, dict[str, Any]]:
    """Action name -> valid arguments beside the reference of the item, for somebody who acts at `at`.

    case_ref: the running case a melding may join; one is made when none is given.
    """
    at = at or now()
    day = local_date(at)
    running = world.case("guidance").ref if case_ref is None else case_ref
    anke, sanne = world.account("R11").username, world.account("R50").username
    return {
        "melding.save_draft": {"typed": {"narrative": ["Roept al de hele nacht."]}, "source": "form:proef"},
        "melding.drop_draft": {"reason": "no_concern"},
        "melding.screen": {"answers": SAFE | {"Q6a": "no", "Q6b": "no"}, "outcome": "contact_by_day"},
        "melding.ask_information": {"source": "huisarts", "ground": "L6"},
        "melding.link": {"earlier_ref": running, "evidence": "zelfde adres en geboortedatum"},
        "melding.unlink": {"reason": "het ging over de zoon"},
        "melding.add_to_case": {
            "case_ref": running, "answers": SAFE | {"Q6a": "no", "Q6b": "onbekend"}, "new_fact": "yes",
        },
        "pattern.answer": {"answer": "mdo", "reason": "drie diensten, geen plan"},
        "melding.accept": {"acceptor": "J. de Vries"},
        "melding.return_to_triage": {"reason": "wrong_service"},
        "melding.refer_out_of_area": {"told": "K. Bakker"},
        "melding.decide_gemeente": {"gemeente": "0184", "rule": "stays", "reason": "slaapt bij zijn zus"},
        "melding.seek_gemeente": {"reason": "politie gevraagd waar hij slaapt"},
        "melding.dispute_gemeente": {"gemeente": "0184", "reason": "woont sinds juni op Urk"},
        "melding.agree_gemeente": {"reason": "klopt met de BRP"},
        "melding.propose_gemeente": {"gemeente": "0303", "reason": "slaapt hier vier nachten"},
        "melding.rule_gemeente": {"gemeente": "0303", "reason": "hoofdverblijf is hier"},
        "melding.reassign": {"owner": world.account("R10", "andere-triagist").username, "reason": "ziek"},
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
        "case.go_on_trying": {"decision": "go_on", "reason": "buurvrouw ziet licht"},
        "case.set_goal": {"goal": "weer koken", "supporter_offered": "yes"},
        "case.record_refusal": {"words": "laat me met rust", "risk": "matig", "doubt": "no"},
        "case.weigh_again": {"risk": "matig"},
        "case.try_again": {"second_person": world.account("R12").username, "reason": "zus vraagt het"},
        "case.review_goal": {"words": "gisteren soep", "going": "better", "supporter_offered": "later"},
        "case.score": {"domain": "housing", "score": 2, "necessity": "de huur is opgezegd"},
        "case.agree_neighbours": {"answer": "yes", "words": "de buurvrouw mag bellen", "agreed_with": "client"},
        "case.escalate": {"chain": "vt", "acceptor": "M. Jansen"},
        "case.hold_off": {"chain": "ggz", "acceptor": "K. de Boer", "reason": "eerst een beoordeling"},
        "case.ask_partner": {"partner": PARTNER_TEAM, "ask": "Gaat u mee op bezoek?"},
        "case.look_at_pause": {"note": "nog op de afdeling", "expected_end": day + timedelta(days=30)},
        "melding.take_crisis": {"companion": world.account("R20", "meeganger").username},
        "crisis.accept": {"companion": world.account("R20", "meeganger").username},
        "crisis.take_over": {"alone_reason": "de ander is bij een tweede melding"},
        "crisis.arrive": {"where": "Bij zijn zus", "stays_gemeente": "0303"},
        "crisis.fill_sheet": {
            "sheet": {"weapons": "yes", "children": "no"}, "details": {"weapons": "mes in de keuken"},
        },
        "crisis.note": {"text": "Hij slaapt.", "what": "visit"},
        "crisis.call_service": {"chain": "ggz_crisis"},
        "crisis.write_plan": {"blocks": [], "receiver_team": WIJKTEAM_TEAM},
        "crisis.settle_plan": {"breach_reason": "niemand was bereikbaar"},
        "crisis.find_none": {"reason": "het was een ruzie over geluid", "advice": "wijkagent bellen"},
        "crisis.settle_by_phone": {"reason": "zij gaat naar haar moeder", "goes_on": "L. Visser"},
        "crisis.end_elsewhere": {"reason": "opgenomen"},
        "crisis.close": {"reason": "own_team_goes_on", "note": "de FACT-verpleegkundige gaat morgen"},
        "fan_contact.lapse": {"reason": "verkeerd verbonden"},
        "fan_contact.identify": {"given": "Tobias", "surname": "Wortman"},
        "fan_contact.finish": {"answers": {"Q1": "no", "Q3": "no"}, "risk_changed": True},
        "fan_contact.route": {"answers": {"Q1": "no", "Q3": "onbekend"}, "routed_to": "CRISISTEAM_TELEFONISCH"},
        "fan_contact.escalate": {"chain": "crisis", "reason": "hij zegt dat hij het niet meer trekt"},
        "fan_contact.name_acceptor": {"acceptor": "K. Bakker"},
        "fan_contact.set_out": {
            "where": "Voorbeeldpad 3, Lelystad", "lookout": world.account("R30", "achtervang").username,
            "safe_alone": "yes", "minutes": 60,
        },
        "fan_contact.check_out": {"how": "zij belde zelf"},
        "fan_contact.report_safe": {"how": "wij spraken haar"},
        "fan_contact.write_note": {"note": "Medicatie gemist, slaapt bij zijn moeder.", "receiver_team": WIJKTEAM_TEAM},
        "fan_contact.sign_outside": {"signed_by": "P. Smit", "organisation": "Kwintes"},
        "escalation.name_acceptor": {"acceptor": "K. Bakker"},
        "escalation.ask_again": {"note": "nog bezig"},
        "escalation.end": {"result": "advice", "note": "wij gaan door"},
        "task.accept": {"acceptor": world.account("R40").username},
        "task.log_contact": {"channel": "visit", "daypart": "morning", "result": "koffie gedronken",
                             "reached": True, "minutes": 60},
        "task.finish": {"result": "hij laat ons binnen"},
        "task.give_back": {"reason": "not_safe"},
        "task.withdraw": {"reason": "hij is verhuisd"},
        "case.pause": {"reason": "admitted", "expected_end": day + timedelta(days=20)},
        "case.record_move": {"where": "Zwolle"},
        "case.close": {
            "outcome": "no_help_needed", "note": "het MDO stopt",
            "second_person": world.account("R12", "tweede-r12").username,
        },
        "case.reopen": {"owner": anke, "reason": "nieuwe melding"},
        "handover.offer": {
            "receiver_team": WIJKTEAM_TEAM, "ground": "L10", "consent": "yes", "package": PACKAGE,
            "requested_action": "begeleiding",
        },
        "handover.ask": {"question": "Is er een hond?"},
        "handover.answer": {"answer": "Nee."},
        "handover.accept": {"acceptor": sanne},
        "handover.give_back": {"reason": "other_law", "alternative": "Wlz, zorgkantoor"},
        "handover.dispute_gemeente": {"gemeente": "0184", "reason": "woont sinds juni op Urk"},
        "handover.agree_gemeente": {"reason": "klopt met de BRP"},
        "handover.propose_gemeente": {"gemeente": "0303", "reason": "slaapt hier vier nachten"},
        "handover.rule_gemeente": {"gemeente": "0303", "reason": "hoofdverblijf is hier"},
        "handover.put_on_waiting_list": {
            "contact": sanne, "start_date": day + timedelta(days=20), "bridge": "V&A belt elke week",
        },
        "handover.start": {"acceptor": sanne},
        "handover.call_incomplete": {"parts": ["network", "providers"]},
        "handover.fill_in": {"package": {"network": "Een zus in Urk."}},
        "handover.name_professional": {"acceptor": sanne},
        "handover.pass_on": {"receiver_team": SECOND_TEAM, "reason": "er zijn kinderen"},
        "handover.move_start": {"start_date": day + timedelta(days=25), "reason": "collega is ziek"},
        "handover.decide_acceptance": {"reason": "het is onze gemeente"},
        "handover.decide_waiting": {
            "contact": sanne, "start_date": day + timedelta(days=45), "reason": "drie vacatures",
            "bridge": "V&A gaat elke week langs",
        },
        "handover.decide_elsewhere": {"reason": "valt onder de Wlz", "alternative": "zorgkantoor"},
        "handover.offer_outside": {
            "outside_kind": "gp", "outside_receiver": "Praktijk Voorbeeld", "ground": "L10", "consent": "yes",
            "package": PACKAGE, "requested_action": "begeleiding",
        },
        "handover.record_acceptance": {"acceptor": "J. de Vries", "channel": "phone", "accepted_on": day},
        "handover.record_return": {"reason": "other_law", "alternative": "Wlz, zorgkantoor"},
        "handover.confirm_outside": {
            "kind": "office", "contact_on": day, "next_appointment": day + timedelta(days=7), "source": "client",
        },
        "handover.log_joint_contact": {"kind": "visit", "contact_on": day, "note": "samen koffie"},
        "handover.log_after_contact": {"kind": "phone", "contact_on": day},
        "handover.review_together": {"reason": "kent de ander nog niet"},
        "handover.plan_talk": {"talk_at": at + timedelta(days=3)},
        "handover.hold_talk": {"agreements": "elke dinsdag", "supporter_offered": "yes"},
        "handover.confirm": {"kind": "visit", "contact_on": day, "next_appointment": day + timedelta(days=7)},
        "handover.complete": {"still_in_care": True, "source": "client"},
        "handover.lose": {"reason": "niemand komt meer"},
        "handover.withdraw": {"reason": "client trekt zich terug"},
        "postbak.make_melding": {"narrative": "De deur staat al dagen open."},
        "postbak.set_aside": {"reason": "spam"},
        "disclosure.choose_ground": {"ground": "L12"},
        "disclosure.grant": {"words": "Zeg het ze maar.", "source": "person"},
        "disclosure.refuse": {"words": "Dat gaat ze niets aan.", "source": "person"},
        "disclosure.skip_consent": {"reason": "niet bereikbaar, en het kan niet wachten"},
        "disclosure.weigh": {
            "answers": dict.fromkeys(QUESTIONS, "zie het verslag van het gesprek"),
            "valid_until": day + timedelta(days=7),
        },
        "disclosure.disagree": {"reason": "eerst nog een keer vragen"},
        "disclosure.review_after": {"judgement": "right", "reason": "er was gevaar"},
        "disclosure.withdraw": {"reason": "niet meer nodig"},
        "handover.go_together": {"reason": "client kent alleen ons"},
    }  # fmt: skip
