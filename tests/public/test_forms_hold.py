"""Does any form, however it is filled in or mangled, end in a traceback or in half a report?

SLUITEND_LONG=1 makes it ten thousand. Well-formed reports are among them, so that saving is tried as well.
"""

import os
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casework.invariants import violations
from casework.models import Advice, Melding, Person, Receipt, Reporter, Triage
from tests.public.sending import TYPED, mark
from tests.world import World

TRIES = 10_000 if os.environ.get("SLUITEND_LONG") == "1" else 60
ANSWERED: Counter[tuple[str, int]] = Counter()
FIELDS = {
    "public": (*TYPED, "mark", "given", "street", "woonplaats", "location", "melder_email", "seen_version"),
    "staff": (
        "token", "Q1", "Q1b", "Q2", "Q3", "narrative", "location", "given", "name_prefix", "surname", "birthdate",
        "bsn", "street", "house_number", "postcode", "woonplaats", "gemeente", "phone", "flags", "kind_of_melder",
        "melder_name", "melder_organisation", "melder_relation", "melder_phone", "melder_email", "anonymity",
        "seen_version",
    ),
    "advice": ("topics", "asker", "minutes", "gemeente"),
    "status": ("code",),
}  # fmt: skip
GOOD = {
    "public": TYPED, "status": {"code": "7K3QX-9P2MA-00000-ZZZZZ-12345"},
    "staff": {"narrative": "Zorg.", "anonymity": "open", "kind_of_melder": "police", "surname": "Dijkgraaf"},
    "advice": {"topics": "money", "asker": "self", "minutes": "10"},
}  # fmt: skip
ODD = ("\x00", "\ud7ff", "‮omgekeerd", "' OR 1=1 --", "{{ 7*7 }}", "<script>", "9" * 400, "-1", "1e309", "٣", "🌷" * 50,
       "31-02-2020", "0000", "8255 AB", "geen", "+31 85 0000 777", "a@b", "%s%n", "\r\n\r\n", " ", "None")  # fmt: skip
TEXT = st.one_of(st.sampled_from(ODD), st.text(max_size=60), st.just("zorg " * 4_000))
CONTENT = {
    "application/x-www-form-urlencoded": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data; boundary=x",
    "multipart without boundary": "multipart/form-data",
    "json": "application/json",
    "charset": "application/x-www-form-urlencoded; charset=utf-7",
    "nothing": "",
}


@st.composite
def posts(draw: st.DrawFn) -> tuple[str, dict[str, Any] | bytes, str]:
    """Which form, what is in it, and as what it says it comes: a dictionary, or bytes that are hardly a form."""
    form = draw(st.sampled_from(tuple(FIELDS)))
    if draw(st.integers(0, 4)) == 0:
        return form, draw(st.binary(max_size=200)), draw(st.sampled_from(tuple(CONTENT.values())))
    typed: dict[str, Any] = dict(GOOD[form])
    for name in draw(st.lists(st.sampled_from(FIELDS[form]), max_size=5)):
        typed[name] = draw(st.one_of(TEXT, st.lists(TEXT, max_size=3)))
    for name in draw(st.lists(st.sampled_from(tuple(typed)), max_size=2)):
        typed.pop(name, None)
    return form, typed, ""


def counts() -> dict[str, int]:
    """How many rows of each record there are."""
    kept: tuple[type[Any], ...] = (Melding, Person, Reporter, Triage, Receipt, Advice)
    return {model.__name__: model._default_manager.count() for model in kept}


@pytest.mark.timeout(0)
def test_no_form_ends_in_a_traceback_or_half_saved(
    world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("casework.reading.public.is_full", lambda by: False)
    colleague = Client(raise_request_exception=False)
    colleague.force_login(world.account("R10"), backend="casework.accounts.Backend")
    addresses = {
        "public": reverse("public-report"), "status": reverse("public-status"), "advice": reverse("advice"),
        "staff": reverse("melding-new"),
    }  # fmt: skip

    @settings(max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(posts())
    @example(("public", dict(GOOD["public"]), ""))
    @example(("staff", dict(GOOD["staff"]), ""))
    @example(("advice", dict(GOOD["advice"]), ""))
    def hold(post: tuple[str, dict[str, Any] | bytes, str]) -> None:
        form, typed, content = post
        if isinstance(typed, dict):
            typed = {"mark": mark(), "token": uuid4().hex} | typed
        before = counts()
        browser = Client(raise_request_exception=False) if form in ("public", "status") else colleague
        if isinstance(typed, bytes):
            # The client would make text of it first.
            answer = browser.generic("POST", addresses[form], typed, content_type=content)
        else:
            answer = browser.post(addresses[form], typed)
        ANSWERED[form, answer.status_code] += 1
        assert answer.status_code in (200, 302, 400, 413, 415, 422), f"{form}: {answer.status_code}"
        after = counts()
        grown = {name: after[name] - before[name] for name in after}
        reports = grown["Melding"]
        assert reports in (0, 1)
        assert grown["Person"] == grown["Reporter"] == grown["Triage"] == reports
        assert grown["Receipt"] == (reports if form == "public" else 0)
        assert grown["Advice"] == (1 if form == "advice" and answer.status_code == 302 else 0)
        if form == "public":
            assert (answer.status_code == 200) == (reports == 1)

    hold()
    assert violations() == []
    saved = {form: ANSWERED[form, 200 if form == "public" else 302] for form in ("public", "staff", "advice")}
    assert all(saved.values()), f"some of every kind are saved: {saved}"
    with capfd.disabled():
        print(
            f"\n{sum(ANSWERED.values())} forms: 0 tracebacks, 0 half saved; {dict(sorted(ANSWERED.items()))}"
        )
