"""Who changed which setting, and what was it before? A readable trail of configuration and accounts.

django-auditlog keeps it, held to the classification: only PUB and INT fields show old and new values, the
others show that they changed. A model with a sealed field is refused: records about persons have the
ledger. Bulk operations pass by unseen, so configuration is saved row by row.
"""

from typing import Any

from auditlog import get_logentry_model
from auditlog.registry import auditlog
from django.db.models import Model
from django.db.models.signals import pre_save

from privacy.declarations import classification
from privacy.errors import Unclassified
from privacy.opaque import MASK

# INT by class, yet a hash of a password is nobody's to read; a login is not a change of configuration.
SECRET = frozenset({"password"})
IGNORED = frozenset({"last_login"})


def register(*models: type[Model]) -> None:
    """Keep the trail of `models`. Raises Unclassified, and ValueError for a model that seals values."""
    for model in models:
        if any(hasattr(field, "seal_name") for field in model._meta.concrete_fields):
            raise ValueError(f"{model._meta.label} seals values; its changes belong in the ledger")
        if auditlog.contains(model):
            continue
        names = [field.name for field in model._meta.concrete_fields]
        auditlog.register(
            model,
            exclude_fields=sorted(IGNORED.intersection(names)),
            mask_fields=[name for name in names if not _readable(model, name)],
            mask_callable=f"{__name__}.masked",
            m2m_fields={field.name for field in model._meta.many_to_many},
            serialize_data=False,
        )
    # By name, so that registering twice connects once.
    pre_save.connect(_strip, sender=get_logentry_model(), dispatch_uid="privacy.trail")


def masked(value: str) -> str:
    """What stands in the trail in place of a value that is not for reading."""
    return MASK


def _readable(model: type[Model], name: str) -> bool:
    try:
        return name not in SECRET and classification(model, name).readable
    except Unclassified:
        raise Unclassified(f"{model._meta.label}.{name}: the trail keeps classified fields only") from None


def _strip(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Whatever text a record gives of itself stays out: its type and key say which one it was."""
    instance.object_repr = f"{instance.content_type.model}:{instance.object_pk}"
    instance.serialized_data = None
    instance.additional_data = None
    for name, said in (instance.changes or {}).items():
        if isinstance(said, dict) and said.get("type") == "m2m":
            instance.changes[name] = {**said, "objects": len(said["objects"])}
