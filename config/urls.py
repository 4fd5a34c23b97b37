"""Which addresses exist? The product's own, signing in, and the two questions a monitor asks."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("account/", include("allauth.urls")),
    path("", include("casework.urls")),
]
