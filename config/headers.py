"""Which headers does every answer carry beside the content policy? Nothing here looks at who asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# Every sensor and device a page could ask for is off, except signing in with a passkey.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "camera",
                "display-capture",
                "geolocation",
                "gyroscope",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "usb",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class HeadersMiddleware:
    """Keeps answers out of other sites and out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # Static files bring their own lifetime; whatever is made for a person is kept nowhere.
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie"])
        return response
