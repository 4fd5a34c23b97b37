"""Which teams are there, and which region pack was loaded? The pack is read once; afterwards these rows win."""

from django.db import models

from privacy.classification import INT, PUB


class Team(models.Model):
    """An organisational unit that can own items. Its opening hours come from the loaded region pack."""

    id = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=60)
    roles = models.JSONField(default=list)
    gemeenten = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    may_receive = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    class Privacy:
        fields = {
            "id": PUB, "name": PUB, "organisation": PUB, "roles": INT, "gemeenten": PUB,
            "phone": PUB, "email": INT, "may_receive": INT,
        }  # fmt: skip

    def __str__(self) -> str:
        return self.id


class LoadedPack(models.Model):
    """The files of the region pack as they were loaded, with their hash. The newest row is in force."""

    region = models.SlugField(max_length=60)
    digest = models.CharField(max_length=64)
    files = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        get_latest_by = "id"

    class Privacy:
        fields = {"id": INT, "region": PUB, "digest": INT, "files": INT, "loaded_at": INT}

    def __str__(self) -> str:
        return f"{self.region} {self.digest[:12]}"
