"""Which pages belong to a case, a handover and the management? What each declares stands at its view."""

from django.urls import path

from casework import addressing as addressing  # registers the shape of a reference
from casework.views import case, handover, management

urlpatterns = [
    path("casus/<ref:ref>/", case.detail, name="case"),
    path("casus/<ref:ref>/stap/<slug:step>/", case.step, name="case-step"),
    path("overdracht/<ref:ref>/", handover.detail, name="handover"),
    path("overdracht/<ref:ref>/stap/<slug:step>/", handover.step, name="handover-step"),
    path("beheer/", management.page, name="management"),
    path("beheer/account/<uuid:account_id>/afsluiten/", management.deactivate, name="management-deactivate"),
]
