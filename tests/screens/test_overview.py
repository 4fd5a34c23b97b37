"""What does a coordinator see of the team, and who decides of what waits? Load, waiting days, and room."""

from datetime import date, timedelta

import pytest

from casework.actions import team
from casework.errors import FirstStartNeeded, NotYours, PlacesOutOfRange, RoomHoldsTooLong
from casework.forms.package import receivers
from casework.models import Case, Clock, Handover, TeamRoom
from casework.models.base import Owned
from casework.reading import overview
from casework.reading.waiting import waiting
from privacy.context import acting, now
from tests.named import GEMEENTE, VA, WIJKTEAM_TEAM
from tests.screens.people import at_the_screen_of, counted_statements, words
from tests.screens.test_worklist import pile
from tests.world import World
from workflows.calendars import local_date

pytestmark = pytest.mark.django_db
PAGE = "/overzicht/"
ROOM = "/overzicht/ruimte/"


def long_ago(handover: Handover, *, days: int) -> Handover:
    """The same handover, offered so many days before today."""
    Handover.objects.filter(pk=handover.pk).update(offered_at=now() - timedelta(days=days))
    return handover


def overdue(item: Owned, *, hours: int) -> None:
    """The term of this item was over so many hours ago."""
    over = now() - timedelta(hours=hours)
    Clock.objects.filter(pk=item.clock_id).update(started_at=over - timedelta(days=1), due_at=over)
    type(item).objects.filter(pk=item.pk).update(due_at=over)


def loads(world: World, role: str) -> dict[str, overview.Load]:
    """Name of the colleague ("" for nobody) -> what lies in those hands, for the coordinator in this role."""
    names = {one.pk: one.name for one in world.accounts.values()}
    with acting(world.by(world.account(role))) as by:
        return {names.get(holder, ""): load for holder, load in overview.held(by).items()}


def test_a_team_lead_sees_per_colleague_how_much_how_urgent_how_late_and_how_long_untouched(
    world: World,
) -> None:
    anke, joost = world.account("R11", "anke"), world.account("R11", "joost")
    world.case("guidance", owner_person=anke, urgency="U3")
    late = world.case("contact_phase", owner_person=anke, urgency="U5")
    Case.objects.filter(pk=late.pk).update(changed_at=now() - timedelta(days=9))
    overdue(late, hours=1)
    world.case("guidance", owner_person=joost, urgency="U2")
    pile(world, 2)
    held = loads(world, "R12")
    assert (held["Anke"].open, held["Anke"].late, held["Anke"].levels) == (2, 1, [0, 1, 1, 0])
    assert (held["Joost"].open, held["Joost"].late, held["Joost"].levels) == (1, 0, [1, 0, 0, 0])
    assert (held[""].open, held[""].levels) == (2, [0, 0, 0, 2]), "what nobody has yet stands apart"
    page = words(at_the_screen_of(world.account("R12")).get(PAGE))
    assert (
        "Anke zorgcoördinator dagen en waarnemer Anke 2 open 1 U3 1 U4–U5 1 te laat langst niet aangeraakt: 9"
        in page
    )
    assert page.index("Anke zorgcoördinator") < page.index("Joost zorgcoördinator"), (
        "who is behind stands first"
    )
    assert "Dijkgraaf" not in page


def test_who_is_away_and_who_stands_in_is_said_beside_the_load(world: World) -> None:
    anke, joost = world.account("R11", "anke"), world.account("R11", "joost")
    by = world.by(world.account("R12"))
    team.set_days(by=by, username=anke.username, works_on="1234567", deputy=joost.username)
    team.report_ill(by=by, username=anke.username)
    screen = at_the_screen_of(world.account("R12"))
    page = screen.get(PAGE)
    assert "Anke is ziek, Joost neemt waar" in words(page)
    assert 'href="/team/anke/dagen/"' in page.content.decode(), "and can be arranged from here"


def test_ten_items_cost_as_many_statements_as_a_thousand(world: World) -> None:
    lead, receiving = world.account("R12"), world.account("R51")
    screens = [at_the_screen_of(lead), at_the_screen_of(receiving)]
    pile(world, 10)
    world.handover("offered")
    costs = [cost(screen) for screen in screens]
    pile(world, 990)
    for _number in range(9):
        world.handover("waiting_list", start_date=date(2031, 1, 6), sender_person=world.account("R11"))
    assert [cost(screen) for screen in screens] == costs
    assert max(costs) <= 11


def cost(screen) -> int:
    with counted_statements() as asked:
        assert screen.get(PAGE).status_code == 200
    return len(asked)


def test_a_shielded_item_counts_for_nobody_whom_it_does_not_name(world: World) -> None:
    anke = world.account("R11", "anke")
    world.case("guidance", owner_person=anke, shielded_for=str(anke.pk))
    assert "Anke" not in loads(world, "R12")
    hidden = long_ago(world.handover("offered", shielded_for=str(anke.pk)), days=9)
    for role in ("R52", "R13"):
        assert hidden.ref not in at_the_screen_of(world.account(role)).get(PAGE).content.decode()


def test_the_waiting_days_of_a_sender_are_shown_to_both_sides_the_manager_and_the_region(
    world: World,
) -> None:
    handover = long_ago(world.handover("offered"), days=14)
    with acting(world.by(world.account("R12"))) as by:
        (line,) = waiting(by)
    assert line.days == 10, "two weeks are ten working days"
    for role in ("R12", "R51", "R52", "R13"):
        assert "langst 10 werkdagen" in words(at_the_screen_of(world.account(role)).get(PAGE)), role
    elsewhere = world.account("R52", "manager-urk", team="wijkteam-urk")
    assert handover.ref not in at_the_screen_of(elsewhere).get(PAGE).content.decode()


@pytest.mark.parametrize("role", ["R52", "R13"])
def test_who_decides_reads_reference_days_and_reason_and_no_person(world: World, role: str) -> None:
    offered = long_ago(world.handover("offered"), days=3)
    silent = long_ago(world.handover("expired"), days=14)
    page = at_the_screen_of(world.account(role)).get(PAGE)
    text, source = words(page), page.content.decode()
    for words_of_a_card in (offered.ref, silent.ref, "wacht 10 werkdagen", "niet op tijd beantwoord"):
        assert words_of_a_card in text
    for hidden in ("Dijkgraaf", "Gerben", "8255", "Person-R11"):
        assert hidden not in source
    assert f'href="/overdracht/{silent.ref}/"' in source, "what they decide opens"
    assert f'href="/overdracht/{offered.ref}/"' not in source, "what they do not decide does not"


def test_a_receiving_team_sees_what_waits_for_an_answer_by_its_clock_and_what_begins_when(
    world: World,
) -> None:
    world.account("R50", "sanne")
    second = world.handover("offered", receiver_person=None)
    first = world.handover("received", receiver_person=None)
    overdue(first, hours=2)
    later = world.handover("waiting_list", start_date=date(2031, 3, 10), receiver_person=world.account("R50"))
    sooner = world.handover("waiting_list", start_date=date(2031, 3, 4), receiver_person=world.account("R50"))
    page = words(at_the_screen_of(world.account("R51")).get(PAGE))
    assert page.index(first.ref) < page.index(second.ref) < page.index(sooner.ref) < page.index(later.ref)
    assert f"di 4 mrt 2031 {sooner.ref}" in page
    assert "Voorbeeldpad" not in page, "a card before acceptance"
    assert loads(world, "R51")["Person-R50"].open == 2


def test_nobody_else_has_an_overview(world: World) -> None:
    for role in ("R10", "R11", "R20", "R40", "R50", "R90", "R92"):
        assert at_the_screen_of(world.account(role)).get(PAGE).status_code == 404, role
        assert at_the_screen_of(world.account(role)).get(ROOM).status_code == 404, role
    assert at_the_screen_of(world.account("R12")).get(ROOM).status_code == 404, "room is for who receives"


def test_a_sender_reads_the_room_of_a_team_until_it_no_longer_holds(world: World) -> None:
    today = local_date(now())
    coordinator = at_the_screen_of(world.account("R51"))
    said = {"places": "2", "first_start": today + timedelta(days=3), "holds_until": today + timedelta(days=6)}
    assert coordinator.post(ROOM, said).status_code == 302
    assert "Wie overdraagt, ziet: ruimte voor 2, vanaf" in words(coordinator.get(PAGE))
    draft = world.handover("draft")
    sender = at_the_screen_of(world.account("R11"))
    assert "(ruimte voor 2, vanaf" in words(sender.get(f"/overdracht/{draft.ref}/"))
    names = dict(dict(receivers(GEMEENTE, today + timedelta(days=7), sender=VA))["Werkt in deze gemeente"])
    assert "room" not in names[WIJKTEAM_TEAM], "what no longer holds says nothing"


def test_without_a_place_there_is_a_day_on_which_somebody_can_begin(world: World) -> None:
    today, by = local_date(now()), world.by(world.account("R51"))
    week = today + timedelta(days=7)
    with pytest.raises(FirstStartNeeded):
        team.say_room(by=by, places=0, holds_until=week)
    with pytest.raises(FirstStartNeeded):
        team.say_room(by=by, places=2, first_start=today - timedelta(days=1), holds_until=week)
    with pytest.raises(PlacesOutOfRange):
        team.say_room(by=by, places=100, holds_until=week)
    for wrong in (today - timedelta(days=1), today + timedelta(days=29)):
        with pytest.raises(RoomHoldsTooLong):
            team.say_room(by=by, places=1, holds_until=wrong)
    with pytest.raises(NotYours):
        team.say_room(by=world.by(world.account("R50")), places=1, holds_until=week)
    assert not TeamRoom.objects.exists()
    team.say_room(by=by, places=0, first_start=week, holds_until=week)
    team.say_room(by=by, places=1, holds_until=week)
    assert TeamRoom.objects.get().places == 1, "the last one who looked is right"


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(world: World) -> None:
    today = local_date(now())
    screen = at_the_screen_of(world.account("R51"))
    page = screen.post(ROOM, {"places": "0", "first_start": "", "holds_until": today + timedelta(days=2)})
    assert page.status_code == 422
    assert "Nu geen plaats? Geef dan op vanaf welke dag u kunt beginnen" in words(page)
    assert f'value="{today + timedelta(days=2)}"' in page.content.decode()


def test_a_full_team_still_cannot_give_back(world: World) -> None:
    today, by = local_date(now()), world.by(world.account("R51"))
    team.say_room(
        by=by, places=0, first_start=today + timedelta(days=20), holds_until=today + timedelta(days=20)
    )
    handover = world.handover("received")
    screen = at_the_screen_of(world.account("R50"))
    page = screen.post(
        f"/overdracht/{handover.ref}/stap/give_back/",
        {
            "reason": "capacity",
            "alternative": "niemand",
            "explanation": "vol",
            "seen_version": handover.version,
        },
    )
    assert page.status_code == 422
    handover.refresh_from_db()
    assert (handover.state, str(handover.owner_team_id)) == ("received", VA)


def test_melding_and_handover_in_the_hands_of_nobody_count_for_the_receiving_team(world: World) -> None:
    world.melding("forwarded", target=WIJKTEAM_TEAM)
    world.handover("offered", receiver_person=None)
    assert loads(world, "R51")[""].open == 2


def test_who_decided_goes_on_to_the_work_list_and_not_to_a_page_that_is_no_longer_theirs(
    world: World,
) -> None:
    silent, screen = world.handover("expired"), at_the_screen_of(world.account("R52"))
    done = screen.post(
        f"/overdracht/{silent.ref}/stap/decide_acceptance/",
        {"reason": "De gemeente is aan zet.", "seen_version": silent.version}, follow=True,
    )  # fmt: skip
    assert done.redirect_chain == [("/werkvoorraad/", 302)]
    assert "Opgeslagen." in words(done)
