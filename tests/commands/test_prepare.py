"""Is an installation prepared once, and left alone afterwards?"""

from io import StringIO

from django.core.management import call_command

from casework.models import LoadedPack, Team
from casework.preparing import differences, prepare


def test_preparing_twice_changes_nothing(db):
    list(prepare())
    first = (list(Team.objects.values()), list(LoadedPack.objects.values()))
    list(prepare())
    assert (list(Team.objects.values()), list(LoadedPack.objects.values())) == first
    assert LoadedPack.objects.count() == 1


def test_every_team_of_the_pack_is_there_and_the_wijkteams_may_receive(region):
    assert Team.objects.get(pk="wijkteam-urk").may_receive
    assert not Team.objects.get(pk="crisisteam").may_receive
    assert Team.objects.count() == 17


def test_a_newer_pack_is_shown_and_not_applied(region):
    loaded = LoadedPack.objects.get()
    loaded.files = {**loaded.files, "clocks.toml": "# as it was last year"}
    loaded.save()
    out = StringIO()
    call_command("prepare", stdout=out)
    assert (
        "clocks.toml of the release differs from the loaded pack; the loaded one stays in force."
        in out.getvalue()
    )
    assert LoadedPack.objects.get().files["clocks.toml"] == "# as it was last year"


def test_a_file_that_came_or_went_is_a_difference_too():
    assert len(differences({"a": "1", "b": "2"}, {"b": "2", "c": "3"})) == 2
