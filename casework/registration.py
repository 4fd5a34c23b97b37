"""What does an administrator change that must stay readable afterwards? Registered once, at start."""

from privacy import trail


def register() -> None:
    """Accounts, teams and loaded packs: old and new values, without anything sealed."""
    from casework.models import Account, LoadedPack, Team

    trail.register(Account, Team, LoadedPack)
