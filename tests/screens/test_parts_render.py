"""What do the parts of a screen tell the person who reads them? Rendered with fixed data, without a database.

Looks (contrast on a real page, reflow, keyboard) belong to the browser tests; here: words, shapes and links.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation
from django.utils.html import strip_tags

from casework.templatetags import sluitend
from casework.templatetags.icon_paths import URGENCY_SHAPES

# What a page shows of the same rows is the same on every engine.
pytestmark = pytest.mark.once

NOW = datetime(2027, 3, 4, 14, 0, tzinfo=UTC)
urlpatterns = [path("uit/", lambda request: None, name="account_logout")]


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def show(part: str, **context: Any) -> str:
    return render_to_string(f"casework/parts/{part}.html", {"now": NOW, **context})


def words(html: str) -> str:
    return " ".join(strip_tags(re.sub(r"</(p|li|div|h\d|dt|dd)>", " ", html)).split())


def clock(hours: float, **more: Any) -> dict[str, Any]:
    due = NOW + timedelta(hours=hours)
    return {"who": "Bram (wijkteam Dronten)", "verb": "beslist", "due": due, **more}


def bridge(owner: str) -> dict[str, Any]:
    return {
        "sender": {
            "team": "Vangnet & Advies",
            "person": "Anke",
            "owns": owner == "sender",
            "waits": "Wacht.",
        },
        "receiver": {
            "team": "Wijkteam Dronten",
            "person": "Bram",
            "owns": owner == "receiver",
            "action": {"label": "Gesprek plannen", "url": "/x/", "method": "post", "fields": [("v", 3)]},
        },
        "steps": [
            {"label": "Aangeboden", "state": "done", "at": NOW - timedelta(days=3), "who": "Anke"},
            {"label": "Overdrachtsgesprek", "state": "current", "due": NOW + timedelta(hours=2)},
            {"label": "Controle na 6 weken", "state": "todo"},
        ],
        "goes_over": [{"what": "Naam en adres", "why": "nodig voor contact"}],
        "stays_back": [{"what": "Wie heeft gemeld", "why": "gaat nooit mee"}],
        "days_waiting": 2,
    }


def test_the_next_step_is_one_phrase_with_who_what_and_when():
    said = words(show("clock_phrase", clock=clock(2)))
    assert said == "Bram (wijkteam Dronten) beslist vóór do 4 mrt 17:00, nog 2 uur"


def test_a_late_item_says_so_in_words():
    said = words(show("clock_phrase", clock=clock(-3)))
    assert said.endswith("do 4 mrt 12:00, 3 uur te laat")


def test_a_paused_clock_gives_its_reason_instead_of_time_left():
    said = words(show("clock_phrase", clock=clock(2, paused="wacht op antwoord van Anke")))
    assert "wacht op antwoord van Anke" in said
    assert "nog 2 uur" not in said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=59, seconds=59), "nog 59 minuten"),
        (timedelta(minutes=1), "nog 1 minuut"),
        (timedelta(seconds=30), "nu"),
        (timedelta(hours=2, minutes=59), "nog 2 uur"),
        (timedelta(hours=47, minutes=59), "nog 47 uur"),
        (timedelta(hours=71), "nog 2 dagen"),
        (timedelta(minutes=-90), "90 minuten te laat"),
        (timedelta(days=-3), "3 dagen te laat"),
    ],
)
def test_time_left_never_promises_more_than_there_is(span, said):
    assert sluitend.left(NOW + span, NOW) == said


def test_a_moment_in_another_year_shows_the_year():
    assert sluitend.moment(datetime(2028, 1, 3, 8, 30, tzinfo=UTC), NOW) == "ma 3 jan 2028 09:30"


def test_a_day_of_the_clock_change_is_shown_in_local_time():
    before_change = datetime(2027, 3, 27, 20, 0, tzinfo=UTC)
    due = before_change + timedelta(hours=24)
    assert sluitend.moment(due, NOW) == "zo 28 mrt 22:00"
    assert sluitend.left(due, before_change) == "nog 24 uur"


def test_the_page_without_a_moment_of_its_own_takes_the_clock_of_the_product(monkeypatch):
    monkeypatch.setattr(sluitend.context, "now", lambda: NOW)
    assert sluitend.left(NOW + timedelta(hours=5)) == "nog 5 uur"


@pytest.mark.parametrize("code", list(URGENCY_SHAPES))
def test_every_urgency_has_a_shape_a_code_and_a_word(code):
    html = show("urgency", urgency=code)
    assert "<svg" in html
    assert words(html) == f"{code} {sluitend.urgency_word(code)}"


def test_no_two_urgencies_share_a_shape():
    assert len(set(URGENCY_SHAPES.values())) == len(URGENCY_SHAPES)
    assert set(URGENCY_SHAPES) == set(sluitend.URGENCY_WORDS)


def test_a_row_tells_who_is_responsible_and_what_is_dangerous():
    item = {
        "ref": "M-7K3QX9P2", "url": "/m/", "title": "Melding", "urgency": "U1", "clock": clock(-3),
        "state": {"label": "nieuw", "tone": "new"}, "owner": {"name": "Anke", "team": "Vangnet & Advies"},
        "flags": [{"icon": "dog", "word": "hond"}], "group": "nu", "order": "2027-03-04T11:00",
    }  # fmt: skip
    html = show("item_row", item=item)
    said = words(html)
    for part in (
        "M-7K3QX9P2",
        "U1 zeer dringend",
        "3 uur te laat",
        "Verantwoordelijk: Anke",
        "hond",
        "nieuw",
    ):
        assert part in said
    assert 'id="item-M-7K3QX9P2"' in html
    assert "data-gone" not in html
    assert "data-gone" in show("item_row", item={**item, "gone": True})


def test_safety_that_nobody_asked_about_does_not_read_as_safe():
    said = words(show("safety_block", safety={"flags": [], "asked_at": None, "unknown": []}))
    assert "Nog niemand heeft naar veiligheid gevraagd" in said
    assert "geen gevaar" not in said


def test_an_unanswered_safety_question_is_named_beside_known_flags():
    flags = [{"icon": "weapon", "word": "wapen", "source": "politie", "until": date(2027, 9, 2)}]
    said = words(show("safety_block", safety={"flags": flags, "asked_at": NOW, "unknown": ["kinderen"]}))
    assert "wapen Bron: politie, geldt tot 2 sep 2027" in said
    assert "Nog niet gevraagd: kinderen" in said


@pytest.mark.parametrize("owner", ["sender", "receiver"])
def test_one_side_of_the_bridge_is_responsible_and_the_other_says_it_is_not(owner):
    said = words(show("bridge", bridge=bridge(owner)))
    assert said.count("Nu verantwoordelijk") == 1
    other = "Nog niet verantwoordelijk" if owner == "sender" else "Niet meer verantwoordelijk"
    assert said.count(other) == 1


def test_the_bridge_says_what_goes_over_what_stays_and_how_long_it_takes():
    html = show("bridge", bridge=bridge("sender"))
    said = words(html)
    assert "Naam en adres (nodig voor contact)" in said
    assert "Wie heeft gemeld (gaat nooit mee)" in said
    assert "De afzender wacht 2 werkdagen" in said
    assert html.count('aria-current="step"') == 1


def test_a_conflict_shows_both_texts_and_keeps_mine_to_send_again():
    rows = [
        {"label": "Zorg", "name": "concern", "long": True, "mine": "mijn <tekst>", "theirs": "haar tekst"}
    ]
    conflict = {"who": "Noor", "at": NOW, "rows": rows, "url": "/x/", "version": 4, "reload_url": "/y/"}
    html = show("conflict", conflict=conflict)
    assert re.search(r'<textarea[^>]*name="concern"[^>]*>mijn &lt;tekst&gt;</textarea>', html)
    assert "haar tekst" in html
    assert 'name="seen_version" value="4"' in html


class Intake(forms.Form):
    danger = forms.ChoiceField(label="Gevaar?", choices=[("y", "Ja")], widget=forms.RadioSelect)
    place = forms.CharField(label="Postcode", help_text="Vier cijfers is genoeg.")
    note = forms.CharField(label="Notitie", required=False, widget=forms.Textarea)


def test_an_error_stands_at_its_field_and_in_the_list_above_and_the_text_stays():
    form = Intake({"place": "", "note": "wat ik typte"})
    html = show("form", form=form, submit="Opslaan")
    assert '<a href="#id_place">' in html
    assert '<a href="#id_danger">' in html
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'id="id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert "wat ik typte" in html
    assert "Notitie <span" in html
    assert "(mag leeg blijven)" in html


def test_the_answers_carry_their_keys_and_the_path_can_be_changed():
    step = {"key": "Q1", "text": "Gevaar?", "answer": "no", "answer_label": "Nee", "change_url": "/q1/"}
    question = {"key": "Q2", "text": "Acuut?", "url": "/q/", "hidden": [("seen_version", 2)]}
    html = show("question", question=question, path=[step])
    for value, key in (("yes", "y j"), ("no", "n"), ("onbekend", "o")):
        assert re.search(rf'name="answer" value="{value}" data-key="{key}"', html)
    assert 'href="/q1/"' in html


@override_settings(ROOT_URLCONF=__name__)
def test_a_duty_that_ends_tomorrow_says_the_day():
    top = {"doors": ["Vangnet & Advies"], "until": NOW + timedelta(days=1), "name": "Anke"}
    html = render_to_string("casework/base.html", {"top": top, "now": NOW}, request=RequestFactory().get("/"))
    assert re.search(r"tot <time[^>]*>(ma|di|wo|do|vr|za|zo) 15:00<", html)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("vendor", [True, False])
def test_the_frame_tells_duty_colleagues_and_whether_it_is_live(monkeypatch, vendor):
    monkeypatch.setattr(sluitend, "_has_vendor_styles", lambda: vendor)
    top = {"doors": ["Vangnet & Advies"], "until": NOW, "colleagues": ["Bram", "Noor"], "name": "Anke"}
    page = {"top": top, "now": NOW, "navigation": [{"label": "Werk", "url": "/", "current": True}]}
    html = render_to_string("casework/base.html", page, request=RequestFactory().get("/"))
    assert "Dienst: Vangnet &amp; Advies tot 15:00" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert "met Bram, Noor" in html
    assert 'data-stale="niet bijgewerkt sinds {time}"' in html
    assert ("vendor/components.css" in html) is vendor


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_says_what_happened_what_is_kept_and_what_to_do(code):
    html = render_to_string(f"{code}.html")
    main = html.split("<main", 1)[1].split(">", 1)[1]
    assert main.count("<h1") == 1
    assert main.count("<p>") == 2
    assert 'href="/"' in main
