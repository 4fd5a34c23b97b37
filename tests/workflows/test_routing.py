"""Does one rule win for a reason, whatever the order in the file, and does every other say why it did not?"""

from datetime import date
from itertools import permutations

from workflows.routing import Lost, Rule, decide

TODAY, SPRING, SUMMER = date(2027, 2, 1), date(2027, 3, 1), date(2027, 6, 1)
HERE, THERE = "0001", "0002"

ALWAYS = Rule("always", "CARE", "meldpunt")
FROM_SPRING = Rule("from-spring", "CARE", "new team", valid_from=SPRING)
FOR_HERE = Rule("for-here", "CARE", "team of here", gemeenten=(HERE,))
UNTIL_SPRING = Rule(
    "until-spring", "CARE", "old team", gemeenten=(HERE,), valid_from=date(2026, 1, 1), valid_until=SPRING
)


def where(*rules, gemeente=HERE, on=TODAY, about="CARE"):
    found = decide(rules, about=about, gemeente=gemeente, on=on)
    return found.won and found.won.leads_to, {rule.id: why for rule, why in found.lost}


def test_a_rule_for_the_gemeente_goes_before_one_for_the_region():
    assert where(ALWAYS, FOR_HERE) == ("team of here", {"always": Lost.LESS_PRECISE})
    assert where(ALWAYS, FOR_HERE, gemeente=THERE) == ("meldpunt", {"for-here": Lost.OTHER_GEMEENTE})


def test_whoever_does_not_know_the_gemeente_is_told_that_a_rule_needed_it():
    assert where(ALWAYS, FOR_HERE, gemeente="") == ("meldpunt", {"for-here": Lost.GEMEENTE_UNKNOWN})


def test_a_rule_counts_from_its_first_day_and_no_more_on_the_day_it_ends():
    assert where(ALWAYS, FROM_SPRING) == ("meldpunt", {"from-spring": Lost.NOT_YET})
    assert where(ALWAYS, FROM_SPRING, on=SPRING) == ("new team", {"always": Lost.REPLACED})
    assert where(ALWAYS, UNTIL_SPRING) == ("old team", {"always": Lost.LESS_PRECISE})
    assert where(ALWAYS, UNTIL_SPRING, on=SPRING) == ("meldpunt", {"until-spring": Lost.OVER})


def test_the_order_of_the_file_says_nothing():
    rules = (ALWAYS, FROM_SPRING, FOR_HERE, UNTIL_SPRING)
    for on in (TODAY, SPRING, SUMMER):
        for gemeente in (HERE, THERE, ""):
            answers = [where(*order, gemeente=gemeente, on=on) for order in permutations(rules)]
            assert all(answer == answers[0] for answer in answers)


def test_every_rule_either_wins_or_says_why_not():
    rules = (ALWAYS, FROM_SPRING, FOR_HERE, UNTIL_SPRING)
    for on in (TODAY, SPRING, SUMMER):
        found = decide(rules, about="CARE", gemeente=HERE, on=on)
        assert {found.won, *(rule for rule, _why in found.lost)} == set(rules)
        assert len(found.lost) == len(rules) - 1


def test_of_two_ways_of_one_rule_the_second_is_only_taken_where_the_first_is_not_there():
    card = Rule("care", "CARE", "card of here", only_in=(HERE,))
    team = Rule("care", "CARE", "meldpunt", way=1)
    assert where(card, team) == ("card of here", {"care": Lost.SECOND_WAY})
    assert where(card, team, gemeente=THERE) == ("meldpunt", {"care": Lost.OTHER_GEMEENTE})


def test_nothing_fits_is_said_with_the_reasons():
    assert where(FROM_SPRING) == (None, {"from-spring": Lost.NOT_YET})
    assert where(ALWAYS, about="OTHER") == (None, {"always": Lost.OTHER_DOOR})
