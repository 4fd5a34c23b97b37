"""Which people and items does a test need? Builds them in any state, through the same unit of work as the product."""

from datetime import timedelta
from typing import Any

from casework.directory.current import pack
from casework.models import Account, Case, Handover, Melding, Person, Reporter, Team, Triage
from casework.work import working
from privacy.context import Acting, acting, now
from workflows.handover import CHECKLIST
from workflows.roles import Role

VA = "va-meldpunt"
WIJKTEAM_TEAM = "wijkteam-dronten"
GEMEENTE = "0303"
TEAM_OF = {
    **dict.fromkeys(("R10", "R11", "R12", "R92", "R90"), VA),
    **dict.fromkeys(("R20", "R21"), "crisisteam"),
    **dict.fromkeys(("R50", "R51", "R52"), WIJKTEAM_TEAM),
    **dict.fromkeys(("R30", "R31"), "fan-noord"),
    "R13": "regio-flevoland",
}
PACKAGE = {part: f"Tekst over {part}." for part in CHECKLIST}


class World:
    """Accounts by role and items by state. Every item belongs to the accounts of this world."""

    def __init__(self) -> None:
        for team in pack().region.teams.values():
            Team.objects.update_or_create(
                id=team.id,
                defaults={
                    "name": team.canonical, "organisation": team.organisation, "roles": list(team.roles),
                    "gemeenten": list(team.gemeenten), "phone": team.phone, "email": team.email,
                    "may_receive": "R50" in team.roles,
                },
            )  # fmt: skip
        self.accounts: dict[str, Account] = {}

    def account(self, role: str, name: str = "", team: str = "") -> Account:
        """The account with this role (and name): made at the first asking."""
        key = name or f"person-{role.lower()}"
        if key not in self.accounts:
            self.accounts[key] = Account.objects.create_user(
                key, "een lang wachtwoord", name=key.title(), role=role, email=f"{key}@voorbeeld.example",
                team_id=team or TEAM_OF.get(role, VA),
            )  # fmt: skip
        return self.accounts[key]

    def by(self, account: Account, **changes: Any) -> Acting:
        """This account acting now."""
        values: dict[str, Any] = {
            "actor": str(account.pk), "role": account.role, "unit": str(account.team_id), "purpose": "test",
            "at": now(),
        }  # fmt: skip
        return Acting(**(values | changes))

    def system(self) -> Acting:
        """The system acting now."""
        return Acting(actor="00000000-0000-0000-0000-000000000000", role=Role.SYSTEM, unit="system", purpose="test",
                      at=now())  # fmt: skip

    def _add(self, *records: Any) -> None:
        by = self.system()
        with acting(by), working(by, "test.world") as work:
            for record in records:
                work.add(record)

    def person(self, **values: Any) -> Person:
        """A person with a name, an address and flags."""
        given = {"given": "Gerben", "surname": "Dijkgraaf", "postcode": "8255 AB", "house_number": "12",
                 "street": "Voorbeeldpad", "woonplaats": "Swifterbant", "pc4": "8255", "gemeente": GEMEENTE,
                 "birthdate": "1972-05-01", "flags": []}  # fmt: skip
        person = Person(**(given | values))
        self._add(person)
        return person

    def melding(self, state: str = "received", person: Person | None = None, **values: Any) -> Melding:
        """A melding in this state with its reporter and its triage."""
        owner = self.account("R10")
        given: dict[str, Any] = {
            "person": person or self.person(), "door": "meldpunt", "channel": "phone", "received_at": now(),
            "gemeente": GEMEENTE, "anonymity": "known_to_us", "narrative": "Gordijnen dicht, post stapelt zich op.",
            "owner_team_id": VA, "owner_person": owner, "urgency": "U4", "outcome": "BEMOEIZORG", "target": VA,
            "decided_at": now(), "state": state,
        }  # fmt: skip
        melding = Melding(**(given | values))
        reporter = Reporter(
            melding=melding, kind_of_melder="neighbour", name="Mevrouw Buur", phone="085-0000777"
        )
        triage_state = {"received": "open", "screened": "open", "draft": "open"}.get(state, "safety")
        self._add(melding, reporter, self._triage(melding, triage_state))
        return melding

    def _triage(self, melding: Melding, state: str, **values: Any) -> Triage:
        given: dict[str, Any] = {
            "melding": melding, "owner_team_id": VA, "owner_person": self.account("R10"), "state": state,
            "tree_version": pack().tree(now()).version, "answers": dict.fromkeys(("Q1", "Q1b", "Q2", "Q3"), "no"),
            "decided_by": self.account("R10").pk, "proposal_outcome": "BEMOEIZORG", "proposal_urgency": "U4",
            "outcome": "WIJKTEAM", "urgency": "U5",
        }  # fmt: skip
        return Triage(**(given | values))

    def triage(self, state: str = "safety", **values: Any) -> Triage:
        """A triage in this state, of a melding in triage."""
        person = self.person()
        melding = Melding(
            person=person, door="meldpunt", channel="phone", received_at=now(), gemeente=GEMEENTE,
            anonymity="known_to_us", narrative="Verward op straat.", owner_team_id=VA, owner_person=self.account("R10"),
            state="in_triage",
        )  # fmt: skip
        triage = self._triage(melding, state, **values)
        self._add(melding, Reporter(melding=melding, kind_of_melder="police"), triage)
        return triage

    def case(self, state: str = "contact_phase", **values: Any) -> Case:
        """A case in this state, owned by the care coordinator of this world."""
        melding = values.pop("melding", None) or self.melding("in_care")
        given: dict[str, Any] = {
            "person": melding.person, "melding": melding, "urgency": "U4", "gemeente": GEMEENTE, "owner_team_id": VA,
            "owner_person": self.account("R11"), "term_from": now() - timedelta(minutes=1), "state": state,
            "goal": "Weer koken",
        }  # fmt: skip
        case = Case(**(given | values))
        self._add(case)
        return case

    def handover(self, state: str = "offered", **values: Any) -> Handover:
        """A handover in this state, from the care coordinator to the wijkteam of this world."""
        case = values.pop("case", None) or self.case("aftercare" if state == "confirmed" else "handing_over")
        moment = now()
        given: dict[str, Any] = {
            "case": case, "person": case.person, "urgency": "U4", "gemeente": GEMEENTE, "sender_team_id": VA,
            "sender_person": self.account("R11"), "owner_team_id": VA, "owner_person": self.account("R11"),
            "receiver_team_id": WIJKTEAM_TEAM, "receiver_person": self.account("R50"), "ground": "L10",
            "consent": "yes", "offered_at": moment, "accepted_at": moment, "talk_held_at": moment,
            "package": PACKAGE, "requested_action": "Begeleiding bij het huishouden", "state": state,
        }  # fmt: skip
        handover = Handover(**(given | values))
        self._add(handover)
        return handover
