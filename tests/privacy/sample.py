"""Two small records to seal with: someone, and a note about someone that is destroyed together with them.

They belong to no installed app; the tables are made for these tests alone.
"""

from django.db import models

from privacy.classification import INT, PER, REP, SPC
from privacy.ids import uuid7
from privacy.sealed import SealedField, SealedJSONField


class Someone(models.Model):
    class Privacy:
        scope = "person"
        fields = {
            "ref": INT,
            "version": INT,
            "name": PER("identity"),
            "concern": SPC("concern"),
            "melder": REP("reporter"),
            "answers": SPC("triage"),
        }

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ref = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField(default=1)
    name = SealedField("sample.name")
    concern = SealedField("sample.concern", blank=True)
    melder = SealedField("sample.melder", blank=True, null=True)
    answers = SealedJSONField("sample.answers", blank=True, default=dict)

    class Meta:
        app_label = "privacy_sample"

    def __str__(self):
        return f"Someone {self.ref}"


class Note(models.Model):
    class Privacy:
        scope = "person"
        fields = {"about": INT, "text": SPC("notes")}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    about = models.ForeignKey(Someone, on_delete=models.CASCADE)
    text = SealedField("sample_note.text")

    class Meta:
        app_label = "privacy_sample"

    def __str__(self):
        return f"Note {self.pk}"

    def sealing_scope(self):
        return "person", str(self.about_id)

    def subject_ref(self):
        return str(self.about_id)
