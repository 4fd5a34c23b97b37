"""Does every code of outreach and handover have a Dutch word, and does no screen say what we agreed never to say?"""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from casework.actions import ACTIONS
from casework.directory.current import HANDOVER, pack
from casework.forms.beside import ESCALATION, TASK
from casework.forms.case import FORMS as CASE_FORMS
from casework.forms.handover import FORMS as HANDOVER_FORMS
from casework.models import Case, Escalation, Handover, PartnerTask
from casework.reading import care_words, happened, past, safety
from casework.reading.care_words import term_word, word
from privacy.context import now
from tests.named import WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, words
from tests.world import World

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
LISTS = {
    "channel": care_words.CHANNEL, "daypart": care_words.DAYPART, "case outcome": care_words.OUTCOME,
    "return reason": care_words.RETURN_REASON, "contact kind": care_words.CONTACT_KIND,
    "consent": care_words.CONSENT, "pause reason": care_words.PAUSE_REASON, "informed": care_words.INFORMED,
    "supporter": care_words.SUPPORTER, "source": care_words.SOURCE, "checklist": care_words.PARTS,
    "mdo decision": care_words.MDO_DECISION, "domain": care_words.DOMAIN,
    "agreed with": care_words.AGREED_WITH_WHOM, "going": care_words.GOING_WORD, "score": care_words.SCORE,
    "chain": care_words.CHAIN, "escalation result": care_words.RESULT, "released": care_words.RELEASED,
    "task reason": care_words.TASK_REASON,
}  # fmt: skip
SAME_IN_DUTCH = {"later", "ggz", "wvggz"}


def _lines(noun: str) -> set[str]:
    """The kinds of line the actions write for this noun."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "casework/actions").rglob("*.py"))
    found = set(re.findall(rf'line\(\s*{noun},\s*"(\w+)"', source))
    return found | (set(re.findall(r'step_with_line\(\s*"(\w+)"', source)) if noun == "case" else set())


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
    with override("nl"):
        unsaid = [
            action
            for action in happened.ICONS
            if happened.change_word(action) == action.split(".")[1].replace("_", " ")
        ]
        assert unsaid == []
        for context, codes in (("case line", written), ("thread", said)):
            assert [code for code in codes if word(context, code) == code.replace("_", " ")] == [], context


def test_every_step_that_a_person_takes_has_a_form() -> None:
    nouns = ((Case, CASE_FORMS), (Handover, HANDOVER_FORMS), (Escalation, ESCALATION), (PartnerTask, TASK))
    for noun, forms in nouns:
        by_people = {name for name, step in noun.steps().items() if set(map(str, step.roles)) != {"R00"}}
        assert by_people <= set(forms), noun


def test_a_step_that_can_be_refused_says_so_at_a_field_that_exists() -> None:
    for form in (*CASE_FORMS.values(), *HANDOVER_FORMS.values(), *ESCALATION.values(), *TASK.values()):
        assert set(form.refused_at.values()) <= set(form.base_fields), form


def test_every_flag_has_a_dutch_word_and_an_icon() -> None:
    with override("nl"):
        assert [
            kind for kind, (_, said) in safety.KINDS.items() if str(said) in (kind, kind.replace("_", " "))
        ] == []


@pytest.mark.parametrize(
    ("term", "said"),
    [("5wd", "5 werkdagen"), ("1wd", "1 werkdag"), ("6w", "6 weken"), ("2oh", "2 uur openingstijd"),
     ("0wd", "dezelfde werkdag"), ("nwd@10:30", "10:30 op een werkdag"), ("latest(1wd, 2d)", "latest(1wd, 2d)")],
)  # fmt: skip
def test_a_term_is_said_in_words(term: str, said: str) -> None:
    with override("nl"):
        assert term_word(term) == said


@pytest.mark.parametrize("never", ["zorgmijder", "verwarde?", "E33", "driegesprek", "weigert"])
def test_no_dutch_sentence_uses_a_word_that_labels_people(never: str) -> None:
    catalogue = (ROOT / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    said = re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', catalogue, flags=re.MULTILINE)
    assert [sentence for sentence in said if re.search(rf"\b{never}\b", sentence, re.IGNORECASE)] == []


def test_every_ground_of_the_pack_has_words_in_both_languages_and_an_own_one_its_number(db) -> None:
    codes = pack().grounds(HANDOVER, at=now())
    assert codes
    for language in ("nl", "en"):
        with override(language):
            said = [str(care_words.ground_word(code)) for code in codes]
        assert all(len(words_of.split()) > 2 for words_of in said), (language, said)
    with override("nl"):
        assert care_words.ground_word("L99") == "grondslag L99"


CODE = re.compile(r"\b(?:[a-z]+_[a-z_]+|[LQ]\d+[a-z]?)\b")
"""What a screen must never say: a code with an underscore, the number of a ground or of a question."""


@pytest.mark.parametrize(
    ("role", "noun", "state"),
    [
        ("R10", "melding", "in_triage"), ("R10", "melding", "waiting_info"), ("R12", "melding", "disputed"),
        ("R51", "melding", "disputed"), ("R10", "melding", "gemeente_unknown"), ("R11", "case", "contact_phase"),
        ("R11", "case", "no_contact_mdo"), ("R11", "case", "aftercare"), ("R11", "handover", "draft"),
        ("R51", "handover", "received"), ("R51", "handover", "waiting_list"), ("R50", "handover", "talk_planned"),
        ("R52", "handover", "disputed"),
    ],
)  # fmt: skip
def test_no_page_in_english_shows_a_code(role: str, noun: str, state: str, world: World) -> None:
    item = getattr(world, noun)(state)
    if noun == "melding" and role == "R51":
        item = world.melding(state, target=WIJKTEAM_TEAM)
    path = {"melding": "melding", "case": "casus", "handover": "overdracht"}[noun]
    client = at_the_screen_of(world.account(role))
    steps = [step.name for step in item.possible_steps(role) if step.name not in ("claim",)]
    for rest in ("", *(f"stap/{step}/" for step in steps)):
        with override("en"):
            answer = client.get(f"/{path}/{item.ref}/{rest}")
        shown = re.sub(r"Tekst over \w+", "", words(answer))  # what this test wrote itself
        assert answer.status_code in (200, 404), rest
        assert "Sluitend" in shown
        assert CODE.findall(shown) == [], f"{rest}: {CODE.findall(shown)}"


def test_every_act_on_a_melding_is_told_in_its_own_words():
    acts = {act for act in ACTIONS if act.startswith(("melding.", "triage."))}
    with override("nl"):
        vague = {act for act in acts - {"melding.save_draft"} if past.act_word(act) == past.act_word("")}
    assert not vague
