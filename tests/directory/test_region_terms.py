"""Do the region's own terms give the dates of the scenarios? Flevoland's pack, real teams, real holidays."""

from datetime import datetime
from pathlib import Path

import pytest

from casework.directory.pack import load_pack
from workflows.calendars import AMSTERDAM, local_date
from workflows.clocks import due

PACK = load_pack(Path(__file__).parents[2] / "regions" / "flevoland")


def amsterdam(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def over(kind, start, *, team, urgency=None, origin=None):
    rule = PACK.clocks.term_for(kind, urgency=urgency, origin=origin, on_date=local_date(amsterdam(start)))
    return due(rule.term, amsterdam(start), PACK.team_calendar(team))


@pytest.mark.parametrize(
    ("kind", "start", "team", "given", "expected"),
    [
        # An anonymous neighbour, from the call to a landed handover.
        ("first_look", "2027-01-11T10:12", "va-meldpunt", {}, "2027-01-11T10:27"),
        ("accept_forward", "2027-01-11T10:40", "va-meldpunt", {"urgency": "U4"}, "2027-01-12T17:00"),
        ("first_attempt", "2027-01-11T10:40", "va-meldpunt", {"urgency": "U4"}, "2027-01-14T17:00"),
        ("melding_close", "2027-01-11T10:40", "va-meldpunt", {}, "2027-01-18T17:00"),
        ("handover_open", "2027-03-01T11:00", "wijkteam-dronten", {"origin": "ordinary"}, "2027-03-02T17:00"),
        (
            "handover_accept",
            "2027-03-01T11:00",
            "wijkteam-dronten",
            {"origin": "ordinary"},
            "2027-03-04T17:00",
        ),
        ("talk", "2027-03-03T10:00", "wijkteam-dronten", {"origin": "ordinary"}, "2027-03-17T12:30"),
        ("talk", "2027-03-03T10:00", "va-meldpunt", {"origin": "ordinary"}, "2027-03-17T17:00"),
        ("own_contact", "2027-03-11T15:00", "wijkteam-dronten", {"origin": "ordinary"}, "2027-03-25T17:00"),
        ("aftercare_check", "2027-03-17T14:00", "va-meldpunt", {}, "2027-04-28T17:00"),
        # Someone who wants no help: weighed after two weeks, then after six.
        ("reweigh", "2027-02-03T15:00", "va-meldpunt", {}, "2027-02-17T17:00"),
        ("reweigh_again", "2027-02-17T15:00", "va-meldpunt", {}, "2027-03-31T17:00"),
        # A wijkteam over capacity: silence goes to the manager, then to the region, then to a decision.
        ("handover_open", "2027-02-01T10:00", "wijkteam-almere", {"origin": "ordinary"}, "2027-02-02T17:00"),
        (
            "handover_accept",
            "2027-02-01T10:00",
            "wijkteam-almere",
            {"origin": "ordinary"},
            "2027-02-04T17:00",
        ),
        ("ladder_manager", "2027-02-04T17:00", "wijkteam-almere", {}, "2027-02-05T17:00"),
        ("ladder_region", "2027-02-05T17:00", "wijkteam-almere", {}, "2027-02-09T17:00"),
        ("ladder_decision", "2027-02-09T17:00", "wijkteam-almere", {}, "2027-02-10T17:00"),
        ("waiting_list_check", "2027-02-08T11:00", "va-meldpunt", {}, "2027-02-15T17:00"),
        # A repeat report on Friday night, looked at on Monday morning.
        ("first_look", "2027-01-15T23:30", "va-meldpunt", {}, "2027-01-18T08:45"),
        ("first_look_screened", "2027-01-15T23:30", "va-meldpunt", {}, "2027-01-18T10:30"),
        ("first_attempt", "2027-01-18T09:10", "va-meldpunt", {"urgency": "U4"}, "2027-01-21T17:00"),
        # A crisis handed over on Easter Monday night: noon, or four open hours of Urk, the later.
        ("handover_open", "2027-03-29T22:00", "wijkteam-urk", {"origin": "crisis"}, "2027-03-30T10:30"),
        ("handover_accept", "2027-03-29T22:00", "wijkteam-urk", {"origin": "crisis"}, "2027-03-30T12:30"),
        ("talk", "2027-03-30T11:20", "wijkteam-urk", {"origin": "crisis"}, "2027-04-01T16:30"),
        # The night does not wait.
        ("accept_forward", "2027-01-15T23:30", "crisisteam", {"urgency": "U1"}, "2027-01-15T23:45"),
        ("first_attempt", "2027-01-15T23:30", "va-meldpunt", {"urgency": "U2"}, "2027-01-16T03:30"),
        ("first_attempt", "2027-01-11T10:40", "va-meldpunt", {"urgency": "U3"}, "2027-01-11T17:00"),
        ("first_attempt", "2027-01-15T18:00", "va-meldpunt", {"urgency": "U3"}, "2027-01-18T17:00"),
    ],
)
def test_the_term_is_over_on(kind, start, team, given, expected):
    assert over(kind, start, team=team, **given) == amsterdam(expected)


@pytest.mark.parametrize("origin", ["ordinary", "crisis"])
def test_silence_after_an_offer_climbs_to_a_decision_that_is_asked_until_taken(origin):
    day = local_date(amsterdam("2027-02-01T10:00"))
    kind, passed = "handover_open", []
    while kind not in passed:
        passed.append(kind)
        kind = PACK.clocks.term_for(kind, origin=origin, on_date=day).then
    assert passed == [
        "handover_open",
        "handover_accept",
        "ladder_manager",
        "ladder_region",
        "ladder_decision",
    ]
    assert kind == "ladder_decision"


def test_every_state_of_every_lifecycle_has_a_term_for_each_urgency_and_origin():
    from workflows import handover, melding, outreach, triage
    from workflows.tree import LEVELS

    day = local_date(amsterdam("2026-01-01T10:00"))
    kinds = {
        s.clock for lifecycle in (handover, melding, outreach, triage) for s in lifecycle.State if s.clock
    }
    assert kinds
    for kind in kinds:
        for urgency in LEVELS:
            for origin in ("ordinary", "crisis"):
                assert PACK.clocks.term_for(kind, urgency=urgency, origin=origin, on_date=day)
