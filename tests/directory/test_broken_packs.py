"""Is a pack with a mistake refused, with the file, the key and the reason of every mistake?"""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.directory.pack import PackError, load_pack

REGION = Path(__file__).parents[2] / "regions" / "flevoland"


@pytest.fixture(name="pack")
def _pack(tmp_path):
    return Path(shutil.copytree(REGION, tmp_path / "region"))


def spoil(pack, file, old, new):
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(pack):
    with pytest.raises(PackError) as refused:
        load_pack(pack)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "teams.toml",
            'phone = "085-0000001"',
            'phone = "088 - 00 29 15"',
            "teams.toml: team[va-meldpunt].phone: '088 - 00 29 15' is not a telephone number",
        ),
        ("teams.toml", 'phone = "085-0000001"', "", "teams.toml: team[va-meldpunt].phone: is missing"),
        (
            "teams.toml",
            'when_closed = "crisisteam"',
            'when_closed = "nachtploeg"',
            "teams.toml: team[va-meldpunt].when_closed: 'nachtploeg' does not exist",
        ),
        (
            "teams.toml",
            'when_closed = "crisisteam"',
            'when_closed = "va-meldpunt"',
            "teams.toml: team[va-meldpunt].when_closed: leads to no team that never closes",
        ),
        (
            "teams.toml",
            "works_5_may = true",
            "works_5_mei = true",
            "teams.toml: team[va-meldpunt].works_5_mei: unknown key",
        ),
        (
            "teams.toml",
            "closed_extra = []",
            'closed_extra = ["10 maart"]',
            "teams.toml: team[va-meldpunt].closed_extra: '10 maart' is not a date",
        ),
        ("teams.toml", 'from = "08:30", to = "17:00"', 'from = "8.30", to = "17:00"', "is not a window"),
        (
            "teams.toml",
            "roster = [",
            "roster = 7\nelke_dag = [",
            "teams.toml: duty[dienst-va-meldpunt].roster: must be list, not int",
        ),
        (
            "teams.toml",
            'from = "07:30", to = "15:30"',
            'from = "7:30", to = "15:30"',
            "teams.toml: duty[dienst-crisisteam].roster: {'days': ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'], "
            "'from': '7:30', 'to': '15:30'} is not a window",
        ),
        (
            "teams.toml",
            'from = "07:30", to = "15:30"',
            'from = "08:30", to = "15:30"',
            "teams.toml: duty[dienst-crisisteam].roster: no shift on ma 07:30",
        ),
        (
            "teams.toml",
            'from = "15:30", to = "23:00"',
            'from = "15:00", to = "23:00"',
            "teams.toml: duty[dienst-crisisteam].roster: shifts overlap",
        ),
        (
            "teams.toml",
            'from = "17:00", to = "23:00"',
            'from = "16:00", to = "23:00"',
            "teams.toml: duty[dienst-fan-almere].roster: a shift outside the windows on ma 16:00",
        ),
        (
            "clocks.toml",
            'term = "30m"',
            'term = "halfuur"',
            "clocks.toml: clock[draft_age].term: 'halfuur' is not a term",
        ),
        (
            "clocks.toml",
            'rings = "acute"',
            'rings = "bel"',
            "clocks.toml: clock[draft_age].rings: 'bel' does not exist",
        ),
        (
            "clocks.toml",
            'rings = "acute"',
            'rings = "days"',
            "clocks.toml: clock[draft_age].rings: days does not end with the answering duty",
        ),
        (
            "clocks.toml",
            'then = "handover_accept"',
            'then = "aannemen"',
            "clocks.toml: clock[handover_open].then: 'aannemen' does not exist",
        ),
        (
            "clocks.toml",
            'urgency = ["U0"]',
            'urgency = ["U7"]',
            "clocks.toml: clock[accept_forward].urgency: 'U7' is not one of",
        ),
        ("ladders.toml", 'to = "coordinator"', 'to = "wethouder"', "'wethouder' is not one of"),
        (
            "gemeenten.toml",
            'code = "0034"',
            'code = "34"',
            "gemeenten.toml: gemeente[34].code: '34' has the wrong shape",
        ),
        (
            "gemeenten.toml",
            'wijkteam = "wijkteam-almere"',
            'wijkteam = "wijkteam-urk"',
            "gemeenten.toml: gemeente[0034].wijkteam: wijkteam-urk works elsewhere",
        ),
        (
            "organisations.toml",
            '"VTF"',
            '"HAP"',
            "organisations.toml: hap: is a name of more than one organisation",
        ),
        (
            "fan_coverage.toml",
            'gemeente_code = "0050"',
            'gemeente_code = "0034"',
            "fan_coverage.toml: 0050: says nothing about this gemeente",
        ),
        (
            "sociale_kaart.toml",
            'topic = "wijkteam"',
            'topic = "buurtteam"',
            "sociale_kaart.toml: 0034 wijkteam: no entry for this topic",
        ),
        (
            "sociale_kaart.toml",
            'target = "va-meldpunt"',
            'target = "va"',
            "sociale_kaart.toml: sociale_kaart[sk-0034-bemoeizorg].target: 'va' does not exist",
        ),
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDERCHECK"',
            "destinations.toml: KINDCHECK: no destination for this outcome",
        ),
        (
            "region.toml",
            'version = "2026-11-01"',
            'version = "2020-01-01"',
            "region.toml: tree[2020-01-01].version: does not exist",
        ),
        (
            "region.toml",
            'crisis = "crisisteam"',
            'crisis = "va-meldpunt"',
            "region.toml: region.crisis: va-meldpunt closes",
        ),
        (
            "retention.toml",
            "months = 180",
            'months = "vijftien jaar"',
            "retention.toml: retention[WMO].months: must be int, not str",
        ),
        ("pc4.csv", "pc4,woonplaats", "postcode,woonplaats", "pc4.csv: header: must be pc4,woonplaats"),
        ("pc4.csv", "8255,Swifterbant,0303", "8255,Swifterbant,0363", "pc4.csv: 8255: '0363' does not exist"),
        ("calendar.csv", "2027-03-26", "26 maart 2027", "'26 maart 2027' is not a date"),
        (
            "teams.toml",
            'from = "13:00", to = "17:00"',
            'from = "12:00", to = "17:00"',
            "teams.toml: team[wijkteam-dronten].windows: overlap",
        ),
        ("front_doors.toml", "[[front_door]]", "[[front_door", "front_doors.toml: -: cannot be read"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_reason(pack, file, old, new, expected):
    spoil(pack, file, old, new)
    assert any(expected in problem for problem in problems(pack))


def test_a_missing_file_is_named_once(pack):
    (pack / "teams.toml").unlink()
    assert "teams.toml: -: the file is missing" in problems(pack)
    assert problems(pack).count("teams.toml: -: the file is missing") == 1


def test_all_mistakes_are_named_at_once(pack):
    spoil(pack, "teams.toml", 'phone = "085-0000001"', 'phone = "1"')
    spoil(pack, "clocks.toml", 'term = "30m"', 'term = "?"')
    spoil(pack, "ladders.toml", 'to = "manager"', 'to = "baas"')
    files = {problem.split(":")[0] for problem in problems(pack)}
    assert files == {"teams.toml", "clocks.toml", "ladders.toml"}


def test_an_hour_without_a_duty_is_named(pack):
    text = (pack / "teams.toml").read_text(encoding="utf-8")
    before, duties = text.split("[[duty]]", 1)
    duties = re.sub(r'from = "00:00", to = "24:00"', 'from = "00:00", to = "23:00"', duties, count=1)
    (pack / "teams.toml").write_text(f"{before}[[duty]]{duties}", encoding="utf-8")
    assert "teams.toml: team[crisisteam].windows: no duty on ma 23:00" in problems(pack)


def test_the_same_team_twice_is_named(pack):
    text = (pack / "teams.toml").read_text(encoding="utf-8")
    (pack / "teams.toml").write_text(
        text.replace('id = "fan-noord"', 'id = "fan-almere"', 1), encoding="utf-8"
    )
    assert any(problem == "teams.toml: fan-almere: occurs twice" for problem in problems(pack))


def test_a_pack_from_before_the_rosters_keeps_its_standing_duties(pack):
    text = (pack / "teams.toml").read_text(encoding="utf-8")
    (pack / "teams.toml").write_text(
        re.sub(r"\nroster = \[.*?\n\]", "", text, flags=re.DOTALL), encoding="utf-8"
    )
    before = load_pack(pack)
    assert [duty for duty in before.duties if duty.roster] == []
    assert before.rostered_duty("crisisteam") is None
    assert before.answering_duty("va-meldpunt", datetime(2027, 1, 1, tzinfo=UTC)).team == "crisisteam"
