"""What does the page of a melding show, and to whom?"""

from datetime import datetime
from typing import Any

import pytest
from django.db import connections

from casework.models import Melding
from privacy.context import set_offset, wall_clock
from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.screens.test_worklist import pile

# What a page shows of the same rows is the same on every engine; what it costs is counted on each.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
NIGHT = datetime.fromisoformat("2027-02-06T03:00:00+01:00")
TEAM_OF_NOBODY_HERE = "wijkteam-urk"


def page_of(melding: Melding, rest: str = "") -> str:
    return f"/melding/{melding.ref}/{rest}"


def without_the_ledger() -> None:
    """The table of looks is gone, as after a disk that failed. The rollback of the test puts it back."""
    with connections["ledger"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_access RENAME TO ledger_access_gone")


def test_the_page_shows_safety_first_and_says_why_for_the_gemeente(world):
    person = world.person(
        flags=[{"kind": "weapon", "detail": "Keukenmes", "source": "melder", "until": "2199-01-01"}]
    )
    page = words(
        at_the_screen_of(world.account("R10")).get(page_of(world.melding("in_triage", person=person)))
    )
    for part in (
        "wapen",
        "Keukenmes",
        "Gerben Dijkgraaf",
        "Gordijnen dicht",
        "volgt uit postcode 8255",
        "Mevrouw Buur",
    ):
        assert part in page
    assert page.index("Keukenmes") < page.index("Gordijnen dicht") < page.index("Mevrouw Buur")


@pytest.mark.parametrize(("role", "asked"), [("R10", True), ("R12", False)])
def test_only_whoever_may_choose_the_gemeente_gets_the_link_to_it_and_the_link_opens(world, role, asked):
    melding = world.melding("in_triage", gemeente="")
    reader = at_the_screen_of(world.account(role))
    link = f"{page_of(melding)}stap/decide_gemeente/"
    assert (link.encode() in reader.get(page_of(melding)).content) is asked
    assert reader.get(link).status_code == (200 if asked else 422)


def test_no_gemeente_is_chosen_before_somebody_chooses_one(world, triagist):
    melding = world.melding("in_triage", gemeente="")
    form = triagist.get(page_of(melding, "stap/decide_gemeente/")).context["form"]
    assert form["gemeente"].value() in (None, "")
    assert form.fields["gemeente"].choices[0][0] == ""


@pytest.mark.parametrize(
    ("hours", "closed"), [("2027-02-05T10:00:00+01:00", False), (NIGHT.isoformat(), True)]
)
def test_while_a_team_is_closed_its_page_names_who_answers_at_this_hour(world, hours, closed):
    set_offset(datetime.fromisoformat(hours) - wall_clock())
    melding = world.melding("received", owner_person=None)
    page = words(at_the_screen_of(world.account("R10")).get(page_of(melding)))
    assert ("Neemt op dit uur op: Dienst van Integraal crisisteam" in page) is closed


def test_the_night_duty_reads_that_the_number_is_for_calling_back_only(world):
    set_offset(NIGHT - wall_clock())
    page = words(at_the_screen_of(world.account("R20")).get(page_of(world.melding("received"))))
    assert "Alleen om terug te bellen" in page
    assert "Alleen de triage ziet dit" not in page


def test_a_yes_on_danger_stands_in_the_safety_block_and_an_unknown_is_named(world):
    melding = world.melding("received")
    triage = melding.triage
    with_answers = world.triage("safety", answers={"Q1": "yes", "Q1b": "onbekend", "Q2": "no", "Q3": "no"})
    triagist = at_the_screen_of(world.account("R10"))
    assert triage is not None
    page = words(triagist.get(page_of(with_answers.melding)))
    assert "levensgevaar nu" in page
    assert "Nog niet gevraagd: langer dan 48 uur niet gezien" in page


def test_who_may_not_see_the_answers_about_danger_is_not_told_that_nobody_asked(world):
    triage = world.triage("settled", answers=dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "yes"))
    Melding.objects.filter(pk=triage.melding_id).update(state="forwarded", target="wijkteam-dronten")
    page = words(at_the_screen_of(world.account("R51")).get(page_of(triage.melding)))
    assert "U ziet hier niet wat over gevaar is gevraagd. Bel wie verantwoordelijk is" in page
    for claim in ("Nog niet gevraagd", "geen gevaar", "levensgevaar", "Nog niemand heeft naar veiligheid"):
        assert claim not in page


def test_a_question_that_was_asked_and_not_answered_is_not_called_unasked(world):
    triage = world.triage("questions", answers={"Q1": "no", "Q1b": "onbekend", "Q2": "no", "Q3": "no"})
    triagist = at_the_screen_of(world.account("R10"))
    for rest in ("", "triage/"):
        page = words(triagist.get(page_of(triage.melding, rest)))
        assert "Gevraagd, nog niet bekend: langer dan 48 uur niet gezien" in page
        assert "Nog niet gevraagd" not in page


@pytest.mark.engine
def test_a_page_costs_the_same_with_a_thousand_others_beside_it(world):
    triagist = at_the_screen_of(world.account("R10"))
    melding = world.melding("in_triage")
    pile(world, 9)
    with counted_statements() as among_ten:
        triagist.get(page_of(melding))
    pile(world, 990)
    with counted_statements() as among_a_thousand:
        assert triagist.get(page_of(melding)).status_code == 200
    assert len(among_a_thousand) == len(among_ten)
    assert len(among_a_thousand) <= 10


SEES = [
    ("R10", "in_triage", True, True),
    ("R12", "in_triage", False, False),
    ("R50", "forwarded", False, False),
]


@pytest.mark.parametrize(("role", "state", "story", "melder"), SEES)
def test_nobody_sees_more_than_the_role_allows(world, role, state, story, melder):
    melding = world.melding(state, target="wijkteam-dronten")
    answer = at_the_screen_of(world.account(role)).get(page_of(melding))
    assert answer.status_code == 200
    assert ("Gordijnen dicht" in words(answer)) is story
    assert ("Mevrouw Buur" in words(answer)) is melder
    assert ("De melder" in words(answer)) is melder


@pytest.mark.parametrize("rest", ["", "triage/", "stap/claim/", "stap/link/", "triage/stap/revise/"])
@pytest.mark.parametrize("role", ["R11", "R50", "R92", "R94"])
def test_a_stranger_gets_the_same_bytes_for_what_is_there_and_for_what_is_not(world, role, rest):
    melding = world.melding("received")
    stranger = at_the_screen_of(world.account(role, team=TEAM_OF_NOBODY_HERE, name="vreemdeling"))
    forbidden = stranger.get(page_of(melding, rest))
    unknown = stranger.get(f"/melding/M-00000000/{rest}")
    nowhere = stranger.get("/melding/geen-kenmerk/")
    assert forbidden.status_code == unknown.status_code == nowhere.status_code == 404
    assert forbidden.content == unknown.content == nowhere.content


@pytest.mark.parametrize(
    "rest", ["stap/claim/", "stap/mark_insufficient/", "triage/stap/answer_safety/", "triage/stap/settle/"]
)
def test_a_stranger_who_sends_a_form_gets_the_same_bytes_too(world, rest):
    melding = world.melding("in_triage")
    stranger = at_the_screen_of(world.account("R10", team=TEAM_OF_NOBODY_HERE, name="vreemdeling"))
    filled: dict[str, Any] = {"seen_version": 1, "reason": "x", "outcome": "WIJKTEAM", "urgency": "U5"}
    filled |= dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no")
    for typed in (filled, {}):
        forbidden = stranger.post(page_of(melding, rest), typed)
        unknown = stranger.post(f"/melding/M-00000000/{rest}", typed)
        assert forbidden.status_code == unknown.status_code == 404
        assert forbidden.content == unknown.content


@pytest.mark.parametrize(
    "path", ["/werkvoorraad/", "/werkvoorraad/rijen/?sinds=0", "{}", "{}triage/", "{}stap/screen/"]
)
def test_without_a_trace_nothing_is_shown(world, path):
    melding = world.melding("received")
    triagist = at_the_screen_of(world.account("R20" if "screen" in path else "R10"))
    without_the_ledger()
    answer = triagist.get(path.format(page_of(melding)))
    assert answer.status_code == 500
    page = words(answer)
    assert "Er is nu niets te zien" in page
    for hidden in ("Dijkgraaf", "Gordijnen", "Mevrouw Buur"):
        assert hidden not in answer.content.decode()


def test_every_look_at_a_page_is_one_row_of_who_saw_what(world):
    melding = world.melding("in_triage")
    at_the_screen_of(world.account("R10")).get(page_of(melding))
    look = AccessEvent.objects.get()
    assert (look.action, look.about, look.actor) == (
        "melding.read",
        melding.ref,
        str(world.account("R10").pk),
    )
    assert "reporter.name" in look.fields


@pytest.mark.engine
def test_one_press_takes_a_melding_and_leads_to_its_questions(world):
    triagist = at_the_screen_of(world.account("R10"))
    melding = world.melding("received", owner_person=None)
    assert "Ik neem deze melding" in words(triagist.get(page_of(melding)))
    with counted_statements() as statements:
        answer = triagist.post(page_of(melding, "stap/claim/"), {"seen_version": 1})
    assert answer["Location"] == page_of(melding, "triage/")
    assert len(statements) <= 12
    melding.refresh_from_db()
    assert (melding.state, melding.owner_person) == ("in_triage", world.account("R10"))


def test_a_refusal_stands_at_its_field_and_keeps_the_text(world):
    melding = world.melding("forwarded", target="wijkteam-dronten")
    wijkteam = at_the_screen_of(world.account("R50"))
    answer = wijkteam.post(page_of(melding, "stap/return_to_triage/"), {"seen_version": 1, "reason": "vol"})
    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    melding.refresh_from_db()
    assert melding.state == "forwarded"


def test_a_step_that_is_not_possible_now_says_so(world):
    melding = world.melding("received")
    answer = at_the_screen_of(world.account("R10")).get(page_of(melding, "stap/link/"))
    assert answer.status_code == 422
    assert "Deze stap is niet gezet" in words(answer)
    assert f'href="{page_of(melding)}">Terug naar de pagina' in answer.content.decode()


def test_the_page_tells_what_happened_in_words_and_by_whom(world):
    melding = world.melding("received", owner_person=None)
    triagist = at_the_screen_of(world.account("R10", name="bram"))
    triagist.post(page_of(melding, "stap/claim/"), {"seen_version": 1})
    page = words(triagist.get(page_of(melding)))
    assert "Melding in behandeling genomen in triage" in page
    assert "Bram" in page
    assert page.count("Melding in behandeling genomen") == 1


def test_the_same_act_in_a_row_is_one_line_with_its_count(world):
    triage = world.triage("questions", answers=dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no"))
    triagist = at_the_screen_of(world.account("R10"))
    url = page_of(triage.melding, "triage/stap/answer/")
    for version, question in enumerate(("Q0", "Q6a", "Q6b"), start=1):
        triagist.post(url, {"seen_version": version, "question": question, "answer": "no"})
    page = words(triagist.get(page_of(triage.melding)))
    assert page.count("Vraag beantwoord") == 1
    assert "3 keer" in page


def test_the_crisis_duty_screens_what_waits_for_the_day_team(world, settings):
    settings.DEMO = True
    set_offset(NIGHT - wall_clock())
    melding = world.melding("received", owner_team_id="crisisteam", owner_person=None)
    crisis = at_the_screen_of(world.account("R20"))
    assert "Screenen op veiligheid" in words(crisis.get(page_of(melding)))
    form = crisis.get(page_of(melding, "stap/screen/"))
    assert form.status_code == 200
    done = crisis.post(
        page_of(melding, "stap/screen/"),
        dict.fromkeys(("Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"), "no")
        | {"seen_version": 1, "outcome": "wait", "reason": "Slaapt nu, dochter is erbij."},
    )
    assert done.status_code == 302
    melding.refresh_from_db()
    assert melding.state == "screened"


def test_the_melder_hears_before_the_melding_closes(world):
    melding = world.melding("in_care", owner_person=world.account("R11"))
    coordinator = at_the_screen_of(world.account("R11"))
    assert "Terugkoppelen aan de melder" in words(coordinator.get(page_of(melding)))
    coordinator.post(page_of(melding, "stap/give_feedback/"), {"seen_version": 1, "how": "given"})
    assert "Melding afronden" in words(coordinator.get(page_of(melding)))
    assert (
        coordinator.post(page_of(melding, "stap/close/"), {"seen_version": 2})["Location"] == "/werkvoorraad/"
    )


def test_a_team_lead_is_not_offered_what_a_team_lead_may_not_do(world):
    melding = world.melding("in_care", owner_person=world.account("R11"))
    page = at_the_screen_of(world.account("R12")).get(page_of(melding)).content.decode()
    offered = {step for step in melding.steps() if f"/stap/{step}/" in page}
    assert offered <= {step.name for step in melding.possible_steps("R12")}


def test_a_report_that_was_linked_offers_to_join_the_case_and_to_undo_the_link(world):
    page = at_the_screen_of(world.account("R10")).get(page_of(melding := world.melding("linked")))
    for step in ("add_to_case", "unlink"):
        assert page_of(melding, f"stap/{step}/").encode() in page.content
    assert "Toevoegen aan een lopende casus" in words(page)
