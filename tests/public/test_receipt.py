"""What does a code tell, to whoever has it and to whoever guesses? One of three words, and nothing else."""

from contextlib import ExitStack
from datetime import datetime

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.actions import melding as actions
from casework.directory.current import pack
from casework.models import Melding, Receipt
from casework.reading.public import word_for
from privacy import receipts
from privacy.context import set_offset, wall_clock
from privacy.errors import TraceUnavailable
from privacy.models.ledger import AccessEvent
from tests.public.sending import code_of, send, word_of
from tests.screens.people import words
from tests.world import World
from workflows.melding_states import State
from workflows.refusals import NotInTheList

pytestmark = pytest.mark.usefixtures("world")

WORDS = {"ontvangen", "we zijn ermee bezig", "ons werk is klaar"}


def test_a_code_has_a_hundred_random_bits_beside_its_look_up_part_and_is_stored_as_a_hash_only() -> None:
    code = code_of(send()).replace("-", "")
    receipt = Receipt.objects.get()
    assert len(code) == receipts.LENGTH
    assert 5 * (receipts.LENGTH - receipts.GROUP) == 100
    assert receipt.look_up == code[:5]
    assert receipt.secret_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert code[5:] not in str(Receipt.objects.values().get())


def test_a_code_may_be_read_over_the_phone() -> None:
    code = code_of(send())
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert word_of(code) == word_of(spoken) == "ontvangen"


def test_a_colleague_may_give_a_receipt_on_the_phone_and_a_code_that_is_none_is_refused(world: World) -> None:
    by = world.by(world.account("R10"))
    code = receipts.code_for("x" * 32).written()
    actions.receive(by=by, narrative="Zorg.", receipt=code)
    assert word_of(code) == "ontvangen"
    with pytest.raises(NotInTheList):
        actions.receive(by=by, narrative="Zorg.", receipt="mevrouw Buur")


@pytest.mark.parametrize("state", [str(state) for state in State])
@pytest.mark.parametrize("feedback", ["open", "given", "not_possible"])
def test_every_state_gives_exactly_one_of_three_words(state: str, feedback: str) -> None:
    word = word_for(Melding(state=state, feedback=feedback))
    done = state == "closed" or feedback != "open"
    waits = state in ("draft", "received", "screened", "reopened")
    assert word == ("done" if done else "received" if waits else "working")


def test_the_words_follow_the_work(world: World) -> None:
    code = code_of(send())
    melding = Melding.objects.get()
    assert word_of(code) == "ontvangen"
    actions.claim(by=world.by(world.account("R10")), melding_ref=melding.ref)
    assert word_of(code) == "we zijn ermee bezig"
    actions.mark_insufficient(by=world.by(world.account("R10")), melding_ref=melding.ref, reason="geen adres")
    actions.give_feedback(by=world.by(world.account("R10")), melding_ref=melding.ref, how="given")
    assert word_of(code) == "ons werk is klaar"


def test_wrong_and_unknown_and_no_code_look_the_same_and_leave_one_row_each() -> None:
    code = code_of(send())
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    unknown = ("0" if code[0] != "0" else "1") + code[1:]
    before = AccessEvent.objects.count()
    pages = []
    for typed in (wrong, unknown, "geen code"):
        answer = Client().post("/melden/status/", {"code": typed})
        assert answer.status_code == 422
        pages.append(answer.content.decode().replace(typed, ""))
    assert pages[0] == pages[1] == pages[2]
    rows = list(AccessEvent.objects.values_list("outcome", "about", "subjects", "fields", "action"))
    assert rows[before:] == [("denied", "", [], [], "receipt.read")] * 3


def test_wrong_and_unknown_codes_cost_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_of(send())
    wrong, unknown = code[:-1] + ("0" if code[-1] != "0" else "1"), "00000" + code[5:]
    compared: list[str] = []
    agrees = receipts.codes.agrees

    def counted(secret: str, stored: str) -> bool:
        compared.append(stored[: stored.rindex("$", 0, stored.rindex("$"))])
        return agrees(secret, stored)

    monkeypatch.setattr(receipts.codes, "agrees", counted)

    def cost(typed: str) -> tuple[int, list[str]]:
        compared.clear()
        with ExitStack() as stack:
            heard = [stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections]
            word_of(typed)
        return sum(len(context) for context in heard), list(compared)

    # One hash of the same weight, and as many statements, whatever is wrong with the code.
    assert cost(wrong) == cost(unknown) == cost("geen code")
    assert compared == ["$argon2id$v=19$m=19456,t=2,p=1"]


def test_without_a_trace_no_word_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_of(send())

    def fails(*given: object, **more: object) -> None:
        raise TraceUnavailable("receipt.read")

    monkeypatch.setattr("casework.reading.public.release", fails)
    page = Client(raise_request_exception=False).post("/melden/status/", {"code": code})
    assert page.status_code == 500
    assert not any(word in page.content.decode() for word in WORDS)


def test_the_code_never_stands_in_an_address() -> None:
    assert Client().get("/melden/status/?code=7K3QX").content.decode().count("7K3QX") == 0


def test_whoever_asks_while_the_meldpunt_is_closed_reads_when_it_opens_and_its_number() -> None:
    set_offset(datetime.fromisoformat("2027-02-06T03:00:00+01:00") - wall_clock())
    code = code_of(send())
    said = words(Client().post("/melden/status/", {"code": code}))
    assert "Uw melding is binnen. Iemand gaat die lezen." in said
    assert "gesloten en gaat open op maandag 8 februari, 08:30" in said
    (door,) = (door for door in pack().region.doors if door.team == pack().region.about.meldpunt)
    assert f"bel het meldpunt: {door.phone}" in words(Client().post("/melden/status/", {"code": "AAAAA"}))
