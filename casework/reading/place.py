"""Why here? The four facts of place, the gemeente with its reason, a dispute about it, and where the melding went."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.access import Opened
from casework.models import Melding
from casework.place import follows_from_postcode
from casework.reading.words import gemeente_word, outcome_word, team_word

Facts = list[dict[str, str]]


def fact(label: str, value: object, note: str = "") -> dict[str, str]:
    """One pair for parts/facts.html."""
    return {"label": label, "value": str(value or ""), "note": note}


def to_call(label: str, phone: str) -> dict[str, str]:
    """A number, as a link where there is something to dial."""
    return fact(label, phone) | ({"call": "yes"} if any(map(str.isdigit, phone)) else {})


def facts(melding: Melding, story: Opened, person: Opened) -> Facts:
    """The pairs of the section "where it belongs", as far as this reader may know."""
    return [
        fact(_("Gemeente"), gemeente_word(melding.gemeente), why(melding)),
        *_written(story, ("gemeente_reason", _("Because"))),
        *_four(melding, story, person),
        *_dispute(melding, story),
        *_onward(melding, story),
    ]


def known(melding: Melding, story: Opened, person: Opened) -> dict[str, str]:
    """What the form that decides about the gemeente starts with."""
    return {
        "gemeente": melding.gemeente, "stays_gemeente": melding.stays_gemeente, "location": story.text("location"),
        "origin": person.text("origin"), "paying": melding.person.paying_gemeente if melding.person else "",
    }  # fmt: skip


def why(melding: Melding) -> str:
    """In a few words: by which rule it is this gemeente. Needs its person loaded."""
    if not melding.gemeente:
        return _("nobody knows it yet: a person decides")
    if melding.gemeente_settled:
        return _("decided by two people after a dispute")
    if melding.person and melding.gemeente_rule in ("", "postcode") and follows_from_postcode(melding):
        return _("follows from postcode %(pc4)s") % {"pc4": melding.person.pc4}
    if melding.gemeente_rule in ("", "told") and melding.gemeente_reason is None:
        return _("chosen by who wrote the melding down")
    return pgettext("gemeente rule", melding.gemeente_rule)


def _four(melding: Melding, story: Opened, person: Opened) -> Facts:
    """Where the person is, lives, comes from, and who pays: each with what it decides about."""
    found = now_at(melding, story)
    if "street" in person:
        address = (person.text("street", "house_number"), person.text("postcode", "woonplaats"))
        home = ", ".join(filter(None, address)) or _("no address known: a person decides")
        found.append(fact(_("Home address"), home, _("decides about Wmo and wijkteam")))
    found += _written(person, ("origin", _("Gemeente of origin")))
    paying = melding.person.paying_gemeente if melding.person else ""
    if paying:
        found.append(fact(_("Gemeente that pays"), gemeente_word(paying)))
    return found


def now_at(melding: Melding, story: Opened) -> Facts:
    """Where the person is at this moment; nothing when nobody said it."""
    staying = gemeente_word(melding.stays_gemeente) if melding.stays_gemeente else ""
    where = ", ".join(filter(None, (story.text("location"), staying)))
    return [fact(_("Where is the person now?"), where, _("decides about a crisismaatregel"))] if where else []


def _dispute(melding: Melding, story: Opened) -> Facts:
    """What was said about another gemeente, while it is not decided and after it."""
    found = []
    if melding.state == "disputed":
        found.append(fact(_("Gemeente that was named"), gemeente_word(melding.named_gemeente)))
        if melding.ruled_gemeente:
            found.append(fact(_("Gemeente that is proposed"), gemeente_word(melding.ruled_gemeente)))
    return found + _written(
        story, ("dispute_reason", _("Why another gemeente")), ("ruling_reason", _("Why it was decided so"))
    )


def _onward(melding: Melding, story: Opened) -> Facts:
    found = []
    if melding.outcome:
        found = [
            fact(_("Outcome"), outcome_word(melding.outcome)),
            fact(_("Goes to"), team_word(melding.target)),
        ]
    return found + _written(story, ("acceptor", _("Taken by")))


def _written(opened: Opened, *asked: tuple[str, str]) -> Facts:
    return [fact(label, opened.text(name)) for name, label in asked if opened.text(name)]
