"""What is there to see in an empty demonstration? Accounts for every role, and stories played through the real actions.

Only fictional people. The stories are scenario files in the region pack's folder `demo`, with moments counted from now.
Everything or nothing: whoever interrupts the loading finds the database as empty as before.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from casework.directory.current import pack
from casework.models import Account, Melding
from casework.play.player import Player
from casework.play.reader import read
from casework.reading.words import role_word, team_word
from casework.timetravel import advance_to
from privacy.context import now, set_offset

SIGN_IN_WITH = "samen-sluitend"
"""The same for every account of the demonstration; these protect nothing that is real."""


class StoryBroken(Exception):
    """A story of the demonstration does not go as it is written."""


def is_empty() -> bool:
    """Nobody works here yet and nothing came in."""
    return not (Account.objects.exists() or Melding.objects.exists())


def load() -> int:
    """Play every story of the region, the clocks on the way included; the number of stories.

    Raises StoryBroken, or casework.play.scenario.ScenarioError with every mistake in a file.
    """
    files = sorted((Path(settings.REGION_DIR) / "demo").glob("[0-9]*.toml"))
    with transaction.atomic():
        set_offset(timedelta(0))
        today = now()
        for path in files:
            _play(path, today)
        set_offset(timedelta(0))
    return len(files)


def _play(path: Path, today: datetime) -> None:
    scenario = read(path, pack().region, start=today)
    for played in Player(scenario, password=SIGN_IN_WITH, watch=False).play():
        if played.differences:
            raise StoryBroken(f"{path.name}, {played.line}")
    advance_to(today, begin=scenario.steps[-1].at)


def logins() -> list[str]:
    """One line per account that can sign in, and the word to sign in with; empty without accounts."""
    accounts = list(Account.objects.filter(is_active=True).order_by("team", "role", "username"))
    demo = [account for account in accounts if account.email.endswith("@voorbeeld.example")]
    if not demo:
        return []
    width = max(len(account.username) for account in demo)
    lines = [
        f"  {account.username:<{width}}  {account.role}  {role_word(account.role)}, {team_word(account.team_id)}"
        for account in demo
    ]
    return ["Sign in with one of these names:", *lines, f"The password of all of them: {SIGN_IN_WITH}"]
