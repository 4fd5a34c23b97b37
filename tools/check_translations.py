"""Has every sentence on a screen a Dutch text? Sentences are English in code, Dutch in locale/.

Found in three places: calls of gettext and its kin, templates, and the docstrings of situations (an
exception's docstring is the sentence the person reads). A sentence without a Dutch text and an entry that
occurs twice are reported.
"""

import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from pkgutil import walk_packages
from typing import IO

from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PACKAGES = ("casework", "workflows", "notifications", "privacy", "config")
CATALOGUE = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Sentence = tuple[str, str]  # the sentence (for plurals the singular) and where it was found


def from_python(path: Path) -> Iterator[Sentence]:
    """Literal sentences in calls of gettext and its kin."""
    with path.open("rb") as handle:
        yield from _extracted(handle, path)


def from_template(path: Path) -> Iterator[Sentence]:
    """Sentences in translate and blocktranslate tags, read the way Django itself reads them."""
    from django.utils.translation.template import templatize

    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # Django leaves the calls and makes X of everything else; only the indentation is not Python.
    flush = "\n".join(line.strip() for line in source.splitlines())
    yield from _extracted(io.BytesIO(flush.encode()), path)


def _extracted(handle: IO[bytes], path: Path) -> Iterator[Sentence]:
    for line, message, _, _ in extract("python", handle, KEYWORDS, options={"encoding": "utf-8"}):
        sentence = message if isinstance(message, str) else message[0]
        if sentence:
            yield sentence, f"{path.relative_to(ROOT)}:{line}"


def from_situations() -> Iterator[Sentence]:
    """Docstrings of situations: exceptions of ours that have a `sentence`, with everything loaded."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import_module("config.urls")
    for package in PACKAGES:
        for found in walk_packages([str(ROOT / package)], f"{package}."):
            if ".migrations" not in found.name and ".management" not in found.name:
                import_module(found.name)
    waiting: list[type[BaseException]] = [Exception]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        ours = kind.__module__.split(".")[0] in PACKAGES
        if ours and isinstance(getattr(kind, "sentence", None), property) and kind.__doc__:
            yield cleandoc(kind.__doc__), f"{kind.__module__}.{kind.__qualname__}"


def sentences() -> dict[str, str]:
    """Every sentence in use and one place where it stands."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            found.update((words, where) for words, where in from_python(path) if words not in found)
        for path in sorted((ROOT / package).rglob("*.html")) + sorted((ROOT / package).rglob("*.txt")):
            found.update((words, where) for words, where in from_template(path) if words not in found)
    found.update((words, where) for words, where in from_situations() if words not in found)
    return found


def doubles(text: str) -> list[str]:
    """Entries that stand in a catalogue more than once (with the same context)."""
    entries = re.findall(r'^(?:msgctxt\s+(?:"[^\n]*"\n)+)?msgid\s+(?:"[^\n]*"\n)+', text, re.MULTILINE)
    return [entry.strip() for entry, count in Counter(entries).items() if count > 1]


def main() -> int:
    """0 when every sentence has a Dutch text and the catalogue can be compiled; prints every problem."""
    text = CATALOGUE.read_text(encoding="utf-8")
    with CATALOGUE.open("rb") as handle:
        catalogue = read_po(handle, locale="nl", abort_invalid=True)
    dutch: set[str] = set()
    for entry in catalogue:
        texts = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
        if entry.id and all(texts) and not entry.fuzzy:
            dutch.add(entry.id[0] if isinstance(entry.id, list | tuple) else entry.id)
    problems = [f"twice in the catalogue: {entry}" for entry in doubles(text)]
    problems += [
        f"no Dutch text for {words!r} ({where})" for words, where in sentences().items() if words not in dutch
    ]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
