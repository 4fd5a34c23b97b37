"""Which Django app holds the records, the actions on them and the screens?"""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Meldingen, persons, cases, handovers and everything people do with them."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what an administrator changes for the readable trail, and the system checks."""
        from casework import registration

        registration.register()
