"""Do the lists say what the code does? Lifecycles, actions and ways in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from casework import route_list
from casework.actions import ACTIONS
from casework.catalogue import LIFECYCLES, refusals, refusals_of, roles_of
from casework.models import Account
from casework.views.declare import declares, reads
from workflows.drawing import described, page
from workflows.roles import Role


def test_every_state_is_printed_with_its_code_its_dutch_word_and_its_owner_and_clock():
    states = {state["value"]: state for state in described(LIFECYCLES["handover"])["states"]}
    assert states["expired"] == {
        "name": "expired", "value": "expired", "code": "VERLOPEN", "label": "verlopen", "final": False,
        "owner": "sender", "clock": "ladder_manager",
    }  # fmt: skip
    assert states["completed"]["clock"] is None


@pytest.mark.parametrize("noun", LIFECYCLES)
def test_every_state_has_a_dutch_word_of_its_own(noun):
    for state in described(LIFECYCLES[noun])["states"]:
        assert state["label"] != state["value"].replace("_", " ") or state["value"] in ("open", "in_triage")


def test_every_step_is_printed_with_who_may_take_it_and_how_it_is_refused():
    (give_back,) = (s for s in described(LIFECYCLES["handover"])["transitions"] if s["name"] == "give_back")
    assert give_back["sources"] == ["received", "expired"]
    assert give_back["target"] == "returned"
    assert give_back["roles"] == ["R51"]
    assert give_back["reasons"] == [
        "CapacityIsNoReason",
        "NotAReturn",
        "ReasonNotInList",
        "AlternativeNeeded",
        "GemeenteDisputeNeeded",
    ]


def test_the_page_draws_every_state_and_names_every_step():
    drawn = page(list(LIFECYCLES.values()))
    assert drawn.count("```mermaid") == len(LIFECYCLES)
    for lifecycle in LIFECYCLES.values():
        assert all(f"as {state}\n" in drawn for state in lifecycle.State)
        assert all(f"| `{step}` |" in drawn for step in lifecycle.steps())


def test_every_action_says_who_may_take_it(run):
    told, code = run("actions")
    assert code == 0
    assert [action["name"] for action in told] == sorted(ACTIONS)
    assert all(action["roles"] for action in told)
    codes = {role.value for role in Role}
    assert all(set(action["roles"]) <= codes for action in told)


def test_arguments_are_told_with_type_and_whether_they_are_needed(run):
    told, _ = run("actions")
    (accept,) = (action for action in told if action["name"] == "handover.accept")
    assert accept["args"]["handover_ref"] == {"type": "reference", "required": True, "default": None}
    assert accept["args"]["start_date"]["type"] == "date"
    assert accept["args"]["seen_version"] == {"type": "number", "required": False, "default": None}
    assert accept["lifecycle"] == "handover"
    assert accept["clock"] == "talk"
    assert accept["events"] == ["handover.accepted", "handover.tell_person"]
    assert {"AcceptorNeeded", "NoSuchColleague", "NotYours", "NotYourStep"} <= set(accept["refusals"])


def test_a_refusal_that_no_action_can_give_does_not_exist():
    given = {kind for action in ACTIONS.values() for kind in refusals_of(action)}
    assert set(refusals().values()) == given


def test_an_action_beside_a_lifecycle_must_say_who_may_take_it():
    with pytest.raises(KeyError):
        roles_of("case.something_new")


def test_every_way_in_declares_an_action(run):
    told, code = run("routes")
    assert [row for row in told if row["action"] is None] == []
    assert code == 0
    assert {row["kind"] for row in told} == {"url", "socket", "task", "command"}
    acting = {row["action"] for row in told if row["kind"] == "url" and "POST" in row["methods"]}
    assert {"handover.confirm", "melding.receive"} <= acting


def test_a_page_that_declares_nothing_is_found(monkeypatch):
    class Resolver:
        url_patterns = [path("geheim/", lambda request: HttpResponse("ok"))]

    monkeypatch.setattr(route_list, "get_resolver", Resolver)
    (row,) = route_list.urls()
    assert (row["route"], row["action"]) == ("/geheim/", None)


@reads("case.read")
@declares("case.note", "case.close")
def a_page(request):
    """A page that shows a case and takes two steps."""
    return HttpResponse(request.method)


@pytest.mark.parametrize(
    ("method", "status"), [("get", 200), ("head", 200), ("post", 200), ("put", 405), ("delete", 405)]
)
def test_looking_and_acting_come_with_their_own_methods(method, status):
    request = getattr(RequestFactory(), method)("/")
    request.user = Account(username="anke")
    assert a_page(request).status_code == status


def test_a_page_that_only_shows_cannot_be_posted_to():
    request = RequestFactory().post("/")
    request.user = Account(username="anke")
    assert reads("case.read")(lambda request: HttpResponse())(request).status_code == 405


def test_whoever_is_not_signed_in_is_sent_to_sign_in():
    request = RequestFactory().get("/casus/C-1/")
    request.user = AnonymousUser()
    answer = a_page(request)
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_a_page_cannot_declare_what_does_not_exist():
    with pytest.raises(LookupError):
        declares("case.burn")
