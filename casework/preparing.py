"""What must stand before anybody can work? Databases, words and the region: made once, then left as they are.

Everything here can be repeated. A newer region pack in the release is shown as a difference and never applied by
itself: the loaded rows are in force until somebody decides otherwise (casework/applying.py).
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction

from casework import nachtkaart_terms
from casework.actions import nachtkaart
from casework.applying import keep, kinds_of
from casework.directory.current import files_of, pack
from casework.directory.pack import load_pack
from casework.edge import system
from casework.models import LoadedPack, Team
from tools.compile_words import compile_catalogue


def prepare() -> Iterator[str]:
    """Bring everything up to date; yields one line per thing as it is done, or differs.

    Raises casework.directory.pack.PackError when the region pack of the release has mistakes and none is loaded.
    """
    yield from migrated()
    yield from worded()
    yield from region_loaded()
    yield from cards_asked()


def migrated() -> Iterator[str]:
    """Every database of the engine in use has the tables of this release."""
    for alias in settings.DATABASES:
        # Keys and ledger hold tables of the kernel alone: nothing else has to be gone through for them.
        labels = () if alias == DEFAULT_DB_ALIAS else ("privacy",)
        call_command("migrate", *labels, database=alias, interactive=False, verbosity=0)
        yield f"Database {alias} is up to date."


def worded() -> list[str]:
    """The Dutch words are compiled where they are not yet."""
    sources = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]
    made = [path for path in sources if not path.with_suffix(".mo").exists() and compile_catalogue(path)]
    return [f"Words are compiled: {path.parts[-3]}." for path in made]


def region_loaded() -> list[str]:
    """The region pack is in the database, once, with a row for each of its teams."""
    if not LoadedPack.objects.exists():
        _load_release()
    loaded = LoadedPack.objects.order_by("-id")[0]
    teams = f"Region {loaded.region}: {Team.objects.count()} teams, pack {loaded.digest[:12]}."
    return [teams, *differences(loaded.files, files_of(settings.REGION_DIR)), *terms_lacking()]


def cards_asked() -> list[str]:
    """Cases that ran before this release, or its region, asked for a nachtkaart are asked for one from now on."""
    without = nachtkaart_terms.asked_nowhere()
    for _, ref in without:
        nachtkaart.ask(by=system(purpose="prepare"), case_ref=ref)
    return [f"{len(without)} running cases are asked for a nachtkaart."] if without else []


def differences(loaded: dict[str, str], release: dict[str, str]) -> list[str]:
    """What the pack of the release has otherwise than the loaded one; nothing of it is in force."""
    return [
        f"{name} of the release differs from the loaded pack; the loaded one stays in force."
        for name in changed(loaded, release)
    ]


def changed(loaded: dict[str, str], other: dict[str, str]) -> list[str]:
    """The names of the files of two packs that are not the same, or are in one of them only."""
    return [name for name in sorted(loaded.keys() | other.keys()) if loaded.get(name) != other.get(name)]


def terms_lacking() -> list[str]:
    """The terms this release works with that the loaded pack does not have: an act that needs one cannot be done."""
    lacking = kinds_of(load_pack(settings.REGION_DIR)) - kinds_of(pack().region)
    return [
        f"The loaded pack has no term {kind}, which this release uses: run manage.py apply_region."
        for kind in sorted(lacking)
    ]


def _load_release() -> None:
    region = load_pack(settings.REGION_DIR)
    files = files_of(settings.REGION_DIR)
    try:
        with transaction.atomic():
            keep(region, files)
    except IntegrityError:
        # Another process loaded the same pack a moment earlier; its rows stand.
        if not LoadedPack.objects.exists():
            raise
    pack.cache_clear()
