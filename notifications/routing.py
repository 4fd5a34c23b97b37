"""Which addresses answer a socket? One, for every page."""

from typing import Any

from django.urls import path

from notifications.consumers import LiveConsumer

# Channels routes socket applications through Django's path, whose annotation knows only views.
live_socket: Any = LiveConsumer.as_asgi()

websocket_urlpatterns = [path("ws/", live_socket)]
