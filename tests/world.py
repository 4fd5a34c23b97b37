"""Which people and items does a test need? Builds them in any state, through the same unit of work as the product."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from casework import informing, nachtkaart_terms
from casework.attachments import PIECE
from casework.directory.current import pack
from casework.disclosing import digest_of
from casework.models import (
    Account,
    Advice,
    Attachment,
    AttachmentPiece,
    Case,
    Disclosure,
    DraftForm,
    Escalation,
    Handover,
    Melding,
    PartnerTask,
    Pattern,
    Person,
    PostbakItem,
    Reporter,
    SamePerson,
    Team,
    Triage,
)
from casework.work import working
from privacy.context import Acting, acting, now
from tests.named import (
    GEMEENTE,
    OUTSIDE,
    PARTNER_TEAM,
    TEAM_OF,
    VA,
    WIJKTEAM_TEAM,
)
from tests.night import Night
from workflows.calendars import local_date
from workflows.handover import CHECKLIST
from workflows.roles import Role

MESSAGE = b"From: Piet Voorbeeld <piet@post.example>\r\nSubject: foto\r\n\r\nDe deur van Dijkgraaf.\r\n"
PACKAGE = {part: f"Tekst over {part}." for part in CHECKLIST}


class World(Night):
    """Accounts by role and items by state. Every item belongs to the accounts of this world."""

    def __init__(self) -> None:
        if not Team.objects.exists():
            Team.objects.bulk_create(
                Team(
                    id=team.id, name=team.canonical, organisation=team.organisation, roles=list(team.roles),
                    gemeenten=list(team.gemeenten), phone=team.phone, email=team.email,
                    may_receive=bool({"R50", "R11"}.intersection(team.roles)),
                )
                for team in pack().region.teams.values()
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
        }  # fmt: skip
        return Acting(**(values | changes | ({} if "at" in changes else {"at": now()})))

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
        person = Person(flagged=bool(values.get("flags")), **(given | values))
        self._add(person)
        return person

    def melding(self, state: str = "received", person: Person | None = None, **values: Any) -> Melding:
        """A melding in this state with its reporter and its triage."""
        if state in ("draft", "left_draft"):
            return self.draft(state, **values)
        owner = self.account("R10")
        given: dict[str, Any] = {
            "person": person or self.person(), "door": "meldpunt", "channel": "phone", "received_at": now(),
            "gemeente": GEMEENTE, "anonymity": "known_to_us", "narrative": "Gordijnen dicht, post stapelt zich op.",
            "owner_team_id": VA, "owner_person": owner, "urgency": "U4", "outcome": "BEMOEIZORG", "target": VA,
            "decided_at": now(), "state": state, **self._dispute(state),
            **({"target": WIJKTEAM_TEAM} if state == "disputed" else {}),
        }  # fmt: skip
        melding = Melding(**(given | values))
        reporter = Reporter(
            melding=melding, kind_of_melder="neighbour", name="Mevrouw Buur", phone="085-0000777"
        )
        triage_state = {"received": "open", "screened": "open", "draft": "open"}.get(state, "safety")
        self._add(melding, reporter, self._triage(melding, triage_state))
        return melding

    def draft(self, state: str = "draft", **values: Any) -> Melding:
        """A report that is still being typed, by the triagist of this world."""
        typist = values.pop("owner_person", None) or self.account("R10")
        given: dict[str, Any] = {
            "door": "meldpunt", "channel": "phone", "received_at": now(), "typed_at": now(), "state": state,
            "anonymity": "known_to_us", "owner_person": typist, "owner_team_id": typist.team_id,
        }  # fmt: skip
        drawn_up = {name: value for name, value in values.items() if name not in ("feedback", "target")}
        melding = Melding(**(given | drawn_up))
        self._add(melding, DraftForm(melding=melding, page="0" * 64, typed={"narrative": ["Roept al uren."]}))
        return melding

    def _dispute(self, state: str) -> dict[str, Any]:
        """What an item in a dispute knows: the wijkteam named another gemeente, the team lead proposed one."""
        if state != "disputed":
            return {}
        return {"named_gemeente": "0184", "ruled_gemeente": GEMEENTE, "ruled_by": self.account("R12").pk,
                "disputed_at": now()}  # fmt: skip

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

    def advice(self, **values: Any) -> Advice:
        """An advice by the triagist of this world."""
        given: dict[str, Any] = {
            "topics": ["money"], "asker": "family", "minutes": 10, "door": "meldpunt", "gemeente": GEMEENTE,
            "team_id": VA, "given_by": self.account("R10"),
        }  # fmt: skip
        advice = Advice(**(given | values))
        self._add(advice)
        return advice

    def case(self, state: str = "contact_phase", **values: Any) -> Case:
        """A case in this state, owned by the care coordinator of this world."""
        melding = values.pop("melding", None) or self.melding("in_care")
        given: dict[str, Any] = {
            "person": melding.person, "melding": melding, "urgency": "U4", "gemeente": GEMEENTE, "owner_team_id": VA,
            "owner_person": self.account("R11"), "term_from": now() - timedelta(minutes=1), "state": state,
            "goal": "Weer koken",
        }  # fmt: skip
        case = Case(**(given | values))
        by = self.system()
        with acting(by), working(by, "test.world") as work:
            work.add(case)
            if not case.state_info.final:
                informing.begin(case, since=by.at)
                if case.owner_person is not None:
                    nachtkaart_terms.begin_if_needed(case, at=by.at)
        return case

    def handover(self, state: str = "offered", **values: Any) -> Handover:
        """A handover in this state, from the care coordinator to the wijkteam of this world."""
        landed = state in ("confirmed", "confirmed_outside")
        crisis = values.get("crisis")
        case = values.pop("case", None) or (
            None if crisis else self.case("aftercare" if landed else "handing_over")
        )
        moment = now()
        given: dict[str, Any] = {
            "case": case, "person": case.person if case else None, "urgency": "U4", "gemeente": GEMEENTE,
            "sender_team_id": VA,
            "sender_person": self.account("R11"), "owner_team_id": VA, "owner_person": self.account("R11"),
            "receiver_team_id": WIJKTEAM_TEAM, "receiver_person": self.account("R50"), "ground": "L10",
            "consent": "yes", "offered_at": moment, "accepted_at": moment, "talk_held_at": moment,
            "package": PACKAGE, "requested_action": "Begeleiding bij het huishouden", "state": state,
            **self._dispute(state), **(OUTSIDE if state.endswith("_outside") else {}),
            **({"missing_parts": ["network"], "called_incomplete": True} if state == "incomplete" else {}),
            **({"contact_on": local_date(moment), "confirmed_at": moment} if landed else {}),
        }  # fmt: skip
        handover = Handover(**(given | values))
        self._add(handover)
        return handover

    def postbak(self, state: str = "unread", original: bytes = MESSAGE, **values: Any) -> PostbakItem:
        """A message that waits in this state, with what came in."""
        given: dict[str, Any] = {
            "owner_team_id": VA, "owner_person": self.account("R10"), "state": state, "why": "only_attachments",
            "source_digest": sha256(f"{PostbakItem.objects.count()}".encode()).hexdigest(), "size": len(original),
            "reason": "spam" if state == "set_aside" else "",
        }  # fmt: skip
        item = PostbakItem(**(given | values))
        kept = Attachment(item=item, number=0, size=len(original), name="file:foto Dijkgraaf.eml", type="")
        pieces = [
            AttachmentPiece(attachment=kept, number=number, content=original[at : at + PIECE])
            for number, at in enumerate(range(0, len(original), PIECE))
        ]
        self._add(item, kept, *pieces)
        return item

    def disclosure(self, state: str = "proposed", **values: Any) -> Disclosure:
        """A disclosure in this state, of a case of the care coordinator, that a colleague began."""
        case = values.pop("case", None) or self.case("guidance")
        package = {"text": "Belt elke dinsdag.", "values": {"name": "Gerben Dijkgraaf"}}
        given: dict[str, Any] = {
            "case": case, "person": case.person, "urgency": "U1", "gemeente": GEMEENTE, "owner_team_id": VA,
            "owner_person": self.account("R11"), "proposed_by": self.account("R11", "eerste-zorgcoordinator"),
            "way": "package", "recipient_kind": "ggz", "recipient": "Poli Voorbeeld", "kinds": ["name", "agreements"],
            "ground": "L12", "consent": "yes", "package": package, "held_back": "De rest is niet nodig.",
            "valid_until": date(2031, 6, 10), "state": state,
        }  # fmt: skip
        disclosure = Disclosure(**(given | values))
        disclosure.package_digest = digest_of(disclosure, package, "Poli Voorbeeld", disclosure.valid_until)
        self._add(disclosure)
        return disclosure

    def tied(self, melding: Melding, earlier: Person | None = None) -> Melding:
        """The same melding, whose person a triagist said to be this earlier one."""
        self._add(
            SamePerson(
                earlier=earlier or self.person(), later=melding.person, melding=melding, why="Zelfde adres.",
                said_by=self.account("R10"),
            )
        )  # fmt: skip
        return melding

    def pattern(self, state: str = "open", **values: Any) -> Pattern:
        """A question to the team lead about somebody who was reported again and again."""
        melding = values.pop("melding", None) or self.melding("linked")
        given: dict[str, Any] = {
            "person": melding.person, "melding": melding, "cause": "three_reports", "gemeente": GEMEENTE,
            "owner_team_id": VA, "owner_person": self.account("R12"), "state": state, "reason": "Loopt al.",
        }  # fmt: skip
        pattern = Pattern(**(given | values))
        self._add(pattern)
        return pattern

    def _beside(self, case: Case | None) -> dict[str, Any]:
        """What every item beside a case takes from it."""
        case = case or self.case("guidance")
        return {"case": case, "person": case.person, "urgency": "U4", "gemeente": GEMEENTE, "owner_team_id": VA,
                "owner_person": self.account("R11")}  # fmt: skip

    def escalation(self, state: str = "open", case: Case | None = None, **values: Any) -> Escalation:
        """Something that lies with another service, followed by the care coordinator of this world."""
        given: dict[str, Any] = {
            "chain": "vt", "acceptor": "M. Jansen", "asked_on": local_date(now()), "state": state,
        }  # fmt: skip
        beside = {} if values.get("crisis") else self._beside(case)
        escalation = Escalation(**(beside | given | values))
        self._add(escalation)
        return escalation

    def task(self, state: str = "offered", case: Case | None = None, **values: Any) -> PartnerTask:
        """A task for the partner of this world, who has it by name once it is accepted."""
        given: dict[str, Any] = {
            "sender_team_id": VA, "sender_person": self.account("R11"), "receiver_team_id": PARTNER_TEAM,
            "receiver_person": None if state == "offered" else self.account("R40"),
            "ask": "Gaat u mee op bezoek?", "released": ["address", "name"],
            "package": {"name": "Gerben Dijkgraaf", "address": "Voorbeeldpad 12"}, "state": state,
        }  # fmt: skip
        task = PartnerTask(**(self._beside(case) | given | values))
        self._add(task)
        return task
