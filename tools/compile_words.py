"""Are the Dutch words ready for use? Compiles every catalogue in locale/ that is newer than its result.

Babel does it in Python alone, so a machine without gettext has its words as well.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogue(source: Path) -> bool:
    """Writes the .mo beside `source` when needed; True when it was written. Raises PoFileError."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as handle:
        catalogue = read_po(handle, locale=source.parts[-3], abort_invalid=True)
    draft = target.with_suffix(".new")
    with draft.open("wb") as handle:
        write_mo(handle, catalogue)
    draft.replace(target)
    return True


def main() -> int:
    """Compiles everything; 1 with one line when a catalogue cannot be read."""
    for source in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        name = source.relative_to(ROOT)
        try:
            if compile_catalogue(source):
                print(f"Compiled {name}.")
        except PoFileError as error:
            print(f"{name} cannot be compiled: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
