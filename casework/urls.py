"""Which pages are there? Intake (worklist, melding, triage) and care (case, handover, management) each list theirs."""

from django.urls import include, path

urlpatterns = [
    path("", include("casework.urls_intake")),
    path("", include("casework.urls_care")),
]
