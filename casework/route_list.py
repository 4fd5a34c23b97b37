"""By which ways can anything be reached or set in motion, and which action does each declare?

Pages carry their declaration themselves (casework/views/declare.py). What is not a page of ours, and what runs without
one, is listed here by name. A way in without an action is printed with `action: null` and must not exist.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import module_has_submodule

from notifications.routing import websocket_urlpatterns

OURS = ("casework", "notifications", "privacy", "config")
WITHOUT_DECLARATION = {
    "config.health": ("health.read", "none"),
    "casework.views.health": ("health.read", "none"),
    "allauth.account": ("account.sign_in", "allauth"),
    "allauth.mfa": ("account.second_factor", "allauth"),
}
"""Package of a view that is no page of ours -> what it does, and what stands before it."""
SOCKETS = {"notifications.consumers.LiveConsumer": "worklist.hint"}
TASKS = {
    "casework.tasks.poll_postbak": "postbak.take_in",
    "casework.tasks.sweep_clocks": "clock.ring",
    "casework.tasks.send_digests": "notice.digest",
    "casework.tasks.ask_owners": "sociale_kaart.remind",
    "notifications.tasks.deliver_due": "outbox.deliver",
    "privacy.tasks.seal_ledger": "ledger.seal",
}
COMMANDS = {
    "account": ("account.enrol", "shell"),
    "actions": ("catalogue.read", "shell"),
    "apply_region": ("region.apply", "shell"),
    "audit_verify": ("ledger.verify", "shell"),
    "calendar": ("calendar.read", "shell"),
    "clock": ("clock.ring", "demo"),
    "crisiswijzer": ("tree.read", "shell"),
    "demo": ("demo.load", "demo"),
    "flush": ("demo.empty", "demo"),
    "import_meldingen": ("melding.receive", "shell"),
    "invariants": ("promises.read", "shell"),
    "lifecycles": ("catalogue.read", "shell"),
    "master_keys": ("keys.make", "shell"),
    "match_pairs": ("pairs.score", "shell"),
    "play": ("scenario.play", "demo"),
    "prepare": ("installation.prepare", "shell"),
    "rehearse_routing": ("routing.rehearse", "shell"),
    "rotate_keys": ("keys.rotate", "shell"),
    "routes": ("catalogue.read", "shell"),
    "seed": ("demo.load", "demo"),
    "start": ("installation.start", "demo"),
}
"""Command -> what it does, and where it may run: `shell` is whoever has the machine, `demo` never in production."""


def listed() -> list[dict[str, Any]]:
    """Every way in: `{kind, route, methods, action, guard}`, one row per action. kind: url, socket, task or command.

    guard: login, public, allauth, none, system, shell or demo. An action of null: nobody said what this way in does.
    """
    return [*urls(), *sockets(), *tasks(), *commands()]


def urls() -> Iterator[dict[str, Any]]:
    """Every address of the site, in the order of the URL files."""
    for route, view in _patterns(get_resolver().url_patterns, "/"):
        declared = getattr(view, "declared", None)
        if declared is not None:
            for names, methods in declared.by_methods():
                for name in names:
                    yield _row("url", route, methods, name, declared.guard)
            continue
        action, guard = _foreign(view)
        yield _row("url", route, _methods(view), action, guard)


def sockets() -> Iterator[dict[str, Any]]:
    """Every address that answers a websocket."""
    for pattern in websocket_urlpatterns:
        consumer: Any = getattr(pattern.callback, "consumer_class", pattern.callback)
        name = f"{consumer.__module__}.{consumer.__qualname__}"
        yield _row("socket", f"/{pattern.pattern}", (), SOCKETS.get(name), "login")


def tasks() -> Iterator[dict[str, Any]]:
    """Every task of ours that a worker can be asked to run."""
    for app in OURS:
        module = import_module(app)
        if module_has_submodule(module, "tasks"):
            import_module(f"{app}.tasks")
    current_app.finalize()
    for name in sorted(current_app.tasks):
        if name.split(".")[0] in OURS:
            yield _row("task", name, (), TASKS.get(name), "system")


def commands() -> Iterator[dict[str, Any]]:
    """Every command of ours."""
    for name, app in sorted(get_commands().items()):
        if str(app) in OURS and app in settings.INSTALLED_APPS:
            action, guard = COMMANDS.get(name, (None, "shell"))
            yield _row("command", name, (), action, guard)


def _row(kind: str, route: str, methods: tuple[str, ...], action: str | None, guard: str) -> dict[str, Any]:
    return {"kind": kind, "route": route, "methods": list(methods), "action": action, "guard": guard}


def _patterns(
    patterns: list[URLPattern | URLResolver], before: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def _foreign(view: Callable[..., Any]) -> tuple[str | None, str]:
    for package, said in WITHOUT_DECLARATION.items():
        if view.__module__.startswith(package):
            return said
    return None, "none"


def _methods(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods a class-based view answers; looking only for a function that does not say."""
    kind = getattr(view, "view_class", None)
    if kind is None:
        return ("GET", "HEAD")
    return tuple(name.upper() for name in kind.http_method_names if hasattr(kind, name) and name != "options")
