"""Two ways of writing one name give one key; other names give another."""

import pytest

from privacy.names import LONGEST, first_sound, house, parts, phone_digits, plain, postcode, sound
from privacy.nicknames import other_forms
from privacy.slips import near_codes, near_numbers, near_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("van den Heuvel", "Heuvel"),
        ("van den Heuvel", "v.d. Heuvel"),
        ("De Wit", "de Witt"),
        ("Bruyn", "Bruijn"),
        ("Meyer", "Meijer"),
        ("Meyer", "Meier"),
        ("Ouwehand", "Auwehand"),
        ("Claassen", "Klaasen"),
        ("Vries", "Fries"),
        ("Smit", "Smidt"),
        ("Schouten", "Schoutten"),
        ("Özdemir", "Ozdemir"),
        ("Şahin", "Sahin"),
        ("El Ouali", "Elouali"),
        ("Kowalski", "Kovalski"),
        ("Łukasz", "Lukasz"),
        ("Шевченко", "Sjevtsjenko"),
        ("Jansen-de Boer", "Jansen de Boer"),
        ("’t Hooft", "'t Hooft"),
        ("DE VRIES", "de vries"),
    ],
)
def test_two_spellings_of_one_family_name_agree(one, other):
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Youssef", "Joesoef"), ("Mohammed", "Mohamed"), ("Khalid", "Chalid"), ("Djamila", "Jamila"),
     ("Christina", "Kristina"), ("Jan Willem", "Jan"), ("Ahmet", "Ahmed")],
)  # fmt: skip
def test_two_spellings_of_one_given_name_agree(one, other):
    assert first_sound(one) == first_sound(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Jansen", "Pietersen"), ("Bakker", "Dekker"), ("Visser", "Mulder"), ("Smit", "Kok")]
)
def test_other_names_stay_other_names(one, other):
    assert sound(one) != sound(other)


def test_a_name_of_particles_only_is_still_a_name():
    assert parts("Van der") == ["van", "der"]
    assert parts("") == []
    assert sound("") == first_sound("") == sound("123!?")[:0] == ""


def test_plain_text_is_lower_case_without_marks():
    assert plain("  Ünal-Çelik ") == "unal tsjelik"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("8232 ab", ("8232", "8232AB")),
        ("8232AB", ("8232", "8232AB")),
        ("8232", ("8232", "")),
        ("0232AB", ("", "")),
        ("82324", ("", "")),
        ("", ("", "")),
    ],
)
def test_postcodes(typed, found):
    assert postcode(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [(("12", ""), ("12", "")), (("12 B", ""), ("12", "b")), (("12-b", ""), ("12", "b")),
     (("012", "bis"), ("12", "bis")), (("", ""), ("", "")), (("woonboot", ""), ("", ""))],
)  # fmt: skip
def test_house_numbers(typed, found):
    assert house(*typed) == found


def test_the_last_nine_digits_of_a_number_count():
    assert phone_digits("06-00000481") == phone_digits("+31 6 0000 0481") == "600000481"
    assert phone_digits("112") == ""


def test_what_is_too_long_to_be_a_name_has_no_name_near_it():
    assert near_words(("abcdefg" * 6)[:LONGEST], sound) != set()
    assert near_words("abcdefg" * 600, sound) == set()
    assert near_numbers("1" * 4_000) == near_codes("1" * 4_000) == set()


def test_a_given_name_of_thousands_of_letters_has_only_so_many_short_forms():
    assert len(other_forms("abcdefg" * 600)) <= LONGEST
