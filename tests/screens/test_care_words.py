"""Does every code of outreach and handover have a Dutch word, and does no screen say what we agreed never to say?"""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from casework.forms.case import FORMS as CASE_FORMS
from casework.forms.handover import FORMS as HANDOVER_FORMS
from casework.models import Case, Handover
from casework.reading import care_words, happened, safety
from casework.reading.care_words import term_word, word

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    "channel": care_words.CHANNEL, "daypart": care_words.DAYPART, "case outcome": care_words.OUTCOME,
    "return reason": care_words.RETURN_REASON, "contact kind": care_words.CONTACT_KIND, "ground": care_words.GROUND,
    "consent": care_words.CONSENT, "pause reason": care_words.PAUSE_REASON, "informed": care_words.INFORMED,
    "supporter": care_words.SUPPORTER, "source": care_words.SOURCE, "checklist": care_words.PARTS,
}  # fmt: skip
SAME_IN_DUTCH = {"later", "ggz", "wvggz"}


def _lines(noun: str) -> set[str]:
    """The kinds of line the actions write for this noun."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "casework/actions").rglob("*.py"))
    found = set(re.findall(rf'line\(\s*{noun},\s*"(\w+)"', source))
    return found | (set(re.findall(r'_step_with_line\(\s*"(\w+)"', source)) if noun == "case" else set())


@pytest.mark.parametrize(("context", "listed"), LISTS.items())
def test_every_choice_has_a_dutch_word(context: str, listed: care_words.Choices) -> None:
    with override("nl"):
        missing = [code for code, _ in listed if word(context, code).lower() == code.replace("_", " ")]
    assert set(missing) <= SAME_IN_DUTCH


def test_every_line_and_every_change_has_a_dutch_sentence() -> None:
    written = _lines("case")
    said = _lines("handover")
    assert {"attempt", "note", "record_refusal"} <= written
    assert {"question", "answer", "consent"} <= said
    steps = {action.rpartition(".")[2] for action in happened.ICONS}
    with override("nl"):
        for context, codes in (("case line", written), ("thread", said), ("change", steps)):
            assert [code for code in codes if word(context, code) == code.replace("_", " ")] == [], context


def test_every_step_of_both_lifecycles_that_a_person_takes_has_a_form() -> None:
    for noun, forms in ((Case, CASE_FORMS), (Handover, HANDOVER_FORMS)):
        by_people = {name for name, step in noun.steps().items() if set(map(str, step.roles)) != {"R00"}}
        assert by_people <= set(forms), noun


def test_a_step_that_can_be_refused_says_so_at_a_field_that_exists() -> None:
    for form in (*CASE_FORMS.values(), *HANDOVER_FORMS.values()):
        assert set(form.refused_at.values()) <= set(form.base_fields), form


def test_every_flag_has_a_dutch_word_and_an_icon() -> None:
    with override("nl"):
        assert [
            kind for kind, (_, said) in safety.KINDS.items() if str(said) in (kind, kind.replace("_", " "))
        ] == []


@pytest.mark.parametrize(
    ("term", "said"),
    [("5wd", "5 werkdagen"), ("1wd", "1 werkdag"), ("6w", "6 weken"), ("2oh", "2 uur openingstijd"),
     ("0wd", "dezelfde werkdag"), ("nwd@10:30", "nwd@10:30")],
)  # fmt: skip
def test_a_term_is_said_in_words(term: str, said: str) -> None:
    with override("nl"):
        assert term_word(term) == said


@pytest.mark.parametrize("never", ["zorgmijder", "verwarde?", "E33", "driegesprek", "weigert"])
def test_no_dutch_sentence_uses_a_word_that_labels_people(never: str) -> None:
    catalogue = (ROOT / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    said = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', catalogue, flags=re.MULTILINE)
    assert [sentence for sentence in said if re.search(rf"\b{never}\b", sentence, re.IGNORECASE)] == []
