"""Where does a request or a socket go? Pages to Django, sockets of our own pages to notifications."""

import os
from typing import Any, cast

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# Loads the apps; consumers can be imported only after it.
pages = get_asgi_application()

from notifications.routing import websocket_urlpatterns  # noqa: E402  the apps must be loaded first

# The stubs know only the patterns that channels itself extends; path() gives those as well.
sockets = URLRouter(cast(Any, websocket_urlpatterns))
application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(sockets)),
    }
)
