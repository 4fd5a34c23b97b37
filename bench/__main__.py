"""`python -m bench [name ...]`: runs every benchmark of this folder, or the named ones, one after another."""

import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """2 when a name is unknown, else 0."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = set(sys.argv[1:]) - set(known)
    if unknown:
        print(
            f"No benchmark named {', '.join(sorted(unknown))}; there are {', '.join(known)}.", file=sys.stderr
        )
        return 2
    for name in sys.argv[1:] or known:
        module = import_module(f"bench.{name}")
        print(f"== {name}: {(module.__doc__ or '').splitlines()[0]}")
        module.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
