"""Which pages belong to a case, a handover and the management of accounts, and which action does each declare?"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
