"""Is every import what was pinned, and do the lock files stay free of addresses?"""

import re
from pathlib import Path

import pytest

from tools import guard_distributions

ROOT = Path(__file__).resolve().parents[2]


def test_the_state_machine_comes_from_its_maintained_distribution():
    assert guard_distributions.main() == 0


def test_a_second_owner_of_the_same_folder_is_seen(monkeypatch):
    both = {"django_fsm": ["django-fsm", "django-fsm-2"]}
    monkeypatch.setattr(guard_distributions, "packages_distributions", lambda: both)
    assert guard_distributions.main() == 1


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--find-links", text)
    for requirement in re.findall(r"^[a-z0-9][^\n]*==[^\n]*(?:\n    [^\n]*)*", text, re.MULTILINE):
        assert "--hash=sha256:" in requirement


def test_both_lock_files_agree_on_every_version():
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9\-.]+)==([^\s;\\]+)", text, re.MULTILINE))

    run, dev = versions("requirements.lock"), versions("requirements-dev.lock")
    assert run
    assert run.items() <= dev.items()
