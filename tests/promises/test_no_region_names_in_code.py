"""Could another region start tomorrow? Nothing in the code names a gemeente, a team or a telephone number."""

import pytest

from tools import check_region_names


def test_no_gemeente_or_team_is_named_in_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_region_names.main() == 0, capsys.readouterr().out
