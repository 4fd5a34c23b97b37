"""Which region pack is in force, and what does it say about a term, a door or a ladder?

`prepare` loads the pack of the release once; afterwards the loaded copy in the database wins. Read once per process:
a changed pack is a decision by an administrator and a restart.
"""

from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from casework.directory import melders
from casework.directory.entries import Duty, FeedbackText, Ladder, Rung, Team
from casework.directory.pack import RegionPack, load_pack
from casework.directory.sending import Sending
from workflows import clocks
from workflows.calendars import local_date
from workflows.tree import Tree
from workflows.tree.definition import Question
from workflows.tree.proposal import Proposal

OUTREACH = "BEMOEIZORG"
"""The outcome of the tree that opens a case for outreach."""


PAGED = ("U0", "U1", "U2")
"""The urgencies whose clocks may page somebody."""
HANDOVER = "handover"
"""The step of sharing that offers a person to a receiving team."""

DISCLOSURE = "disclosure"
"""The step of sharing that tells somebody something: by phone, or as a weighed package."""


class Told(NamedTuple):
    """A role in a team, for a notice. An empty team means everyone in that role."""

    team: str
    role: str


class InForce(Sending):
    """The pack in force, asked in the words of the records."""

    outreach_outcome = OUTREACH

    def __init__(self, region: RegionPack, digest: str) -> None:
        self.region = region
        self.digest = digest

    # -- terms and ladders -------------------------------------------------------------------------------

    def due(self, *, kind: str, urgency: str, origin: str, team: str, since: datetime) -> datetime:
        """The end of this term (UTC) in the opening hours of `team`. Raises workflows.clocks.NoTerm."""
        rule = self._rule(kind, since, urgency=urgency, origin=origin)
        return clocks.due(rule.term, since, self.region.team_calendar(team))

    def knows(self, kind: str) -> bool:
        """Does the pack in force have a term of this kind? One that was loaded with an older release may not."""
        return any(row.kind == kind for row in self.region.clocks.rows)

    def then(self, kind: str, *, urgency: str, origin: str, at: datetime) -> str | None:
        """The kind of clock that follows when this one is over; None when its ladder climbs."""
        return self._rule(kind, at, urgency=urgency, origin=origin).then

    def ladder(self, kind: str, *, urgency: str, origin: str, at: datetime) -> Ladder:
        """The rungs this kind of clock climbs."""
        return self.region.ladders[self._rule(kind, at, urgency=urgency, origin=origin).rings]

    def first_ring(
        self, kind: str, *, urgency: str, origin: str, due_at: datetime, at: datetime
    ) -> tuple[int, datetime]:
        """Which rung rings first, and when: an alert before the end that is still to come, or the end itself."""
        ladder = self.ladder(kind, urgency=urgency, origin=origin, at=at)
        for number, rung in enumerate(ladder.rungs):
            if not rung.before:
                return number, due_at
            if self._alert(rung, due_at) > at:
                return number, self._alert(rung, due_at)
        return 0, due_at

    def next_ring(self, ladder: Ladder, rung: int, *, team: str, due_at: datetime, at: datetime) -> datetime:
        """When rung number `rung` is due; past the top, the last pause is repeated until somebody acts."""
        calendar = self.region.team_calendar(team)
        if rung < len(ladder.rungs) and ladder.rungs[rung].before:
            return max(self._alert(ladder.rungs[rung], due_at), at)
        if rung < len(ladder.rungs):
            return max(clocks.due(ladder.rungs[rung].after, due_at, calendar), at)
        return clocks.due(self._pause(ladder), at, calendar)

    @staticmethod
    def _alert(rung: Rung, due_at: datetime) -> datetime:
        """When a rung before the end rings."""
        return due_at - clocks.length(rung.before)

    @staticmethod
    def _pause(ladder: Ladder) -> str:
        longest = ladder.rungs[-1].after
        return longest if longest != "0m" else "1wd"

    def _rule(self, kind: str, on: datetime, *, urgency: str, origin: str) -> clocks.ClockRule:
        return self.region.clocks.term_for(kind, urgency=urgency, origin=origin, on_date=local_date(on))

    # -- who -----------------------------------------------------------------------------------------------

    def told(self, rung: Rung, *, team: str, at: datetime) -> Told:
        """Which role of which team a rung means: the acting team's own, the region, or the duty that answers."""
        entry = self.region.teams[team]
        if rung.to in ("answering_duty", "crisis_duty"):
            of = self.region.about.crisis if rung.to == "crisis_duty" else team
            duty = self.region.answering_duty(of, at)
            return Told(duty.team, duty.role)
        roles = {
            "coordinator": entry.coordinator_role,
            "manager": entry.manager_role,
            "duty": self.standing_duty(team, at).role,
            "owner": "",
            "lookout": "",
        }
        if rung.to == "region":
            return Told(self.region.about.regional, "")
        return Told(team, roles[rung.to])

    def standing_duty(self, team: str, at: datetime) -> Duty:
        """The duty of this team that is on, or the one that comes on when it opens; else who answers for it."""
        own = [duty for duty in self.region.duties if duty.team == team]
        return self.region.duty_of(team, at) or (own[0] if own else self.region.answering_duty(team, at))

    def rings_out_loud(self, kind: str, *, urgency: str, origin: str, at: datetime) -> bool:
        """Is this clock one that pages: U0-U2, on a term that runs on at night?"""
        rule = self._rule(kind, at, urgency=urgency, origin=origin)
        return urgency in PAGED and clocks.is_absolute(rule.term)

    # -- melders -------------------------------------------------------------------------------------------

    def meldpunt(self) -> Team:
        """The team behind the first door of the region."""
        return self.region.teams[self.region.about.meldpunt]

    def feedback_texts(self, at: datetime) -> tuple[FeedbackText, ...]:
        """The fixed texts for melders in force, in the order of the file."""
        return melders.in_force(self.region.feedback, local_date(at))

    def grounds(self, step: str, *, at: datetime) -> tuple[str, ...]:
        """The codes of the legal grounds that fit this step of sharing on this day, in the order of the pack."""
        return self.region.grounds_for(step, local_date(at))

    def without_consent(self, step: str, *, at: datetime) -> tuple[str, ...]:
        """The codes of the grounds that may count for this step without a yes of the person."""
        return tuple(row.code for row in self.region.ground_rows(step, local_date(at)) if row.without_consent)

    def usual_ground(self, recipient_kind: str, *, at: datetime) -> str:
        """The code of the ground that stands ready for a call to this kind of receiver; "" for none."""
        rows = self.region.ground_rows(DISCLOSURE, local_date(at))
        return next((row.code for row in rows if recipient_kind in row.usual_for), "")

    # -- the tree ------------------------------------------------------------------------------------------

    def tree(self, at: datetime) -> Tree:
        """The version of the tree in force."""
        return self.region.tree(local_date(at))

    def walk(self, answers: dict[str, str], *, gemeente: str | None, at: datetime) -> Proposal:
        """The proposal for these answers, in this gemeente, at this moment."""
        return self.tree(at).walk(
            answers, gemeente=gemeente, at=at, office_hours=self.office_hours(at),
            covered_by_fan=self.region.fan_covers(gemeente, local_date(at)),
        )  # fmt: skip

    def next_question(
        self, answers: dict[str, str], *, gemeente: str | None, at: datetime
    ) -> Question | None:
        """The first question of the walk without an answer; None when the tree has enough."""
        return self.tree(at).next_question(
            answers, office_hours=self.office_hours(at),
            covered_by_fan=self.region.fan_covers(gemeente, local_date(at)),
        )  # fmt: skip

    def outcomes(self, at: datetime) -> tuple[str, ...]:
        """The outcomes a human can decide on, in the order of the tree. Bare actions are not among them."""
        known = self.tree(at).definition.outcomes
        return tuple(code for code, outcome in known.items() if outcome.urgency is not None)

    def office_hours(self, at: datetime) -> bool:
        """Is the region's office open at this moment?"""
        return self.region.office_calendar.is_working_time(at)

    def day_team_open(self, at: datetime) -> bool:
        """Is the duty of the meldpunt, which weighs every melding, on at this moment?"""
        return self.region.duty_of(self.region.about.meldpunt, at) is not None

    def night_team(self, gemeente: str, at: datetime) -> str:
        """The team of the evening and night service that is on in this gemeente now; "" for none."""
        won = self.region.routed_by_fan(gemeente, local_date(at)).won
        if won is None or won.leads_to.kind != "covered":
            return ""
        team = won.leads_to.target
        return team if self.region.duty_of(team, at) is not None else ""


@cache
def pack() -> InForce:
    """The pack in force in this process: the loaded copy, or before `prepare` the one of the release."""
    from casework.models import LoadedPack

    loaded = LoadedPack.objects.order_by("-id").first()
    if loaded is None:
        return InForce(load_pack(settings.REGION_DIR), digest_of(files_of(settings.REGION_DIR)))
    return InForce(load_pack(_laid_out(loaded.digest, loaded.files)), loaded.digest)


def files_of(folder: Path) -> dict[str, str]:
    """File name -> text, for every file of a pack."""
    return {
        path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()
    }


def digest_of(files: dict[str, str]) -> str:
    """SHA-256 (hex) over names and texts."""
    whole = sha256()
    for name, text in sorted(files.items()):
        whole.update(f"{len(name)}:{name}{len(text.encode())}:".encode())
        whole.update(text.encode())
    return whole.hexdigest()


def _laid_out(digest: str, files: dict[str, str]) -> Path:
    """The loaded files as a folder, because a pack is read from a folder."""
    if digest == digest_of(files_of(settings.REGION_DIR)):
        return Path(settings.REGION_DIR)
    folder = Path(settings.SLUITEND_DATA) / "region" / digest
    if not folder.exists():
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    return folder
