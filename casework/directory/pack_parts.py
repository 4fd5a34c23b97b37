"""What does a pack consist of? Everything its files say, in file order, not yet checked against each other."""

from dataclasses import dataclass

from casework.directory import entries as e
from casework.directory import melders, routes
from casework.directory import pack_files as rows
from casework.directory.pack_reading import Folder
from workflows.clocks import ClockRule
from workflows.holidays import Holiday


@dataclass(frozen=True)
class Parts:
    """Everything read, not yet checked against each other."""

    about: rows.About
    trees: list[e.TreeInForce]
    gemeenten: list[e.Gemeente]
    pc4: list[dict[str, str]]
    holidays: list[Holiday]
    organisations: list[e.Organisation]
    partners: list[e.PartnerRole]
    teams: list[e.Team]
    duties: list[e.Duty]
    doors: list[e.FrontDoor]
    fan: list[e.FanCoverage]
    card: list[e.CardEntry]
    routes: list[e.Route]
    ladders: list[e.Ladder]
    clocks: list[ClockRule]
    retention: list[e.RetentionClass]
    public_form: e.PublicForm
    feedback: list[e.FeedbackText]
    grounds: list[e.Ground]


def read_parts(folder: Folder) -> Parts:
    """All entries of the pack in `folder`; mistakes are noted there."""
    return Parts(
        about=folder.single("region.toml", "region", rows.about),
        trees=folder.table("region.toml", "tree", rows.tree, by="version"),
        gemeenten=folder.table("gemeenten.toml", "gemeente", rows.gemeente, by="code"),
        pc4=folder.csv_rows("pc4.csv", ("pc4", "woonplaats", "gemeente_code", "gemeente", "kind")),
        holidays=rows.holidays(folder),
        organisations=folder.table("organisations.toml", "organisation", rows.organisation),
        partners=folder.table("organisations.toml", "partner_role", rows.partner),
        teams=folder.table("teams.toml", "team", rows.team),
        duties=folder.table("teams.toml", "duty", rows.duty),
        doors=folder.table("front_doors.toml", "front_door", routes.front_door),
        fan=folder.table("fan_coverage.toml", "fan_coverage", rows.fan, by="gemeente_code"),
        card=folder.table("sociale_kaart.toml", "sociale_kaart", rows.card),
        routes=folder.table("destinations.toml", "destination", routes.route, by="outcome"),
        ladders=folder.table("ladders.toml", "ladder", rows.ladder, by="name"),
        clocks=folder.table("clocks.toml", "clock", rows.clock, by="kind"),
        retention=folder.table("retention.toml", "retention", rows.retention, by="code"),
        public_form=folder.single(melders.FILE, "public_form", melders.public_form),
        feedback=folder.table(melders.FILE, "feedback", melders.feedback),
        grounds=folder.table("grounds.toml", "ground", rows.ground, by="code"),
    )
