"""What does an installation get from its environment, and when does it refuse to start?"""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

ROOT = Path(__file__).resolve().parents[2]
INSTALLATION = {
    "PRODUCTION": "1",
    "DATABASE_URL": "postgresql://sluitend@localhost/sluitend",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "sluitend.example",
    "SITE_URL": "https://sluitend.example",
}


def settings_say(tmp_path: Path, expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Loads the settings in a process of its own and prints `expression`."""
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings as s; print(({expression}))"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "SLUITEND_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_misspelt_yes_or_no_stops_the_start(monkeypatch):
    monkeypatch.setenv("DEMO", "flase")
    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        env.flag("DEMO", True)


def test_a_port_that_is_no_number_stops_the_start(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    with pytest.raises(ImproperlyConfigured, match="PORT"):
        env.integer("PORT", 8000)


def test_two_processes_starting_together_agree_on_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(env.made_once, [tmp_path / "secret_key"] * 32))
    assert len(secrets) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_the_data_folder_is_closed_to_others(tmp_path, monkeypatch):
    monkeypatch.setenv("SLUITEND_DATA", str(tmp_path / "data"))
    assert stat.S_IMODE(env.folder("SLUITEND_DATA", tmp_path).stat().st_mode) == 0o700


def test_without_addresses_there_are_three_files_and_a_demo(tmp_path):
    done = settings_say(tmp_path, "s.DEMO, [str(d['NAME'].name) for d in s.DATABASES.values()]")
    assert done.stdout.strip() == "(True, ['records.sqlite3', 'keystore.sqlite3', 'ledger.sqlite3'])"


def test_keys_and_access_rows_live_beside_the_records_unless_told_otherwise(tmp_path):
    expression = "[d['NAME'] for d in s.DATABASES.values()]"
    done = settings_say(tmp_path, expression, DATABASE_URL="postgresql://localhost/desk")
    assert done.stdout.strip() == "['desk', 'desk_keystore', 'desk_ledger']"
    done = settings_say(
        tmp_path,
        expression,
        DATABASE_URL="postgresql://localhost/desk",
        KEYSTORE_URL="postgresql://elsewhere/keys",
    )
    assert done.stdout.strip() == "['desk', 'keys', 'desk_ledger']"


def test_values_never_travel_inside_a_statement(tmp_path):
    done = settings_say(
        tmp_path,
        "{d['OPTIONS']['server_side_binding'] for d in s.DATABASES.values()}",
        DATABASE_URL="postgresql://localhost/desk",
    )
    assert done.stdout.strip() == "{True}"


def test_an_installation_uses_cookies_no_other_host_can_set(tmp_path):
    done = settings_say(tmp_path, "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.DEMO", **INSTALLATION)
    assert done.stdout.strip() == "('__Host-sluitend', '__Host-sluitend-csrf', False)"


@pytest.mark.parametrize("missing", sorted(set(INSTALLATION) - {"PRODUCTION"}))
def test_an_installation_does_not_start_half_configured(tmp_path, missing):
    environment = {name: value for name, value in INSTALLATION.items() if name != missing}
    done = settings_say(tmp_path, "s.DEMO", **environment)
    assert done.returncode == 1
    assert f"PRODUCTION=1 needs {missing}" in done.stderr


def test_an_installation_is_never_a_demo(tmp_path):
    done = settings_say(tmp_path, "s.DEMO", **INSTALLATION, DEMO="1")
    assert done.returncode == 1
    assert "exclude each other" in done.stderr


def test_postgresql_weighs_six_tables_at_a_time(tmp_path):
    done = settings_say(
        tmp_path,
        "[one['OPTIONS']['options'] for one in s.DATABASES.values()]",
        DATABASE_URL="postgresql://localhost/desk",
    )
    assert done.stdout.count("-c join_collapse_limit=6 -c jit=off") == 3, done.stderr


def test_two_installations_on_one_redis_do_not_hear_each_other(tmp_path):
    names = {
        settings_say(
            tmp_path,
            "s.CHANNEL_LAYERS['default']['CONFIG']['prefix']",
            REDIS_URL=f"redis://localhost:6379/{one}",
        ).stdout.strip()
        for one in (1, 2)
    }
    assert names == {"sluitend/1", "sluitend/2"}


def test_another_engine_is_refused(tmp_path):
    done = settings_say(tmp_path, "s.DATABASES", DATABASE_URL="mysql://localhost/desk")
    assert done.returncode == 1
    assert "postgresql://" in done.stderr
