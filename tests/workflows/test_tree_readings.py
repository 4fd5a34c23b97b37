"""Does the tree follow each settled reading? One sentence per reading, with the answers that show it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.tree import ANSWERS, LEVELS, Deviation, UnknownAnswer, deviation, load

TREE = load("2026-11-01", date(2026, 11, 1))
ALL_NO = dict.fromkeys(TREE.questions, "no")


def propose(*, office_hours=True, covered_by_fan=True, age=None, unknown=(), **pattern):
    yes = pattern.pop("yes", ())
    answers = {**ALL_NO, **dict.fromkeys(yes, "yes"), **dict.fromkeys(unknown, "onbekend")}
    return TREE.walk(
        answers, gemeente="0303", office_hours=office_hours, covered_by_fan=covered_by_fan, age=age, **pattern
    )


def test_01_a_question_without_a_person_still_passes_the_safety_questions():
    proposal = propose(yes=["Q0"])
    assert proposal.asked == ("Q0", "Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b")
    assert (proposal.primary, proposal.stopped_at, proposal.without_person) == ("ADVIES", "Q0", True)


def test_02_danger_of_life_still_asks_after_illness_psychosis_children_and_violence():
    proposal = propose(yes=["Q1", "Q2", "Q3", "Q6a", "Q6b", "Q8"])
    assert proposal.primary == "112"
    assert proposal.asked == ("Q0", "Q1", "Q1b", "Q2", "Q3", "Q4", "Q5", "Q6a", "Q6b", "Q7", "Q8")
    assert proposal.parallel == {"HUISARTS_HAP", "CRISISTEAM", "KINDCHECK", "VEILIG_THUIS_MELDING"}
    assert proposal.stopped_at == "Q1"


def test_03_a_police_check_goes_beside_the_outcome_of_the_walk():
    proposal = propose(yes=["Q1b", "Q13"])
    assert (proposal.primary, proposal.parallel) == ("BEMOEIZORG", {"POLITIE_WELZIJNSCHECK"})
    assert (proposal.urgency, proposal.urgency_range) == ("U1", ("U0", "U1"))


def test_03_a_police_check_is_the_outcome_when_nothing_else_is_found():
    assert propose(yes=["Q1b"]).primary == "POLITIE_WELZIJNSCHECK"


def test_04_the_body_comes_before_the_mind():
    proposal = propose(yes=["Q2", "Q3", "Q5"])
    assert (proposal.primary, proposal.parallel) == ("HUISARTS_HAP", {"GGZ_CRISISDIENST"})


def test_05_someone_in_treatment_goes_to_the_own_team_by_day_and_to_the_crisisdienst_at_night():
    by_day = propose(yes=["Q3", "Q4"], office_hours=True)
    at_night = propose(yes=["Q3", "Q4"], office_hours=False)
    assert (by_day.primary, by_day.parallel) == ("EIGEN_BEHANDELTEAM", {"CRISISBLAD"})
    assert (at_night.primary, at_night.parallel) == ("GGZ_CRISISDIENST", {"CRISISBLAD"})
    assert "Q5" not in by_day.asked + at_night.asked


def test_06_unknown_treatment_and_referrer_end_with_the_crisis_team_at_u1():
    proposal = propose(yes=["Q3"], unknown=["Q4", "Q5"])
    assert (proposal.primary, proposal.urgency_range) == ("CRISISTEAM", ("U1", "U1"))
    assert proposal.check_tasks == ()


def test_07_several_unknown_dangers_raise_one_level_and_never_above_u1():
    assert propose(yes=["Q13"], unknown=["Q1", "Q1b", "Q3"]).urgency_range == ("U2", "U4")
    assert propose(yes=["Q2"], unknown=["Q1", "Q3"]).urgency_range == ("U1", "U1")
    assert propose(yes=["Q0"], unknown=["Q3"]).urgency == "U5"


def test_08_unknown_psychosis_goes_on_without_asking_for_treatment():
    assert "Q4" not in propose(yes=["Q13"], unknown=["Q3"]).asked


def test_09_a_vt_melding_does_not_end_the_own_work():
    proposal = propose(yes=["Q6b", "Q8", "Q14"])
    assert (proposal.primary, proposal.parallel) == ("VEILIG_THUIS_MELDING", {"WIJKTEAM"})
    assert propose(yes=["Q6b", "Q8"]).parallel == frozenset()


def test_10_unknown_acute_unsafety_asks_on_and_leaves_a_task():
    proposal = propose(yes=["Q6b", "Q8"], unknown=["Q7"])
    assert "Q8" in proposal.asked
    assert proposal.check_tasks == ("Q7",)


def test_11_a_crisis_comes_before_a_wvggz_melding():
    both = propose(yes=["Q9", "Q10", "Q12"])
    assert (both.primary, both.parallel) == ("CRISISTEAM", {"WVGGZ_MELDING", "BEMOEIZORG"})
    one = propose(yes=["Q9", "Q12"])
    assert (one.primary, one.parallel) == ("WVGGZ_MELDING", {"BEMOEIZORG"})
    assert one.asked[-1] == "Q10"


def test_12_fan_is_proposed_by_day_as_well_and_unknown_cover_is_no_cover():
    assert propose(yes=["Q11"], office_hours=True).primary == "FAN"
    uncovered = propose(yes=["Q11"], covered_by_fan=None)
    assert (uncovered.primary, uncovered.parallel) == ("CRISISTEAM_TELEFONISCH", {"TAAK_VOLGENDE_WERKDAG"})
    assert "no_fan_here" in uncovered.warnings


def test_13_and_30_violence_alone_ends_in_advice_of_veilig_thuis():
    assert propose(yes=["Q6b"]).primary == "VT_ADVIES"
    both = propose(yes=["Q1b", "Q6b"])
    assert (both.primary, both.parallel) == ("POLITIE_WELZIJNSCHECK", {"VT_ADVIES"})


def test_14_nuisance_gives_advice_beside_it_unless_a_hard_stop_forbids_that():
    assert propose(yes=["Q15"]).parallel == {"ADVIES"}
    assert propose(yes=["Q15", "Q6b"]).parallel == {"VT_ADVIES"}


def test_15_running_help_is_not_asked_after_a_crisis():
    assert "Q12" not in propose(yes=["Q10", "Q12"]).asked


@pytest.mark.parametrize("sign", [{"meldingen_12m": 3}, {"chains_stuck": 2}, {"police_and_care": True}])
def test_16_each_pattern_proposes_a_joint_approach_but_never_beside_advice(sign):
    assert "ZVH_PGA" in propose(yes=["Q13"], **sign).parallel
    assert "ZVH_PGA" not in propose(**sign).parallel
    assert "ZVH_PGA" not in propose(yes=["Q13"], meldingen_12m=2, chains_stuck=1).parallel


def test_17_the_child_check_goes_with_everything_but_advice():
    assert propose(yes=["Q6a"]).parallel == frozenset()
    assert propose(yes=["Q6a", "Q15"]).parallel == {"ADVIES", "KINDCHECK"}


def test_19_of_two_equally_urgent_outcomes_the_first_found_is_primary():
    proposal = propose(yes=["Q3", "Q5", "Q6b", "Q7"])
    assert (proposal.primary, proposal.parallel) == ("GGZ_CRISISDIENST", {"VEILIG_THUIS", "CRISISTEAM"})


def test_22_the_urgency_is_that_of_the_most_urgent_and_advice_does_not_count():
    assert propose(yes=["Q6b", "Q13"]).urgency_range == ("U3", "U5")
    assert propose(yes=["Q6b", "Q8", "Q12"]).urgency_range == ("U3", "U4")


def test_24_a_walk_with_an_open_question_about_the_person_never_ends_in_advice():
    assert propose(unknown=["Q13"]).primary == "MENSELIJKE_KEUZE"
    assert propose(unknown=["Q12", "Q14", "Q15"]).primary == "ADVIES"


def test_25_the_most_urgent_is_primary_whatever_the_order():
    assert propose(yes=["Q3", "Q4", "Q6b", "Q7"]).primary == "VEILIG_THUIS"
    assert propose(yes=["Q6b", "Q8", "Q10"]).primary == "CRISISTEAM"


def test_26_an_answer_that_was_not_asked_is_no_hard_stop():
    assert propose(yes=["Q7", "Q13"]).hard_stops == ()


@pytest.mark.parametrize("found", [["Q1b", "Q14"], ["Q6b", "Q8", "Q14"]])
def test_27_once_something_is_found_the_question_is_about_a_person(found):
    proposal = propose(yes=["Q0", *found])
    assert "Q14" in proposal.asked
    assert "ask_for_the_person" in proposal.warnings
    assert not proposal.without_person


def test_27_violence_without_a_person_ends_in_anonymous_advice():
    proposal = propose(yes=["Q0", "Q6b", "Q14"])
    assert (proposal.primary, proposal.asked[-1], proposal.without_person) == ("VT_ADVIES", "Q8", True)


def test_28_an_urgent_outcome_ends_the_walk_after_the_violence_questions():
    proposal = propose(yes=["Q2", "Q6b", "Q8", "Q13"])
    assert (proposal.primary, proposal.parallel) == ("HUISARTS_HAP", {"VEILIG_THUIS_MELDING"})
    assert proposal.stopped_at == "Q2"


def test_29_a_police_check_counts_before_an_open_question():
    assert propose(yes=["Q1b"], unknown=["Q13"]).primary == "POLITIE_WELZIJNSCHECK"


def test_a_full_walk_stops_nowhere_and_shows_who_drove_what():
    assert propose().stopped_at is None
    assert ("GGZ_CRISISDIENST", "Q4", "yes") in propose(yes=["Q3", "Q4"], office_hours=False).because


def test_a_minor_and_an_unknown_gemeente_are_said_aloud():
    assert "minor" in propose(age=17).warnings
    assert "minor" not in propose(age=18).warnings
    assert "gemeente_unknown" in TREE.walk(ALL_NO, office_hours=True).warnings


@pytest.mark.parametrize("answers", [{"Q99": "yes"}, {"Q1": "misschien"}])
def test_an_answer_outside_the_tree_is_refused(answers):
    with pytest.raises(UnknownAnswer):
        TREE.walk(answers, office_hours=True)


def test_the_tree_in_force_follows_the_day():
    assert load(None, date(2020, 1, 1)).version == "2026-11-01"
    with pytest.raises(LookupError):
        load("1999-01-01", date(2027, 1, 1))


@pytest.mark.parametrize(
    ("yes", "unknown", "outcome", "urgency", "kind"),
    [
        (["Q13"], [], "BEMOEIZORG", "U4", Deviation.SAME),
        (["Q13"], [], "BEMOEIZORG", "U3", Deviation.SAME),
        (["Q13"], [], "BEMOEIZORG", "U2", Deviation.DEVIATION),
        (["Q13"], [], "WIJKTEAM", "U4", Deviation.DEVIATION),
        (["Q10"], [], "CRISISTEAM", "U1", Deviation.SAME),
        (["Q10"], [], "CRISISTEAM", "U3", Deviation.DOWNGRADE),
        (["Q10"], [], "ADVIES", "U9", Deviation.DOWNGRADE),
        (["Q3"], [], "ADVIES", "U9", Deviation.FORBIDDEN),
        (["Q6b"], [], "ADVIES", "U9", Deviation.FORBIDDEN),
        (["Q0"], ["Q3"], "ADVIES", "U5", Deviation.DEVIATION),
        (["Q0"], [], "ADVIES", "U9", Deviation.SAME),
    ],
)
def test_what_a_decision_asks_for(yes, unknown, outcome, urgency, kind):
    assert deviation(propose(yes=yes, unknown=unknown), outcome, urgency) is kind


@given(
    answers=st.dictionaries(st.sampled_from(list(TREE.questions)), st.sampled_from(ANSWERS)),
    office_hours=st.booleans(),
    covered=st.none() | st.booleans(),
)
def test_whatever_is_answered_danger_is_never_answered_with_advice(answers, office_hours, covered):
    proposal = TREE.walk(answers, office_hours=office_hours, covered_by_fan=covered)
    most, least = map(LEVELS.index, proposal.urgency_range)
    order = list(TREE.questions)
    assert most <= LEVELS.index(proposal.urgency) <= least
    assert list(proposal.asked) == sorted(proposal.asked, key=order.index)
    assert {"Q0", "Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"} <= set(proposal.asked)
    assert proposal.primary not in proposal.parallel
    if any(answers.get(name) == "yes" for name in ("Q1", "Q1b", "Q3", "Q6b")):
        assert "ADVIES" not in {proposal.primary, *proposal.parallel}
