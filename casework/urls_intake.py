"""Which pages belong to the work list, a melding and its triage, and which action does each declare?"""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
