"""Which moment does an address name? Anything may stand in an address; what is no moment in any time zone is none."""

from datetime import UTC, datetime


def moment_in(text: str) -> datetime:
    """An ISO moment with its offset, in UTC. Raises ValueError for anything else, also beyond the calendar."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    try:
        return moment.astimezone(UTC)
    except OverflowError as beyond:
        raise ValueError from beyond
