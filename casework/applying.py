"""When may another region pack take the place of the loaded one, and what changes then?

Somebody decides it, by command; nothing applies a pack by itself. Terms that run keep their end: only what is armed or
rings from then on follows the new pack.
"""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from casework.catalogue import LIFECYCLES
from casework.directory.current import digest_of, files_of, pack
from casework.directory.pack import RegionPack, load_pack
from casework.models import Clock, LoadedPack, Team
from privacy.context import now
from workflows.roles import WIJKTEAM, Role


class NotApplied(Exception):
    """This pack cannot take the place of the loaded one. `reasons`: one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def apply(folder: Path) -> LoadedPack:
    """Put the pack in this folder in force: its teams row by row, and its files. A restart makes every process read it.

    Raises casework.directory.pack.PackError when it has mistakes, NotApplied when something here needs what it lacks.
    """
    region = load_pack(folder)
    with transaction.atomic():
        if reasons := list(_lacking(region)):
            raise NotApplied(reasons)
        loaded = keep(region, files_of(folder))
    pack.cache_clear()
    return loaded


def keep(region: RegionPack, files: dict[str, str]) -> LoadedPack:
    """Row by row, so that the trail of configuration sees each of them."""
    for team in region.teams.values():
        Team.objects.update_or_create(
            id=team.id,
            defaults={
                "name": team.canonical,
                "organisation": team.organisation,
                "roles": list(team.roles),
                "gemeenten": list(team.gemeenten),
                "phone": team.phone,
                "email": team.email,
                "may_receive": bool({*WIJKTEAM, Role.CARE_COORDINATOR}.intersection(team.roles)),
            },
        )
    return LoadedPack.objects.create(
        region=region.about.id, digest=digest_of(files), files=files, loaded_at=now()
    )


def kinds_of(region: RegionPack) -> set[str]:
    """Every kind of term the pack knows."""
    return {row.kind for row in region.clocks.rows}


def _lacking(region: RegionPack) -> Iterator[str]:
    """What this installation needs and this pack does not have, each as a sentence."""
    loaded = pack().region
    if region.about.id != loaded.about.id:
        yield _("This is the pack of %(other)s; here %(region)s is loaded.") % {
            "other": region.about.id, "region": loaded.about.id,
        }  # fmt: skip
    for team in Team.objects.exclude(pk__in=list(region.teams)):
        yield _("Team %(team)s is not in the pack. What it once had still names it: leave it in.") % {
            "team": team.pk
        }
    running = set(Clock.objects.filter(rings_at__isnull=False).values_list("kind", flat=True).distinct())
    asked = {str(state.clock) for noun in LIFECYCLES.values() for state in noun.State if state.clock}
    for kind in sorted((running | asked) & kinds_of(loaded) - kinds_of(region)):
        yield _("The pack has no term %(kind)s, which is used here.") % {"kind": kind}
