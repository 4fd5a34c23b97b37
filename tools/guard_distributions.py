"""Is what we import what we pinned? Two distributions own the folder django_fsm; only one may be installed.

Whichever is installed last wins silently, `pip check` does not see it, and the other one changed its licence.
"""

import sys
from importlib.metadata import packages_distributions

EXPECTED = {"django_fsm": ["django-fsm-2"]}


def main() -> int:
    """0 when every guarded import name comes from its one distribution."""
    found = packages_distributions()
    wrong = {name: found.get(name) for name, owners in EXPECTED.items() if found.get(name) != owners}
    for name, owners in wrong.items():
        print(f"{name} must come from {EXPECTED[name]}, but comes from {owners}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
