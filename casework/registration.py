"""What does an administrator change that must stay readable afterwards? Registered once, at start."""

from privacy import trail


def register() -> None:
    """Accounts, teams, their room and loaded packs: old and new values, without anything sealed."""
    from casework.models import Account, LoadedPack, Team, TeamRoom

    trail.register(Account, Team, TeamRoom, LoadedPack)
