"""What does an administrator see? Teams, accounts and the loaded pack; never a person somebody is concerned about."""

from difflib import unified_diff
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.directory.current import files_of, pack
from casework.errors import NotYours
from casework.holding import SHIELD, held_by
from casework.models import Account, LoadedPack, Team
from casework.reading.care_words import word
from casework.reading.words import gemeente_word, role_word
from privacy.context import Acting
from workflows.roles import Role

NOT_BREAKING = "\N{NON-BREAKING HYPHEN}"


def may_manage(by: Acting) -> None:
    """Only the functional administrator. Raises NotYours."""
    if by.role != Role.FUNCTIONAL_ADMIN:
        raise NotYours


def read(*, by: Acting) -> dict[str, Any]:
    """Everything of the page. Raises NotYours. Three statements."""
    may_manage(by)
    loaded = LoadedPack.objects.order_by("-id").first()
    accounts = Account.objects.select_related("team").order_by("team__name", "name")
    return {
        "teams": _teams(list(Team.objects.order_by("name"))),
        "accounts": [_account(account) for account in accounts],
        "pack": _pack(loaded), "differences": differences(loaded),
    }  # fmt: skip


def active_account(account_id: UUID, *, by: Acting) -> Account:
    """An active account. Raises NotYours."""
    may_manage(by)
    found = Account.objects.filter(pk=account_id, is_active=True).first()
    if found is None:
        raise NotYours
    return found


def _account(account: Account) -> dict[str, Any]:
    return {"pk": account.pk, "username": account.username, "name": account.name, "role": role_word(account.role),
            "team": account.team.name, "active": account.is_active}  # fmt: skip


def _teams(teams: list[Team]) -> dict[str, Any]:
    """The context of parts/table.html."""
    rows = [
        [team.name, ", ".join(gemeente_word(code) for code in team.gemeenten), team.phone.replace("-", NOT_BREAKING),
         word("yes or no", "yes" if team.may_receive else "no")]
        for team in teams
    ]  # fmt: skip
    columns = [_("Team"), _("Gemeenten"), _("Phone"), _("May receive a handover")]
    return {"id": "teams", "caption": _("Teams"), "columns": columns, "rows": rows}


def _pack(loaded: LoadedPack | None) -> dict[str, Any]:
    return {
        "region": pack().region.about.name, "loaded_at": loaded.loaded_at if loaded else None,
        "digest": (loaded.digest if loaded else pack().digest)[:12],
    }  # fmt: skip


def differences(loaded: LoadedPack | None) -> list[dict[str, Any]]:
    """Per file how the loaded pack differs from the one of this release: {file, added, removed}. Empty when equal."""
    if loaded is None:
        return []
    ours, release = loaded.files, files_of(settings.REGION_DIR)
    changed = sorted(name for name in {*ours, *release} if ours.get(name) != release.get(name))
    return [_difference(name, ours.get(name, ""), release.get(name, "")) for name in changed]


def _difference(name: str, ours: str, release: str) -> dict[str, Any]:
    lines = list(unified_diff(ours.splitlines(), release.splitlines(), lineterm="", n=0))[2:]
    added = [line[1:] for line in lines if line.startswith("+")]
    removed = [line[1:] for line in lines if line.startswith("-")]
    return {"file": name, "added": added, "removed": removed}


def holdings_sentence(account: Account) -> str:
    """What still has to move, in one sentence: kinds and numbers, no reference. Empty when nothing does."""
    parts = [_counted(kind, count) for kind, count in held_by(account).items()]
    return (
        _("Still open with %(name)s: %(items)s.") % {"name": account.name, "items": ", ".join(parts)}
        if parts
        else ""
    )


def _counted(kind: str, count: int) -> str:
    words = {
        "melding": ngettext("%(count)d melding", "%(count)d meldingen", count),
        "triage": ngettext("%(count)d triage", "%(count)d triages", count),
        "case": ngettext("%(count)d case", "%(count)d cases", count),
        "crisis": ngettext("%(count)d crisis", "%(count)d crises", count),
        "fan_profile": ngettext("%(count)d profile at night", "%(count)d profiles at night", count),
        "fan_contact": ngettext("%(count)d contact at night", "%(count)d contacts at night", count),
        "handover": ngettext("%(count)d handover", "%(count)d handovers", count),
        "postbak": ngettext("%(count)d message", "%(count)d messages", count),
        "pattern": ngettext("%(count)d repeated report", "%(count)d repeated reports", count),
        "escalation": ngettext("%(count)d escalation", "%(count)d escalations", count),
        "task": ngettext("%(count)d task of a partner", "%(count)d tasks of partners", count),
        "disclosure": ngettext("%(count)d sharing", "%(count)d sharings", count),
        SHIELD: ngettext("named in %(count)d shielded case", "named in %(count)d shielded cases", count),
    }
    return words[kind] % {"count": count}
