"""Does every question in every gemeente lead to somebody who answers, at each hour, and is a hole named?"""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.directory.pack import PackError, load_pack

REGION = Path(__file__).parents[2] / "regions" / "flevoland"
PACK = load_pack(REGION)
MONDAY = datetime(2027, 3, 21, 23, 30, tzinfo=UTC)
"""A week with a clock change and Good Friday in it: Monday 22 March 2027, 00:30 in Amsterdam."""
WEEK = [MONDAY + timedelta(hours=hour) for hour in range(168)]
CHRISTMAS = [datetime(2026, 12, 25, tzinfo=UTC) + timedelta(hours=hour) for hour in range(48)]


@pytest.mark.parametrize("gemeente", sorted(PACK.gemeenten))
def test_each_question_leads_to_a_number_at_each_hour_of_the_week(gemeente: str) -> None:
    topics = sorted(topic for code, topic in PACK.card if code == gemeente)
    assert len(topics) == len({topic for _code, topic in PACK.card}) == 14
    for topic in topics:
        for at in (*WEEK, *CHRISTMAS):
            found = PACK.on_card(gemeente, topic, at)
            assert found.name, (topic, at)
            assert found.phone if found.open_now else found.answering, (topic, at)
            assert found.open_now or found.answering.phone, (topic, at)


def test_an_outcome_of_the_crisiswijzer_leads_to_a_name_or_a_duty_at_each_hour() -> None:
    for outcome in PACK.routes:
        for gemeente in PACK.gemeenten:
            for at in WEEK[::3]:
                found = PACK.destination(outcome, gemeente, at)
                assert found.name or found.answering, (outcome, gemeente, at)


@pytest.mark.parametrize("team", sorted(PACK.teams))
def test_a_pack_without_one_of_its_teams_is_refused_and_says_who_is_missing(
    team: str, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(REGION, tmp_path / "region"))
    entries = re.split(r"(?m)^(?=\[\[)", (folder / "teams.toml").read_text(encoding="utf-8"))
    left = [
        entry
        for entry in entries
        if f'\nid = "{team}"\n' not in entry and f'\nteam = "{team}"\n' not in entry
    ]
    assert len(left) < len(entries)
    (folder / "teams.toml").write_text("".join(left), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_pack(folder)
    assert any(problem.reason == f"'{team}' does not exist" for problem in refused.value.problems)
