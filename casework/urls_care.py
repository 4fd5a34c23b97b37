"""Which pages belong to a case, a handover and the management? What each declares stands at its view."""

from django.urls import path

from casework import addressing as addressing  # registers the shape of a reference
from casework.views import (
    beside,
    case,
    crisis,
    fan_contact,
    handover,
    item_card,
    management,
    nachtkaart,
    reason,
    sharing,
    shielded,
)

urlpatterns = [
    path("casus/<ref:ref>/", case.detail, name="case"),
    path("casus/<ref:ref>/stap/<slug:step>/", case.step, name="case-step"),
    path("casus/<ref:ref>/gedeeld/", sharing.of_case, name="case-shared"),
    path("casus/<ref:ref>/gedeeld/<slug:step>/", sharing.begin, name="case-share"),
    path("melding/<ref:ref>/bellen/", sharing.call_about_melding, name="melding-call"),
    path("verstrekking/", sharing.for_officer, name="disclosures"),
    path("verstrekking/<ref:ref>/", sharing.detail, name="disclosure"),
    path("verstrekking/<ref:ref>/stap/<slug:step>/", sharing.step, name="disclosure-step"),
    path("overdracht/<ref:ref>/", handover.detail, name="handover"),
    path("overdracht/<ref:ref>/stap/<slug:step>/", handover.step, name="handover-step"),
    path("casus/<ref:ref>/afspraken/", case.agreements, name="case-agreements"),
    path("crisis/<ref:ref>/", crisis.detail, name="crisis"),
    path("crisis/<ref:ref>/plan/", crisis.plan, name="crisis-plan"),
    path("crisis/<ref:ref>/stap/<slug:step>/", crisis.step, name="crisis-step"),
    path("fan/beginnen/", fan_contact.begin, name="fan_contact-new"),
    path("fan/<ref:ref>/", fan_contact.detail, name="fan_contact"),
    path("fan/<ref:ref>/stap/<slug:step>/", fan_contact.step, name="fan_contact-step"),
    path("opschaling/<ref:ref>/", beside.escalation, name="escalation"),
    path("opschaling/<ref:ref>/stap/<slug:step>/", beside.escalation_step, name="escalation-step"),
    path("taak/<ref:ref>/", beside.task, name="task"),
    path("taak/<ref:ref>/stap/<slug:step>/", beside.task_step, name="task-step"),
    path("overdracht/<ref:ref>/verteld/", sharing.told_by_receiver, name="handover-told"),
    path("kaart/<ref:ref>/", item_card.detail, name="item-card"),
    path("kaart/<ref:ref>/gezien/", item_card.acknowledge, name="item-card-seen"),
    path("nachtkaart/<ref:ref>/", nachtkaart.detail, name="nachtkaart"),
    path("nachtkaart/<ref:ref>/wie/", nachtkaart.confirm, name="nachtkaart-confirm"),
    path("reden/<ref:ref>/", reason.ask, name="reason"),
    path("reden/<ref:ref>/gezien/", reason.seen, name="reason-seen"),
    path("afgeschermd/", shielded.page, name="shielded"),
    path("beheer/", management.page, name="management"),
    path("beheer/techniek/", management.machine, name="machine"),
    path("beheer/account/<uuid:account_id>/afsluiten/", management.deactivate, name="management-deactivate"),
]
