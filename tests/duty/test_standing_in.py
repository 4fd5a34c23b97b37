"""Who stands in when somebody is away? The deputy, or the duty; never nobody, and the ledger says for whom."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from casework.access import find, open_records
from casework.actions import case as cases
from casework.actions import team
from casework.edge import acting_for
from casework.errors import NoSuchColleague, NotYours
from casework.models import Account, Case
from casework.reading.standing_in import of_owner
from casework.reading.worklist import worklist
from casework.tasks import digests_at, ring_due
from casework.telling import answers_for
from casework.work import working
from notifications.models import Notice, Outbox
from privacy.context import acting, now
from privacy.ledger.record import ChangeEvent
from privacy.models import AccessEvent
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.world import World
from workflows.calendars import local_date
from workflows.refusals import WorkingDayNeeded

MONDAY = datetime(2027, 2, 8, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
NINE = time(9, 0)


def deputy_of(world: World, anke: Account, name: str = "joost", works_on: str = "1234567") -> Account:
    """A colleague with the same work stands in for Anke."""
    joost = world.account("R11", name)
    by = world.by(world.account("R12"))
    team.set_days(by=by, username=anke.username, works_on=works_on, starts_at=NINE, deputy=joost.username)
    return joost


def test_one_act_brings_everything_to_the_deputy_and_one_act_back(world: World) -> None:
    anke, case = world.account("R11"), world.case("guidance")
    joost = deputy_of(world, anke)
    with pytest.raises(NotYours):
        find(Case.objects.all(), case.ref, by=acting_for(joost), action="case.read")
    team.report_ill(by=world.by(world.account("R10")), username=anke.username)
    joost.refresh_from_db()
    with acting(acting_for(joost)) as by:
        record, decision = find(Case.objects.select_related("person"), case.ref, by=by, action="case.read")
        open_records(decision, [record.person], by=by, about=case.ref, action="case.read")
        assert [row.ref for row in worklist(by).rows if row.noun == "case"] == [case.ref]
    cases.note(by=acting_for(joost), case_ref=case.ref, text="Gebeld.")
    assert AccessEvent.objects.using("ledger").filter(actor=joost.pk, relation=f"deputy:{anke.pk}").exists()
    assert Case.objects.get(pk=case.pk).owner_person == anke, "ownership stays"
    team.report_better(by=world.by(world.account("R10")), username=anke.username)
    joost.refresh_from_db()
    with pytest.raises(NotYours):
        find(Case.objects.all(), case.ref, by=acting_for(joost), action="case.read")


def test_a_change_by_the_deputy_says_for_whom(world: World) -> None:
    anke, case = world.account("R11"), world.case("contact_phase")
    joost = deputy_of(world, anke)
    team.report_ill(by=world.by(anke), username=anke.username)
    joost.refresh_from_db()
    cases.call_mdo(by=acting_for(joost), case_ref=case.ref)
    event = ChangeEvent.objects.filter(action="case.call_mdo", about_ref=case.ref).latest("pk")
    assert (event.actor, event.relation) == (str(joost.pk), f"deputy:{anke.pk}")


def test_a_term_rings_with_the_deputy_and_without_one_with_the_duty(world: World) -> None:
    anke, case = world.account("R11"), world.case("guidance")
    world.account("R12")
    team.report_ill(by=world.by(anke), username=anke.username)
    ring_due(case.clock.rings_at)
    assert Notice.objects.get(event="clock.rang", about_ref=case.ref).to_role == "R12"
    joost, other = deputy_of(world, anke), world.case("guidance")
    ring_due(other.clock.rings_at)
    assert Notice.objects.get(event="clock.rang", about_ref=other.ref).to_person == joost.pk


def test_when_all_coordinators_are_ill_the_duty_hears_the_rung_that_is_theirs(world: World) -> None:
    case, by = world.case("guidance"), world.by(world.account("R10"))
    leads = [world.account("R12"), world.account("R12", "marja")]
    assert case.clock is not None
    ring_due(case.clock.due_at)
    second = Case.objects.select_related("clock").get(pk=case.pk).clock
    assert second is not None
    assert second.rings_at is not None
    heard = Notice.objects.filter(about_ref=case.ref, event="clock.rang", to_team=case.owner_team_id)
    for lead in leads:
        assert not heard.filter(to_role="R10").exists(), "one of them is there"
        team.report_ill(by=by, username=lead.username)
    ring_due(second.rings_at)
    assert set(heard.values_list("to_role", flat=True)) == {"R12", "R10"}, (
        "and they read it when they are back"
    )


def test_only_a_colleague_of_the_team_reports_ill_and_only_the_same_work_stands_in(world: World) -> None:
    anke = world.account("R11")
    with pytest.raises(NotYours):
        team.report_ill(by=world.by(world.account("R50")), username=anke.username)
    by = world.by(world.account("R12"))
    with pytest.raises(NoSuchColleague):
        team.set_days(
            by=by, username=anke.username, works_on="1", starts_at=NINE, deputy=world.account("R10").username
        )
    with pytest.raises(WorkingDayNeeded):
        team.set_days(by=by, username=anke.username, works_on="", starts_at=NINE)
    with pytest.raises(NotYours):
        team.set_days(by=world.by(world.account("R10")), username=anke.username, works_on="1", starts_at=NINE)


ABSENCE = st.tuples(st.text("1234567", min_size=1, max_size=7), st.booleans(), st.integers(-1, 3))


@pytest.mark.django_db
@examples(max_examples=25)
@given(people=st.lists(ABSENCE, min_size=4, max_size=4), day=st.integers(0, 13))
def test_nobody_falls_between_whoever_is_away(people: list[tuple[str, bool, int]], day: int) -> None:
    world, at = World(), MONDAY + timedelta(days=day)
    Account.objects.update(deputy=None)
    Account.objects.all().delete()
    staff = [world.account("R11", f"collega-{number}") for number in range(4)]
    lead = world.account("R12")
    for number, (days, ill, stand_in) in enumerate(people):
        name = staff[stand_in].username if stand_in not in (-1, number) else ""
        who = staff[number].username
        team.set_days(by=world.by(lead), username=who, works_on=days, starts_at=NINE, deputy=name)
        if ill:
            team.report_ill(by=world.by(lead), username=who)
    for account in Account.objects.select_related("deputy").filter(role="R11"):
        with acting(world.by(lead, at=at)) as by, working(by, "test.asks"):
            answering = answers_for(account)
        if answering is None:
            assert account.is_away(at), "only then the duty of the team answers"
        else:
            assert not answering.is_away(at)
        if answering is not None and answering.pk != account.pk:
            assert str(account.pk) in Account.objects.get(pk=answering.pk).away_now(at), "and may do the work"


def test_the_row_and_the_team_page_say_who_stands_in(world: World) -> None:
    anke = world.account("R11", "anke")
    world.case("guidance", owner_person=anke)
    joost = deputy_of(world, anke)
    screen = at_the_screen_of(world.account("R10"))
    screen.post("/team/", {"wie": "anke", "wat": "ziek"})
    assert "Anke is ziek, Joost neemt waar" in words(screen.get("/team/"))
    deputy = at_the_screen_of(joost)
    with counted_statements() as asked:
        page = words(deputy.get("/werkvoorraad/"))
    assert "Anke is ziek, u neemt waar" in page
    assert len(asked) <= 8
    screen.post("/team/", {"wie": "anke", "wat": "beter"})
    anke.refresh_from_db()
    assert of_owner(anke, by=world.by(joost)) == ""


def test_both_sides_of_a_handover_read_who_stands_in(world: World) -> None:
    anke, handover = world.account("R11"), world.handover("received")
    deputy_of(world, anke)
    team.report_ill(by=world.by(anke), username=anke.username)
    for role in ("R50", "R12"):
        page = words(at_the_screen_of(world.account(role)).get(f"/overdracht/{handover.ref}/"))
        assert "Person-R11 is ziek, Joost neemt waar" in page, role


def test_a_coordinator_arranges_working_days_on_the_screen_and_keeps_what_was_typed(world: World) -> None:
    anke, lead = world.account("R11", "anke"), at_the_screen_of(world.account("R12"))
    assert (
        lead.post("/team/anke/dagen/", {"works_on": [], "starts_at": "10:15", "deputy": ""}).status_code
        == 422
    )
    assert (
        lead.post(
            "/team/anke/dagen/", {"works_on": ["1", "2"], "starts_at": "10:15", "deputy": ""}
        ).status_code
        == 302
    )
    anke.refresh_from_db()
    assert (anke.works_on, anke.starts_at) == ("12", time(10, 15))
    assert at_the_screen_of(world.account("R10")).get("/team/anke/dagen/").status_code == 404


@pytest.mark.parametrize("why", ["ill", "a day off", "gone"])
def test_a_row_names_no_deputy_who_is_away_as_well(world: World, why: str) -> None:
    anke, lead = world.account("R11", "anke"), world.account("R12")
    case = world.case("guidance", owner_person=anke)
    joost = deputy_of(world, anke)
    team.report_ill(by=world.by(lead), username="anke")
    screen = at_the_screen_of(lead)
    assert "Anke is ziek, Joost neemt waar" in words(screen.get("/werkvoorraad/"))
    today = str(local_date(now()).isoweekday())
    away = {"ill": {"ill_since": now()}, "a day off": {"works_on": "1234567".replace(today, "")}}
    Account.objects.filter(pk=joost.pk).update(**away.get(why, {"is_active": False}))
    for address in ("/werkvoorraad/", f"/casus/{case.ref}/"):
        assert "Anke is ziek, de dienst neemt waar" in words(screen.get(address)), address


def test_the_digest_is_one_mail_at_the_start_of_ones_own_day_whatever_restarts(world: World) -> None:
    anke = world.account("R11")
    team.set_days(by=world.by(anke), username=anke.username, works_on="12345", starts_at=NINE)
    case = world.case("guidance")
    ring_due(max(case.clock.rings_at, now()))
    early = MONDAY.replace(hour=8, minute=59) + timedelta(weeks=52)
    hers = Outbox.objects.filter(event="digest.ready", recipient=anke.email)
    digests_at(early)
    assert not hers.exists()
    for minutes in (1, 1, 2, 300):
        digests_at(early + timedelta(minutes=minutes))
    assert hers.get().about_ref == str(anke.pk)


def test_a_name_typed_where_a_day_or_a_colleague_belongs_is_refused(world: World) -> None:
    anke, word = world.account("R11"), "Zeeëgel=«»"
    with pytest.raises(WorkingDayNeeded):
        team.set_days(by=world.by(anke), username=anke.username, works_on=word)
    with pytest.raises(NoSuchColleague):
        team.set_days(by=world.by(anke), username=anke.username, works_on="1", deputy=word)
    with pytest.raises(NotYours):
        team.report_ill(by=world.by(anke), username=word)
