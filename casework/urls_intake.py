"""Which pages belong to the work list, a melding and its triage? What each declares stands at its view."""

from django.urls import path

from casework import addressing as addressing  # registers the shape of a reference
from casework.views import health, melding, notices, triage, worklist

urlpatterns = [
    path("", worklist.home, name="home"),
    path("werkvoorraad/", worklist.page, name="worklist"),
    path("werkvoorraad/rijen/", worklist.rows, name="worklist-rows"),
    path("berichten/", notices.page, name="notices"),
    path("melding/nieuw/", melding.new, name="melding-new"),
    path("melding/<ref:ref>/", melding.detail, name="melding"),
    path("melding/<ref:ref>/stap/<slug:step>/", melding.step, name="melding-step"),
    path("melding/<ref:ref>/triage/", triage.page, name="melding-triage"),
    path("melding/<ref:ref>/triage/stap/<slug:step>/", triage.step, name="triage-step"),
    path("health/clocks", health.clocks, name="health-clocks"),
]
