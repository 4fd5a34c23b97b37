"""What goes over with a person? The thirteen parts of a package, which are missing, and the hash that freezes them."""

from casework import access
from casework.digests import digest_over
from casework.models import Handover
from privacy.context import Acting
from workflows.handover import CHECKLIST, REQUIRED


def completed(
    handover: Handover, package: dict[str, str] | None, requested_action: str | None, *, by: Acting
) -> tuple[dict[str, str], str]:
    """The given package and requested action, or those of the draft where nothing was given."""
    if package is not None and requested_action is not None:
        return _listed(package), requested_action
    (kept,) = access.open_fields(
        [(handover, ["package", "requested_action"])], by=by, about=handover.ref, action="handover.read"
    )
    stored = dict(kept.get("package") or {})
    parts = _listed(package if package is not None else stored)
    return parts, requested_action if requested_action is not None else kept.text("requested_action")


def missing_parts(package: dict[str, str], requested_action: str) -> list[str]:
    """The required parts that are still empty, in the order of the checklist."""
    empty = [part for part in REQUIRED if not str(package.get(part) or "").strip()]
    return empty if requested_action.strip() else [*empty, "requested_action"]


def digest_of(package: dict[str, str], requested_action: str) -> str:
    """SHA-256 (hex) over the canonical JSON of what was offered."""
    return digest_over(package, requested_action)


def _listed(package: dict[str, str]) -> dict[str, str]:
    return {part: str(package[part]) for part in CHECKLIST if package.get(part)}
