"""What becomes of a report that is not sent? It is kept while somebody types, and comes back whole; nobody loses it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from casework.invariants import violations
from casework.models import Clock, DraftForm, Involved, Melding, Person, Reporter, Triage
from casework.tasks import ring_due
from privacy.models import DataKey
from tests.screens.people import at_the_screen_of, words
from tests.screens.test_melding_new import NEW, opened

# What a form gives back is the same on every engine; that its actions are is asked by the promise tests of both.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
KEEP = "/melding/nieuw/bewaren/"
STORY = "Schreeuwt iedere nacht tegen de muur; «hond» blaft."


def page(client: Client, **typed: Any) -> dict[str, Any]:
    """A fresh page, and what is typed on it."""
    token = client.get(NEW).context["form"]["token"].value()
    return {"token": token, "mode": "citizen", "anonymity": "known_to_us", "kind_of_melder": "other"} | typed


def kept(client: Client, form: dict[str, Any]) -> dict[str, Any]:
    """The page saves by itself, and remembers what it was told."""
    answer = client.post(KEEP, form)
    assert answer.status_code == 200, answer.content
    form |= {"draft_ref": answer.json()["ref"], "seen_version": answer.json()["version"]}
    return form


def address(form: dict[str, Any]) -> str:
    return f"/melding/{form['draft_ref']}/concept/"


def test_what_is_typed_is_kept_with_an_owner_and_a_clock_and_comes_back_whole(world, triagist):
    typed = {"narrative": STORY, "birthdate": "31-02-1980", "Q1": "yes", "flags": ["dog", "weapon"],
             "other-0-part": "child", "other-0-given": "Sem", "other-0-household": "on", "melder_name": "Buur",
             }  # fmt: skip
    form = kept(triagist, page(triagist, **typed))
    draft = Melding.objects.get()
    assert (draft.state, draft.owner_person, draft.person) == ("draft", world.account("R10"), None)
    assert draft.clock.kind == "draft_age"
    assert draft.clock.due_at - draft.clock.started_at == timedelta(minutes=30)
    back = triagist.get(address(form)).content.decode()
    for text in (STORY, "31-02-1980", "Sem", "Buur"):
        assert escape(text) in back
    assert back.count("checked") >= 5
    assert "Deze datum bestaat niet" not in back
    assert violations() == []


def test_one_page_makes_one_draft_also_when_the_answer_got_lost(triagist):
    form = page(triagist, narrative="Eerste woorden")
    triagist.post(KEEP, form)
    triagist.post(KEEP, form | {"narrative": "Eerste woorden en meer"})
    kept(triagist, form | {"narrative": "Alles"})
    assert Melding.objects.count() == DraftForm.objects.count() == 1


def test_a_saved_draft_becomes_the_same_melding_and_what_was_typed_is_destroyed(
    world, triagist, django_capture_on_commit_callbacks
):
    form = kept(triagist, page(triagist, narrative=STORY, location="Onder de brug", melder_phone="geen"))
    draft = Melding.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        answer = triagist.post(NEW, form)
    assert answer["Location"] == f"/melding/{draft.ref}/"
    melding = Melding.objects.get()
    assert (melding.pk, melding.state) == (draft.pk, "received")
    assert opened(world, melding, "narrative")["narrative"] == STORY
    assert not DraftForm.objects.exists()
    key = DataKey.objects.get(scope_kind="draft", scope_ref=str(melding.pk))
    assert (key.status, bytes(key.wrapped)) == ("destroyed", bytes(60))
    assert Triage.objects.count() == Reporter.objects.count() == 1
    assert violations() == []


def test_sending_a_draft_twice_saves_one_melding_and_says_so(triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    first, second = triagist.post(NEW, form), triagist.post(NEW, form, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "Het is één keer bewaard" in words(second)
    assert Melding.objects.count() == 1


def test_a_page_whose_draft_the_browser_never_heard_of_still_saves_it_once(triagist):
    form = page(triagist, narrative=STORY)
    triagist.post(KEEP, form)
    assert triagist.post(NEW, form).status_code == 302
    assert Melding.objects.get().state == "received"


def test_a_refusal_leaves_the_draft_as_it_was(triagist):
    form = kept(triagist, page(triagist, narrative=STORY, postcode="82555"))
    assert triagist.post(NEW, form).status_code == 422
    assert Melding.objects.get().state == "draft"
    assert STORY[:10] in triagist.get(address(form)).content.decode()
    assert not Person.objects.exists()


def test_who_takes_it_on_the_phone_begins_the_triage_at_once(world, triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    answer = triagist.post(NEW, form | {"next": "triage"})
    melding = Melding.objects.get()
    assert answer["Location"] == f"/melding/{melding.ref}/triage/"
    assert (melding.state, melding.owner_person) == ("in_triage", world.account("R10"))
    assert melding.triage.state == "safety"
    assert violations() == []


def test_somebody_who_does_no_triage_saves_for_the_duty(world):
    crisis = at_the_screen_of(world.account("R20"))
    form = kept(crisis, page(crisis, narrative=STORY))
    assert "triage" not in [line for line in words(crisis.get(address(form))).split() if line == "triage"]
    crisis.post(NEW, form | {"next": "triage"})
    assert Melding.objects.get().state == "received"


def ring_after(world, minutes: int) -> None:
    """The sweep runs this much later."""
    ring_due(world.system().at + timedelta(minutes=minutes))


def test_a_draft_of_half_an_hour_goes_to_the_duty_and_a_colleague_goes_on_with_everything(world, triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    ring_after(world, 29)
    assert Melding.objects.get().state == "draft"
    ring_after(world, 31)
    left = Melding.objects.get()
    assert (left.state, left.owner_person, left.clock.kind) == ("left_draft", None, "left_draft")
    colleague = at_the_screen_of(world.account("R10", "tweede"))
    assert form["draft_ref"] in words(colleague.get("/werkvoorraad/"))
    assert "Er ligt nog een open concept" in words(colleague.get(NEW))
    page_of_it = words(colleague.get(f"/melding/{left.ref}/"))
    assert "Deze melding is niet afgemaakt" in page_of_it
    assert "Nog niet gevraagd" not in page_of_it
    taken = colleague.post(f"/melding/{left.ref}/stap/take_draft/", {"seen_version": left.version})
    assert taken["Location"] == address(form)
    assert STORY[:20] in colleague.get(address(form)).content.decode()
    late = triagist.post(KEEP, form | {"narrative": "Ik ben er weer"})
    assert late.status_code == 422
    assert "Een collega gaat verder" in late.json()["sentence"]
    assert violations() == []


def test_typing_on_starts_the_half_hour_again_and_takes_a_left_draft_back(world, triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    before = Clock.objects.get(item_kind="melding").due_at
    kept(triagist, form)
    assert Clock.objects.get(item_kind="melding").due_at > before
    ring_after(world, 31)
    kept(triagist, form | {"narrative": STORY + " Nog iets."})
    assert Melding.objects.get().owner_person == world.account("R10")


def test_nobody_reads_what_a_colleague_is_typing(world, triagist):
    form = kept(triagist, page(triagist, narrative=STORY))
    for role, name, team in (
        ("R10", "tweede", ""),
        ("R12", "", ""),
        ("R20", "", ""),
        ("R10", "elders", "crisisteam"),
    ):
        client = at_the_screen_of(world.account(role, name, team=team))
        assert STORY[:20] not in client.get(address(form), follow=True).content.decode()
        assert STORY[:20] not in client.get(f"/melding/{form['draft_ref']}/", follow=True).content.decode()


def test_a_question_without_a_person_ends_as_advice_and_nothing_of_it_is_kept(
    triagist, django_capture_on_commit_callbacks
):
    form = kept(triagist, page(triagist, narrative="Hoe vraag ik een indicatie aan?"))
    with django_capture_on_commit_callbacks(execute=True):
        assert triagist.post(NEW, form | {"next": "advice"})["Location"] == "/advies/"
    melding = Melding.objects.get()
    assert (melding.state, melding.clock, melding.person) == ("advice", None, None)
    assert not DraftForm.objects.exists()
    assert DataKey.objects.get(scope_kind="draft").status == "destroyed"
    assert violations() == []


def test_advice_is_noted_without_a_script_too(triagist):
    assert triagist.post(NEW, page(triagist, narrative="Vraag", next="advice")).status_code == 302
    assert Melding.objects.get().state == "advice"


@pytest.mark.parametrize(("reason", "state"), [("wrong_number", "dropped"), ("zomaar", "draft")])
def test_a_draft_ends_as_nothing_with_a_reason_from_the_list_only(triagist, reason, state):
    form = kept(triagist, page(triagist, narrative=STORY))
    triagist.post(f"/melding/{form['draft_ref']}/stap/drop_draft/", {"reason": reason})
    melding = Melding.objects.get()
    assert melding.state == state
    assert DraftForm.objects.exists() == (state == "draft")


def test_several_persons_come_in_with_one_melding_each_with_a_file_of_their_own(world, triagist):
    typed = {
        "surname": "Proef", "street": "Voorbeeldpad", "postcode": "8255 AB", "person_knows": "no",
        "disrupted_household": "yes", "other-0-part": "partner", "other-0-given": "Rita", "other-0-household": "on",
        "other-3-part": "child", "other-3-birthdate": "2019", "other-4-part": "",
    }  # fmt: skip
    page_text = words(triagist.post(NEW, page(triagist, **typed), follow=True))
    melding = Melding.objects.get()
    assert sorted(Involved.objects.values_list("part", flat=True)) == ["child", "partner"]
    partner = Involved.objects.get(part="partner").person
    assert partner.household == melding.person.household is not None
    assert opened(world, partner, "street")["street"] == "Voorbeeldpad"
    assert Involved.objects.get(part="child").person.household is None
    assert (melding.disrupted_household, melding.disrupted_set_by) == (True, world.account("R10"))
    for said in ("Rita", "woont in hetzelfde huishouden", "Ontregeld huishouden", "Nog te vragen"):
        assert said in page_text


def test_another_person_can_be_added_without_a_script(triagist):
    form = page(triagist, narrative=STORY, next="other") | {"other-0-part": "child"}
    answer = triagist.post(NEW, form)
    assert answer.status_code == 200
    assert 'name="other-1-given"' in answer.content.decode()
    assert answer.context["form"]["token"].value() == form["token"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"other-0-given": "Sem"}, "Kies wat deze persoon in de melding is"),
        ({"other-0-part": "child", "other-0-birthdate": "31-02-2019"}, "Deze datum bestaat niet"),
        ({"other-0-part": "partner", "other-0-phone": "bel maar"}, "Dit is geen telefoonnummer"),
    ],
)
def test_what_is_wrong_about_another_person_is_told_at_its_field(triagist, typed, sentence):
    answer = triagist.post(NEW, page(triagist, narrative=STORY, **typed))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert STORY[:10] in answer.content.decode()
    assert not Melding.objects.exists()


def test_a_professional_says_for_whom_and_on_what_ground(world, triagist):
    typed = {"mode": "professional", "narrative": STORY, "melder_organisation": "Wonen Proef",
             "help_running": "Thuiszorg",
             "melder_function": "huismeester", "speaking_ground": "own_task", "feedback_wish": "wanted"}  # fmt: skip
    text = words(triagist.post(NEW, page(triagist, **typed), follow=True))
    reporter = Reporter.objects.get()
    assert (reporter.speaking_ground, reporter.feedback_wish) == ("own_task", "wanted")
    assert opened(world, reporter, "function")["function"] == "huismeester"
    assert "Thuiszorg" in text
