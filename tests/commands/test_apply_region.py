"""Can a newer region pack take the place of the loaded one, and is one refused that lacks what is used here?"""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from casework.directory.current import digest_of, pack
from casework.models import Clock, LoadedPack, Team
from casework.preparing import prepare
from privacy.context import now
from tests.world import World

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path, region: None) -> Iterator[Path]:
    """The pack of the release in a folder of its own, to be changed."""
    copytree(settings.REGION_DIR, tmp_path / "pack")
    yield tmp_path / "pack"
    pack.cache_clear()


def without(folder: Path, file: str, table: str, having: str) -> None:
    """Take the tables that hold this line out of a file."""
    blocks = (folder / file).read_text(encoding="utf-8").split(f"[[{table}]]")
    (folder / file).write_text(
        f"[[{table}]]".join(one for one in blocks if having not in one), encoding="utf-8"
    )


def applied(*arguments: str | Path) -> str:
    out = StringIO()
    call_command("apply_region", *map(str, arguments), stdout=out)
    return out.getvalue()


def another_number(folder: Path) -> None:
    """The meldpunt gets another telephone number."""
    teams = folder / "teams.toml"
    text = teams.read_text(encoding="utf-8")
    phone = pack().region.teams["va-meldpunt"].phone
    teams.write_text(text.replace(phone, "088-0000999"), encoding="utf-8")


def test_a_pack_that_is_in_force_already_changes_nothing(region: None) -> None:
    assert applied() == "Dit pakket is al van kracht.\n"
    assert LoadedPack.objects.count() == 1


def test_a_newer_pack_is_in_force_with_its_teams_and_terms_that_run_keep_their_end(
    folder: Path, world: World
) -> None:
    case = world.case("guidance")
    end = Clock.objects.get(pk=case.clock_id).due_at
    another_number(folder)
    said = applied(folder)
    assert "teams.toml verandert." in said
    assert "Start elk proces opnieuw" in said
    assert Team.objects.get(pk="va-meldpunt").phone == "088-0000999"
    assert pack().region.teams["va-meldpunt"].phone == "088-0000999"
    assert LoadedPack.objects.count() == 2, "the pack before it is kept"
    assert Clock.objects.get(pk=case.clock_id).due_at == end


def test_a_dry_run_only_says_what_would_change(folder: Path) -> None:
    before = list(Team.objects.values())
    another_number(folder)
    assert applied(folder, "--dry-run") == "teams.toml verandert.\n"
    assert list(Team.objects.values()) == before
    assert LoadedPack.objects.count() == 1


def test_a_pack_without_a_term_that_is_used_here_is_refused(folder: Path) -> None:
    without(folder, "clocks.toml", "clock", 'kind = "postbak_look"')
    with pytest.raises(CommandError, match="postbak_look") as refused:
        applied(folder)
    assert refused.value.returncode == 2
    assert LoadedPack.objects.count() == 1


def test_a_pack_without_a_team_that_was_here_is_refused(folder: Path) -> None:
    Team.objects.create(id="oud-team", name="Oud team", organisation="proef")
    another_number(folder)
    with pytest.raises(CommandError, match="Team oud-team staat niet in het pakket"):
        applied(folder)
    assert Team.objects.get(pk="va-meldpunt").phone != "088-0000999"


def test_the_pack_of_another_region_is_refused(folder: Path) -> None:
    about = folder / "region.toml"
    text = about.read_text(encoding="utf-8").replace('id = "flevoland"', 'id = "elders"', 1)
    about.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="Dit is het pakket van elders; hier is flevoland geladen"):
        applied(folder)


def test_a_pack_with_mistakes_and_a_folder_without_a_pack_are_refused(folder: Path) -> None:
    without(folder, "teams.toml", "team", 'id = "crisisteam"')
    with pytest.raises(CommandError, match=r"teams\.toml"):
        applied(folder)
    with pytest.raises(CommandError, match="bevat geen regiopakket"):
        applied(folder / "nergens")


def older(folder: Path) -> None:
    """The pack in this folder is in force, as if it was loaded with an older release."""
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()}
    LoadedPack.objects.create(region="flevoland", digest=digest_of(files), files=files, loaded_at=now())
    pack.cache_clear()


def test_preparing_says_which_terms_of_the_release_the_loaded_pack_does_not_have(folder: Path) -> None:
    without(folder, "clocks.toml", "clock", 'kind = "postbak_look"')
    older(folder)
    assert any("no term postbak_look" in line for line in prepare())
    assert "clocks.toml verandert." in applied()
    assert not any("no term" in line for line in prepare())


def test_a_case_that_runs_is_asked_for_the_card_that_the_pack_before_did_not_know(
    folder: Path, world: World
) -> None:
    without(folder, "clocks.toml", "clock", 'kind = "nachtkaart_')
    older(folder)
    case = world.case("guidance", urgency="U3")
    applied()
    case.refresh_from_db()
    assert case.card_clock is not None
    assert case.card_clock.kind == "nachtkaart_missing"
