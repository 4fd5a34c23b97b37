"""Does somebody see what others did with their items, and only they?"""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from casework.actions import handover as handovers
from casework.models import Account
from notifications.models import Notice
from tests.world import World


def signed_in(account: Account) -> Client:
    """A browser in which this account is signed in."""
    client = Client()
    client.force_login(account, backend="casework.accounts.Backend")
    return client


def planned(world: World) -> str:
    """The reference of a handover of which the wijkteam just planned the talk."""
    handover, sanne = world.handover("accepted"), world.account("R50")
    talk_at = world.by(sanne).at + timedelta(days=3)
    handovers.plan_talk(handover_ref=handover.ref, talk_at=talk_at, by=world.by(sanne))
    return handover.ref


def test_the_sender_reads_that_the_talk_was_planned_and_takes_it_off(world: World) -> None:
    ref, anke = planned(world), signed_in(world.account("R11"))
    page = anke.get(reverse("notices"))
    assert reverse("handover", args=[ref]) in page.content.decode()
    told = Notice.objects.get(about_ref=ref, event="handover.talk_planned")
    anke.post(reverse("notices"), {"id": str(told.pk)})
    assert ref not in anke.get(reverse("notices")).content.decode()


def test_nobody_takes_a_notice_of_a_colleague_off_the_list(world: World) -> None:
    ref = planned(world)
    told = Notice.objects.get(about_ref=ref, event="handover.talk_planned")
    signed_in(world.account("R11", "another")).post(reverse("notices"), {"id": str(told.pk)})
    told.refresh_from_db()
    assert told.read_at is None


def test_nobody_is_told_about_an_own_act(world: World) -> None:
    ref = planned(world)
    assert ref not in signed_in(world.account("R50")).get(reverse("notices")).content.decode()


def test_a_notice_about_an_item_that_is_not_mine_leads_nowhere(world: World) -> None:
    planned(world)
    told = Notice.objects.get(event="handover.talk_planned")
    melding = world.melding("received")
    other = world.account("R11", "another")
    Notice.objects.create(
        event="melding.received", about_kind="melding", about_ref=melding.ref, level="today",
        to_team=str(other.team_id), created_at=told.created_at,
    )  # fmt: skip
    assert (
        reverse("melding", args=[melding.ref])
        in signed_in(world.account("R10")).get(reverse("notices")).content.decode()
    )
    assert (
        reverse("melding", args=[melding.ref])
        not in signed_in(other).get(reverse("notices")).content.decode()
    )
