"""What does somebody see of a message that no machine could read, and what can they do with it?"""

import pytest
from django.urls import reverse

from casework.models import Attachment, Melding, PostbakItem
from privacy.ledger.record import AccessEvent
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World

pytestmark = pytest.mark.django_db
LIST = "/postbak/"
STORY = "De deur van Dijkgraaf"
FILE_NAME = "foto Dijkgraaf.eml"


def page_of(item: PostbakItem) -> str:
    return reverse("postbak", args=[item.ref])


def step_of(item: PostbakItem, step: str) -> str:
    return reverse("postbak-step", args=[item.ref, step])


def test_a_message_stands_on_the_work_list_and_in_the_postbak(world: World) -> None:
    item = world.postbak()
    for role in ("R10", "R12"):
        browser = at_the_screen_of(world.account(role))
        for address in ("/werkvoorraad/", LIST):
            text = words(browser.get(address))
            assert item.ref in text, f"{address} for {role}"
            assert "Dijkgraaf" not in text
        assert "Alleen bijlagen, geen tekst" in words(browser.get(LIST))


@pytest.mark.parametrize("role", ["R11", "R20", "R50", "R92"])
def test_who_has_no_part_in_it_sees_no_list_no_page_and_no_file(role: str, world: World) -> None:
    item = world.postbak()
    browser = at_the_screen_of(world.account(role))
    addresses = (LIST, page_of(item), reverse("postbak-original", args=[item.ref]), step_of(item, "take_up"))
    assert {browser.get(address).status_code for address in addresses} == {404}


def test_the_triagist_reads_it_and_the_team_lead_sees_no_word_of_it(world: World) -> None:
    item = world.postbak()
    triagist, lead = (at_the_screen_of(world.account(role)) for role in ("R10", "R12"))
    read = words(triagist.get(page_of(item)))
    assert STORY in read
    assert FILE_NAME in read
    seen = words(lead.get(page_of(item)))
    assert item.ref in seen
    assert STORY not in seen
    assert FILE_NAME not in seen
    assert lead.get(reverse("postbak-original", args=[item.ref])).status_code == 404


def test_a_look_is_recorded_and_costs_few_statements(world: World) -> None:
    item = world.postbak()
    browser = at_the_screen_of(world.account("R10"))
    with counted_statements() as statements:
        assert browser.get(page_of(item)).status_code == 200
    assert len(statements) <= 10
    look = AccessEvent.objects.filter(about=item.ref, outcome="ok").get()
    assert (look.action, look.subjects) == ("postbak.read", [str(item.pk)])


def test_the_message_comes_out_as_bytes_and_never_as_a_page(world: World) -> None:
    item = world.postbak(original=b"<script>alert(1)</script>" * 30_000)
    answer = at_the_screen_of(world.account("R10")).get(reverse("postbak-original", args=[item.ref]))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>" * 30_000
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{item.ref}.bin"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AccessEvent.objects.filter(action="attachment.read", subjects=[str(item.pk)]).count() == 1


def test_it_becomes_a_melding_with_what_could_be_read_in_one_act(world: World) -> None:
    item = world.postbak("taken_up")
    browser = at_the_screen_of(world.account("R10"))
    form = browser.get(step_of(item, "make_melding"))
    fields = {field.name: field.value() or "" for field in form.context["form"]}
    assert STORY in fields["narrative"]
    assert fields["melder_name"] == "Piet Voorbeeld"
    answer = browser.post(step_of(item, "make_melding"), fields)
    melding = Melding.objects.get()
    assert answer["Location"] == reverse("melding", args=[melding.ref])
    item.refresh_from_db()
    assert (item.state, item.melding_id, item.clock_id) == ("became_melding", melding.pk, None)
    assert STORY in words(browser.get(reverse("melding", args=[melding.ref])))
    assert melding.ref in words(browser.get(page_of(item)))


def test_a_message_without_any_text_keeps_its_form_and_says_what_is_missing(world: World) -> None:
    item = world.postbak("taken_up", original=b"\x00\xff" * 50)
    browser = at_the_screen_of(world.account("R10"))
    assert "geen tekst die we kunnen tonen" in words(browser.get(page_of(item)))
    answer = browser.post(step_of(item, "make_melding"), {"narrative": "", "melder_name": "Piet Voorbeeld"})
    assert answer.status_code == 422
    assert 'value="Piet Voorbeeld"' in answer.content.decode()
    item.refresh_from_db()
    assert item.state == "taken_up"
    answer = browser.post(
        step_of(item, "make_melding"), {"narrative": "Foto van een deur, gebeld met afzender."}
    )
    assert answer.status_code == 302
    assert Attachment.objects.get(melding=Melding.objects.get()).size == 100, (
        "what cannot be read goes along whole"
    )


def test_who_was_just_too_late_sees_who_has_it(world: World) -> None:
    item = world.postbak()
    first, second = world.account("R10"), world.account("R10", "tweede-triagist")
    data = {"seen_version": item.version}
    assert at_the_screen_of(first).post(step_of(item, "take_up"), data).status_code == 302
    late = at_the_screen_of(second).post(step_of(item, "take_up"), data)
    assert late.status_code == 409
    assert first.name in words(late)


def test_what_was_set_aside_can_be_found_and_taken_back(world: World) -> None:
    item = world.postbak("taken_up")
    browser = at_the_screen_of(world.account("R10"))
    assert browser.post(step_of(item, "set_aside"), {"reason": "lastig"}).status_code == 422
    assert browser.post(step_of(item, "set_aside"), {"reason": "spam"}).status_code == 302
    assert item.ref not in words(browser.get(LIST))
    aside = words(browser.get(f"{LIST}?deel=terzijde"))
    assert item.ref in aside
    assert "reclame of oplichting" in aside
    assert STORY not in words(browser.get(page_of(item))), "nobody reads on in what is no melding"
    assert browser.post(step_of(item, "reopen"), {}).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.owner_person_id, item.reason) == ("unread", None, "")
    assert STORY in words(browser.get(page_of(item)))


def test_files_of_a_melding_stand_on_its_page_for_the_triagist_alone(world: World) -> None:
    melding = world.melding("in_triage")
    kept = Attachment(melding=melding, number=1, size=0, name="deur Dijkgraaf.jpg", type="image/jpeg")
    world._add(kept)
    address = reverse("melding-attachment", args=[melding.ref, "1"])
    triagist, lead = (at_the_screen_of(world.account(role)) for role in ("R10", "R12"))
    shown = words(triagist.get(reverse("melding", args=[melding.ref])))
    assert "deur Dijkgraaf.jpg" in shown
    assert triagist.get(address).status_code == 200
    assert "deur Dijkgraaf.jpg" not in words(lead.get(reverse("melding", args=[melding.ref])))
    assert lead.get(address).status_code == 404
    assert triagist.get(reverse("melding-attachment", args=[melding.ref, "2"])).status_code == 404


def test_an_empty_postbak_says_that_all_is_well(world: World) -> None:
    assert "De Postbak is leeg" in words(at_the_screen_of(world.account("R10")).get(LIST))
