"""Which Django app holds the lifecycles? It has no tables of its own."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Lifecycles, guards, clocks, calendars and the triage tree."""

    name = "workflows"
