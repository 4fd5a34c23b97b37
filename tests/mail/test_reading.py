"""Which hints does a mail give, and does what belongs to the melder stay out of the story?"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from casework.mail import ParsedMail, parse
from casework.mail.names import described, split_name
from casework.mail.reading import MELDER_MARK, Reading, read

DATA = Path(__file__).parents[1] / "data"
PC4 = Path(__file__).parents[2] / "regions" / "flevoland" / "pc4.csv"
TODAY = date(2027, 6, 1)
with PC4.open(encoding="utf-8", newline="") as rows:
    PLACES = {row["woonplaats"].casefold() for row in csv.DictReader(rows)}
LINES = [json.loads(line) for line in (DATA / "meldingen.jsonl").read_text(encoding="utf-8").splitlines()]
STATED = {line["id"]: line for line in LINES}
FIELDS = ("surname", "given", "birthdate", "street", "house_number", "postcode", "woonplaats")


def letter(
    text: str, *, sender: str = "Piet Voorbeeld <piet@post.example>", subject: str = "zorgen"
) -> Reading:
    """The reading of a plain mail."""
    mail: ParsedMail = parse(f"From: {sender}\nSubject: {subject}\n\n{text}".encode())
    return read(mail, today=TODAY, places=PLACES)


def of_file(name: str) -> Reading:
    """The reading of one of the twenty mails."""
    mail = parse((DATA / "eml" / f"{name}.eml").read_bytes())
    assert mail.received_at is not None
    return read(mail, today=mail.received_at.date(), places=PLACES)


def test_a_police_form_names_its_officer_as_melder() -> None:
    stated = of_file("FLM-0002")
    assert (stated.kind, stated.anonymity) == ("police_form", "known_to_us")
    assert stated.melder == {
        "kind_of_melder": "police", "name": "hoofdagent J. Terpstra", "phone": "085-0000101", "email": "",
        "organisation": "Politie, basisteam Noordoostpolder", "relation": "",
    }  # fmt: skip
    assert stated.person == {
        "given": "Gerrit", "surname": "Hofstra", "birthdate": "1957-03-14",
        "street": "Windsingelpad", "house_number": "18", "woonplaats": "Emmeloord",
    }  # fmt: skip
    assert "Terpstra" not in stated.narrative
    assert "085-0000101" not in stated.narrative
    assert "Grote herdershond" in stated.narrative


def test_a_web_form_without_a_name_is_anonymous_and_with_a_name_is_known_to_us() -> None:
    assert (of_file("FLM-0042").kind, of_file("FLM-0042").anonymity) == ("web_form", "anonymous")
    assert of_file("FLM-0036").anonymity == "known_to_us"
    assert of_file("FLM-0100").anonymity == "open"
    assert of_file("FLM-0042").melder["kind_of_melder"] == "family"


def test_the_answer_about_danger_stays_in_the_story_and_decides_nothing() -> None:
    stated = of_file("FLM-0036")
    assert "Is er nu direct gevaar?: nee" in stated.narrative
    assert not hasattr(stated, "answers")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("FLM-0003", "huisarts"), ("FLM-0009", "housing"), ("FLM-0019", "wijkteam"), ("FLM-0050", "care"),
     ("FLM-0063", "school"), ("FLM-0089", "other"), ("FLM-0033", "other"), ("FLM-0113", "neighbour")],
)  # fmt: skip
def test_the_kind_of_melder_follows_from_the_sender_or_the_relation(name: str, kind: str) -> None:
    assert of_file(name).melder["kind_of_melder"] == kind


def test_no_hint_about_a_person_is_wrong_in_the_twenty_mails() -> None:
    found, right, there = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for path in sorted((DATA / "eml").glob("*.eml")):
        person, true = of_file(path.stem).person, STATED[path.stem]["person_reported"]
        for field in FIELDS:
            said, known = person.get(field, ""), true[field] or ""
            there[field] += bool(known)
            found[field] += bool(said)
            # A form may give an initial or a year where the file holds all of it.
            same = said == known or (said and known.startswith(said.rstrip(".")))
            right[field] += bool(said and same)
            if said and not same:
                wrong.append((path.stem, field))
    print("\n" + "  ".join(f"{field} {right[field]}/{found[field]} of {there[field]}" for field in FIELDS))
    assert wrong == []
    assert right["surname"] >= 13
    assert right["birthdate"] >= 13


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "eml").glob("*.eml")))
def test_the_whole_name_address_and_number_of_a_melder_are_not_in_the_story(name: str) -> None:
    melder, story = STATED[name]["reporter"], of_file(name).narrative
    for said in (melder["name"], melder["email"], melder["phone"]):
        assert not said or said not in story


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Naam: Jan de Boer\nGeb: 01-02-1950\nAdres: Dorpsstraat 12a, 8251 AB Dronten",
         {"given": "Jan", "prefix": "de", "surname": "Boer", "birthdate": "1950-02-01", "street": "Dorpsstraat",
          "house_number": "12a", "postcode": "8251 AB", "woonplaats": "Dronten"}),
        ("Achternaam: Yılmaz\nVoornaam: Ayşe\nGeboortedatum: 3 mrt 1988",
         {"surname": "Yılmaz", "given": "Ayşe", "birthdate": "1988-03-03"}),
        ("Betr: mw. Van der Berg", {"prefix": "van der", "surname": "Berg"}),
        ("Gesproken met dhr. Jansen (1950) te Urk.",
         {"surname": "Jansen", "birthdate": "1950", "woonplaats": "Urk"}),
        ("ROMKES Pieter 10-10-77 Urk. Rustig.",
         {"given": "Pieter", "surname": "Romkes", "birthdate": "1977-10-10", "woonplaats": "Urk"}),
    ],
)  # fmt: skip
def test_labels_and_a_name_beside_a_birth_date_say_who_it_is(text: str, person: dict[str, str]) -> None:
    assert letter(text).person == person


@pytest.mark.parametrize(
    "text",
    [
        "Jan de Boer (01-02-1950) en Piet de Boer (03-04-1952) wonen samen.",
        "Op bezoek geweest in Almere Haven 12-05-2027.", "Wij spraken Dorpsraad Voorbeeld 01-05-2027 hierover.",
        "Woont op Urk 01-01-1960 of zo.", "Woont te Urk 01-01-1960.", "Geboren 31-02-1950.",
        "Naam: een meneer die ik verder niet ken",
        "Betr: vraag",
        "Jan de Boer, geb 01-01-2099.",
    ],
)  # fmt: skip
def test_without_one_clear_person_nobody_is_named(text: str) -> None:
    assert "surname" not in letter(text).person


def test_a_melder_is_a_mark_in_the_story_but_a_shared_surname_stays() -> None:
    stated = letter(
        "Mijn zus Maaike Voorbeeld doet niet open.\nGroet, Piet Voorbeeld\n\n--\nPiet Voorbeeld\n06-00000123\n",
        subject="FW: vraag van Piet Voorbeeld",
    )
    assert stated.narrative.startswith(f"FW: vraag van {MELDER_MARK}")
    assert "Maaike Voorbeeld doet niet open" in stated.narrative
    assert "Piet" not in stated.narrative
    assert "06-00000123" not in stated.narrative
    assert stated.melder["phone"] == "06-00000123"


def test_a_sender_of_one_word_does_not_blank_that_word() -> None:
    assert (
        "moeder is al weken"
        in letter("Zijn moeder is al weken weg.", sender="Moeder <m@post.example>").narrative
    )


def test_a_machine_is_no_melder() -> None:
    melder = letter("Storing.", sender="No Reply <no-reply@post.example>").melder
    assert (melder["name"], melder["email"]) == ("", "")


@pytest.mark.parametrize("name", ["", " ", "de", "van der", "A", ", ", "((", "J.", "dhr.", "1 2 3"])
def test_half_a_name_is_no_name(name: str) -> None:
    assert split_name(name).get("surname", "") in ("", "2 3", "3")


def test_a_long_text_is_read_quickly() -> None:
    for text in (
        "A " * 300_000,
        "Jan de Boer 01-01-1950 " * 20_000,
        "a:\n" * 200_000,
        "1234 AB " * 50_000,
        "(" * 400_000,
    ):
        letter(text)
    assert described("Jan de Boer 01-01-1950 " * 2_000, latest=TODAY, places=PLACES)["surname"] == "Boer"


TWO_PEOPLE = """ZORGMELDING / CODE E33
Betr: DIJKGRAAF, Gerben, geb 01-05-1972, Voorbeeldpad 12 Swifterbant
Betr: BAKKER, Anna, geb 04-03-1980, Voorbeeldpad 12 Swifterbant
Geschreeuw, kinderen in huis.
Kinderen: Noor Dijkgraaf; Sem Dijkgraaf
Verbalisant: J. Terpstra (Politie)"""


def test_everybody_a_form_lists_is_named_with_their_part() -> None:
    found = letter(TWO_PEOPLE)
    assert (found.person["surname"].casefold(), found.person["birthdate"]) == ("dijkgraaf", "1972-05-01")
    assert [(one["part"], one["given"], one["household"]) for one in found.others] == [
        ("concern", "Anna", True),
        ("child", "Noor", True),
        ("child", "Sem", True),
    ]
    assert "BAKKER" in found.narrative, "the story stays whole"


def test_what_stands_under_the_second_person_is_not_taken_for_the_first() -> None:
    found = letter(
        "Betrokkene 1: Gerben Dijkgraaf\nBetrokkene 2: Anna Bakker\nGeb: 04-03-1980\nAdres: Kade 3 Urk"
    )
    assert "birthdate" not in found.person
    (other,) = found.others
    assert (other["birthdate"], other["street"], other["household"]) == ("1980-03-04", "Kade", False)


@pytest.mark.parametrize(
    "text",
    [
        "Partner: onbekend",
        "Kind:",
        "Kinderen: 3 en 5 jaar oud, wonen bij de moeder",
        "Mijn partner: niemand.",
    ],
)
def test_a_line_without_a_name_makes_nobody(text: str) -> None:
    people = letter(f"Betr: Gerben Dijkgraaf\n{text}\nZorgen.").others
    assert all(one.get("surname") for one in people)
    assert len(people) <= 1


def test_two_people_in_running_text_are_left_to_a_human() -> None:
    found = letter("Gerben Dijkgraaf (01-05-1972) en Anna Bakker (04-03-1980) maken ruzie.")
    assert (found.person, found.others) == ({}, ())


def test_none_of_the_twenty_mails_names_somebody_who_is_not_listed() -> None:
    for path in sorted((DATA / "eml").glob("*.eml")):
        assert of_file(path.stem).others == (), path.stem
