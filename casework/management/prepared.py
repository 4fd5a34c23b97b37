"""Is this installation prepared? Commands that need its databases ask first and say what to do."""

from django.core.management.base import CommandError
from django.db import DatabaseError

from casework.models import LoadedPack


def require_prepared() -> None:
    """Raises CommandError (exit 2) with one sentence when the databases are not there yet."""
    try:
        ready = LoadedPack.objects.exists()
    except DatabaseError:
        ready = False
    if not ready:
        raise CommandError("The databases are not prepared yet: run manage.py prepare first.", returncode=2)
