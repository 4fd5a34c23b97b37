"""Is the house in order? Runs every check, says of each in one line what it found, and ends with the sum.

Nothing here tests behaviour: that is `make test`.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

# What an installation must have set; nothing behind these addresses is asked for anything.
PRODUCTION = {
    "PRODUCTION": "1",
    "DATABASE_URL": "postgresql://sluitend@localhost/sluitend",
    "REDIS_URL": "redis://localhost:6379/0",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ",
    "ALLOWED_HOSTS": "sluitend.example",
    "SITE_URL": "https://sluitend.example",
}
DEPLOY = [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("style", [str(BIN / "ruff"), "check", "--quiet", "."], {}),
    ("layout", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    ("types", [str(BIN / "mypy")], {}),
    ("imports point downwards", [str(BIN / "lint-imports")], {}),
    ("migrations are complete", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
    ("system checks", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"], {}),
    ("every way in says what it does", [PYTHON, "manage.py", "routes"], {}),
    ("deployment checks", DEPLOY, PRODUCTION),
    ("Dutch words", [PYTHON, "tools/check_translations.py"], {}),
    ("documents", [PYTHON, "tools/check_docs.py"], {}),
    ("no region in code", [PYTHON, "tools/check_region_names.py"], {}),
    ("packages fit together", [PYTHON, "-m", "pip", "check"], {}),
    ("one owner per import name", [PYTHON, "tools/guard_distributions.py"], {}),
]


def main() -> int:
    """0 when every check holds; the output of a check is shown only when it does not."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="sluitend-check-") as data:
        for name, command, extra in CHECKS:
            started = time.monotonic()
            # Nobody's own settings or data take part in a check.
            own = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=own | {"SLUITEND_DATA": data} | extra,
                check=False,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            verdict = "no" if done.returncode else "ok"
            print(f"{verdict}  {name} ({time.monotonic() - started:.1f} s)", flush=True)
            if done.returncode:
                print(done.stdout, flush=True)
                failed.append(name)
    print(
        f"{len(CHECKS) - len(failed)} checks hold, {len(failed)} do not" + "".join(f"; {n}" for n in failed)
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
