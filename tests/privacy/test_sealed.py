"""A record carries what must not be read, and nothing on the way shows it."""

import copy
import json
import pickle
import traceback

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F
from django.forms.models import model_to_dict, modelform_factory
from django.template import Context, Template

from privacy.context import acting
from privacy.errors import NoContext, NotReleased
from privacy.ledger.record import Release, release
from privacy.models import AccessEvent
from privacy.sealed import (
    MASK,
    Revealed,
    Sealed,
    SealedBytesField,
    reveal,
    reveals,
    sealed_names,
)
from tests.privacy.conftest import CANARY
from tests.privacy.sample import Note, Someone

pytestmark = pytest.mark.django_db


def look(by, *records, fields=None):
    return release(by, "someone.read", [str(r.pk) for r in records], fields or sealed_names(Someone))


def test_a_name_is_wrapped_the_moment_it_is_typed():
    someone = Someone(name=CANARY)
    assert isinstance(someone.name, Sealed)
    someone.concern = CANARY
    shown = [
        repr(someone.name),
        str(someone.name),
        f"{someone.name}",
        f"{someone.name:>40}",
        f"{someone.name}",
    ]
    assert set(shown) == {MASK}
    assert CANARY not in repr(someone.__dict__)


def test_what_was_typed_comes_back_after_a_recorded_look(someone, anke):
    with acting(anke):
        found = Someone.objects.get(pk=someone.pk)
        opened = reveal(found, "name", "concern", "melder", "answers", release=look(anke, found))
    assert opened == {
        "name": CANARY,
        "concern": "zegt niets meer",
        "melder": None,
        "answers": {"Q1": "ja", "uitleg": CANARY},
    }


def test_opened_text_does_not_print_itself_in_a_traceback(someone, anke):
    with acting(anke):
        opened = reveal(someone, "name", "answers", release=look(anke, someone))
    assert CANARY not in repr(opened)
    assert repr(opened["name"]) == f"[revealed {len(CANARY)} chars]"
    with pytest.raises(TypeError):
        pickle.dumps(opened["name"])


def test_nobody_acting_means_nothing_is_shown(someone, anke):
    with acting(anke):
        permit = look(anke, someone)
    before = reveals()
    with pytest.raises(NoContext):
        someone.name.reveal(permit)
    assert reveals() == before


def test_a_look_opens_only_what_it_names(someone, anke):
    with acting(anke):
        other = Someone.objects.create(name="iemand anders")
        permit = look(anke, someone, fields=["sample.name"])
        assert someone.name.reveal(permit) == CANARY
        with pytest.raises(NotReleased):
            someone.concern.reveal(permit)
        with pytest.raises(NotReleased):
            other.name.reveal(permit)


def test_a_look_of_anke_opens_nothing_for_bram(someone, anke, bram):
    with acting(anke):
        permit = look(anke, someone)
    with acting(bram), pytest.raises(NotReleased):
        someone.name.reveal(permit)


def test_a_permit_made_by_hand_opens_nothing(someone, anke):
    with acting(anke):
        real = look(anke, someone)
        forged = Release(event_id=real.event_id, by=anke, subjects=real.subjects, fields=real.fields)
        with pytest.raises(NotReleased):
            someone.name.reveal(forged)


def test_a_refused_look_is_recorded_and_opens_nothing(someone, anke):
    with acting(anke):
        permit = release(anke, "someone.read", [str(someone.pk)], ["sample.name"], outcome="denied")
        assert AccessEvent.objects.get(pk=permit.event_id).outcome == "denied"
        with pytest.raises(NotReleased):
            someone.name.reveal(permit)


def test_every_reveal_is_counted(someone, anke):
    before = reveals()
    with acting(anke):
        reveal(someone, "name", "concern", release=look(anke, someone))
    assert reveals() == before + 2


def test_json_pickle_and_dumpdata_get_nothing(someone):
    with pytest.raises(TypeError):
        json.dumps({"name": someone.name})
    with pytest.raises(TypeError):
        json.dumps({"name": someone.name}, cls=DjangoJSONEncoder)
    assert json.dumps(someone.name, default=str) == f'"{MASK}"'
    for carrier in (someone.name, someone, Someone.objects.all(), Someone(name=CANARY)):
        with pytest.raises(TypeError):
            pickle.dumps(carrier)
    dumped = serializers.serialize("json", [someone])
    assert MASK in dumped
    assert CANARY not in dumped


def test_templates_and_forms_show_the_mask_and_cannot_open(someone):
    page = Template("{{ s.name }}|{{ s.name.reveal }}|{{ s.name.open }}|{{ s.name.upper }}")
    assert page.render(Context({"s": someone})) == f"{MASK}|||"
    assert "name" not in modelform_factory(Someone, fields="__all__").base_fields
    assert "name" not in model_to_dict(someone)


def test_a_traceback_with_locals_holds_no_name(someone, anke):
    def stumble():
        name = reveal(someone, "name", release=look(anke, someone))["name"]
        pending = Someone(name=str.__str__(name))
        raise RuntimeError(pending.ref)

    with acting(anke):
        try:
            stumble()
        except RuntimeError as error:
            told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "stumble" in told
    assert CANARY not in told


def test_a_sealed_value_has_no_hash_and_equals_only_itself(someone):
    with pytest.raises(TypeError):
        hash(someone.name)
    assert someone.name == Someone.objects.get(pk=someone.pk).name
    assert someone.name != CANARY
    assert Someone(name="a").name != Someone(name="a").name


def test_copies_and_refreshing_keep_the_value_sealed_and_usable(someone, anke):
    twin = copy.deepcopy({"name": someone.name, "pending": Someone(name=CANARY).name})
    assert str(twin["pending"]) == MASK
    someone.refresh_from_db()
    with acting(anke):
        permit = look(anke, someone)
        assert twin["name"].reveal(permit) == someone.name.reveal(permit) == CANARY
        assert copy.copy(someone.name).reveal(permit) == CANARY


def test_full_clean_asks_for_the_name_and_keeps_the_value_sealed():
    with pytest.raises(ValidationError) as refused:
        Someone().full_clean()
    assert set(refused.value.message_dict) == {"name"}
    complete = Someone(name=CANARY)
    complete.full_clean()
    assert isinstance(complete.name, Sealed)


@pytest.mark.parametrize("wrong", [b"bytes", 7, ["x"], F("ref")])
def test_only_text_is_accepted_and_the_refusal_does_not_repeat_it(wrong):
    with pytest.raises(TypeError) as refused:
        Someone(name=wrong)
    assert "bytes" not in str(refused.value) or "not bytes" in str(refused.value)


def test_a_note_is_sealed_with_its_person_and_looked_at_under_their_reference(someone, anke):
    with acting(anke):
        note = Note.objects.create(about=someone, text=CANARY)
        assert note.text.key() == someone.name.key()
        permit = release(anke, "note.read", [str(someone.pk)], sealed_names(Note))
        assert Note.objects.get(pk=note.pk).text.reveal(permit) == CANARY


def test_revealed_text_is_text():
    assert Revealed("Jan") == "Jan"
    assert f"{Revealed('Jan')}" == "Jan"


def test_a_field_of_bytes_takes_bytes_and_says_nothing_of_what_it_refuses() -> None:
    column = SealedBytesField(seal_name="sample.piece")
    assert repr(column.wrap(b"\xff\xd8 geheim")) == MASK
    with pytest.raises(TypeError) as refused:
        column.wrap("geheim")
    assert str(refused.value) == "sample.piece holds bytes, not str"
