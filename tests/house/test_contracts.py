"""Does the contract for parts of a library see every spelling of an import?"""

import pytest

from tools import contracts


@pytest.mark.parametrize(
    "line",
    [
        "import django.http",
        "import django.http as web",
        "from django import http",
        "from django.http import HttpResponse",
        "from django.http.response import HttpResponse",
        "def late():\n    from django.http import Http404",
    ],
)
def test_a_forbidden_part_is_seen_however_it_is_written(tmp_path, monkeypatch, line):
    assert kept(tmp_path, monkeypatch, "from django.db import models\n")
    assert not kept(tmp_path, monkeypatch, line)


def test_a_name_that_only_begins_alike_is_no_breach(tmp_path, monkeypatch):
    assert kept(tmp_path, monkeypatch, "import django.https_helper\n")


def kept(folder, monkeypatch, source):
    """Whether a package with one file of `source` keeps the contract."""
    monkeypatch.setattr(contracts, "ROOT", folder)
    (folder / "rooms").mkdir(exist_ok=True)
    (folder / "rooms" / "one.py").write_text(source, encoding="utf-8")
    contract = contracts.ForbiddenParts(
        name="rooms",
        session_options={},
        contract_options={"source_modules": ["rooms"], "forbidden_parts": ["django.http"]},
    )
    return contract.check(graph=None, verbose=False).kept
