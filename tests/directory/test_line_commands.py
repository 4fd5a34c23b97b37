"""Do the two commands read lines, write lines and say with their exit code whether all was well?"""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

GOOD = {
    "crisiswijzer": {
        "id": "a",
        "answers": {"Q13": "yes"},
        "gemeente": "0303",
        "at": "2027-01-11T10:12+01:00",
    },
    "calendar": {"id": "a", "op": "next_working_day", "from": "2027-05-04", "calendar": "ORGANISATIE"},
}


@pytest.fixture(params=GOOD, name="run")
def _run(request, monkeypatch):
    def run(*lines):
        text = "\n".join(json.dumps(line) for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
        output = io.StringIO()
        code = 0
        try:
            call_command(request.param, stdout=output)
        except SystemExit as ended:
            code = ended.code
        return code, [json.loads(line) for line in output.getvalue().splitlines()]

    run.good = GOOD[request.param]
    run.name = request.param
    return run


def test_good_lines_are_answered_and_all_is_well(run):
    code, answered = run(run.good, run.good | {"id": "b"})
    assert code == 0
    assert [row["id"] for row in answered] == ["a", "b"]
    assert not any("error" in row for row in answered)


def test_a_bad_line_is_named_the_rest_goes_on_and_the_exit_code_is_1(run):
    code, answered = run({"id": "bad"}, run.good)
    assert code == 1
    assert [(row["id"], "error" in row) for row in answered] == [("bad", True), ("a", False)]


def test_no_lines_is_no_mistake(run):
    assert run() == (0, [])


def test_a_wrong_call_and_a_bad_pack_are_errors(run, settings, tmp_path):
    with pytest.raises(CommandError):
        call_command(run.name, "--nope")
    settings.REGION_DIR = tmp_path
    with pytest.raises(CommandError, match=r"teams\.toml: -: the file is missing"):
        run(run.good)
