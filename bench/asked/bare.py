"""What does Django answer when it has nothing to answer? A web application without any middleware or address."""

from django.conf import settings
from django.core.asgi import get_asgi_application

urlpatterns: list[object] = []
settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"])
application = get_asgi_application()
