"""What does an administrator change that must stay readable afterwards? Registered once, at start."""

from privacy import trail


def register() -> None:
    """Accounts, teams, their room, loaded packs and the sociale kaart: old and new values, without anything sealed."""
    from casework.models import Account, ClosedToday, KaartLine, LoadedPack, Team, TeamRoom

    trail.register(Account, Team, TeamRoom, KaartLine, ClosedToday, LoadedPack)
