"""What does the lifecycle of a handover remember beside its state? Counts, codes, moments and accounts; no text.

All moments UTC. Lists of ids are joined by commas: they are searched in, and never more than a handful.
"""

from typing import Any

from django.db import models

from workflows import gemeente
from workflows.lifecycle import Lifecycle


class Columns(gemeente.Disputable, Lifecycle):
    """What each mixin of the lifecycle sets.

    `missing_parts`: what the receiver called incomplete. `left_minutes`: opening time the receiver still had when its
    clock was paused; `resumes_until`: when that is over. `stepped_aside`: accounts that know the person and see it no
    more. `been_with`: teams of the gemeente it lay with before. `interim_since`: since when a professional must still
    be named. `waiting_since`: the local day it went on the waiting list; `starts_before`: closing time of the promised
    day. `outside_kind`: "" for a team of the region.
    """

    questions_asked = models.PositiveSmallIntegerField(default=0)
    called_incomplete = models.BooleanField(default=False)
    missing_parts = models.JSONField(default=list)
    left_minutes = models.PositiveIntegerField(default=0)
    resumes_until = models.DateTimeField(null=True)
    stepped_aside = models.TextField(blank=True)
    been_with = models.TextField(blank=True)
    interim_since = models.DateTimeField(null=True)
    start_moved = models.BooleanField(default=False)
    waiting_since = models.DateField(null=True)
    starts_before = models.DateTimeField(null=True)
    joint_contacts = models.PositiveSmallIntegerField(default=0)
    together_reviews = models.PositiveSmallIntegerField(default=0)
    after_contacts = models.PositiveSmallIntegerField(default=0)
    after_contacts_agreed = models.PositiveSmallIntegerField(default=0)
    times_back = models.PositiveSmallIntegerField(default=0)
    recycled_at = models.DateTimeField(null=True)
    outside_kind = models.CharField(max_length=20, blank=True)
    outside_channel = models.CharField(max_length=20, blank=True)
    outside_accepted_on = models.DateField(null=True)

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account and no team.
    sender_team_id: Any
    sender_person_id: Any
    receiver_team: Any
    receiver_team_id: Any
    receiver_person: Any
    receiver_person_id: Any
    start_date: Any
    talk_at: Any
    contact_on: Any
    next_appointment: Any
    reason: Any
