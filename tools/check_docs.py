"""Do the documents still say what the code says? Generated pages are made again and compared; every path
that a page names must exist. `--write` writes the generated pages instead.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATED = {ROOT / "docs" / "lifecycles.md": ["lifecycles", "--format", "mermaid"]}
# Made on the machine, never in the repository.
MADE = (".venv", "var", "node_modules", "staticfiles", "casework/static/casework/vendor")
CODE = re.compile(r"`([^`\s]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)\)")
PATH = re.compile(r"^[\w.\-]+(/[\w.\-]+)*/?$")


def generated(command: list[str]) -> str:
    """What a management command prints now. Raises CalledProcessError when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def pages() -> list[Path]:
    """Every page written for people."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def missing_paths(page: Path) -> list[str]:
    """Paths a page names that are not in the repository.

    A word in backticks counts as a path when its first part is a folder or file at the root of the
    repository; a link counts when it has no scheme, and is read from the page's own folder.
    """
    text = page.read_text(encoding="utf-8")
    missing = []
    for word in CODE.findall(text):
        word = word.rstrip(".,:;")
        if not PATH.match(word) or word.startswith(MADE) or word.endswith(".mo"):
            continue
        first = word.split("/")[0]
        named = "/" in word and (ROOT / first).exists() and first not in {".", ".."}
        if named and not (ROOT / word).exists():
            missing.append(word)
    for link in LINK.findall(text):
        if not re.match(r"^[a-z]+:", link) and not (page.parent / link).exists():
            missing.append(link)
    return missing


def main() -> int:
    """0 when everything agrees; prints every difference."""
    problems = []
    for page, command in GENERATED.items():
        try:
            now = generated(command)
        except subprocess.CalledProcessError as error:
            problems.append(f"`manage.py {' '.join(command)}` fails: {error.stderr.strip()}")
            continue
        if "--write" in sys.argv:
            page.parent.mkdir(exist_ok=True)
            page.write_text(now, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != now:
            name = page.relative_to(ROOT)
            problems.append(f"{name} differs from the code: run `python tools/check_docs.py --write`")
    for page in pages():
        problems += [
            f"{page.relative_to(ROOT)} names {name}, which does not exist" for name in missing_paths(page)
        ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
