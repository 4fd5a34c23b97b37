"""Why is it here? The rule that counted in one sentence, then every other with why not. Teams and codes, no people."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casework.directory.current import pack
from casework.directory.entries import FrontDoor, Leads, Route
from casework.directory.sending import SCREENING
from casework.models import Melding
from casework.reading.words import gemeente_word, outcome_word, team_word
from casework.routing import Came, came
from workflows.routing import Lost, Rule

ELSEWHERE_WORDS: dict[Lost, Callable[[], str]] = {
    Lost.OTHER_GEMEENTE: lambda: _("is for %(gemeenten)s"),
    Lost.GEMEENTE_UNKNOWN: lambda: _("is for %(gemeenten)s, and nobody knew the gemeente"),
}


def explained(melding: Melding) -> dict[str, Any]:
    """The context of parts/routing.html: sentence, rule, fan, note, lost [{name, why}]. No statement."""
    found = came(melding)
    return {
        "sentence": _sentence(found, melding),
        "rule": _rule(found.sent.rule),
        "fan": _fan(found.fan) if found.fan else "",
        "note": "" if found.as_the_rules_say else _otherwise(found),
        "lost": _lost(found),
    }


def _sentence(found: Came, melding: Melding) -> str:
    leads, screening = found.sent.rule.leads_to, melding.screening.replace("_", " ")
    said = {
        "target": team_word(found.sent.target.target), "gemeente": gemeente_word(melding.gemeente),
        "door": melding.door, "outcome": outcome_word(melding.outcome),
        "screening": pgettext("screening", screening),
        "service": leads.entry.name if leads.entry else "",
    }  # fmt: skip
    sentences = {
        "card": _("%(outcome)s in %(gemeente)s goes to %(target)s. The sociale kaart says so."),
        "card closed": _(
            "%(outcome)s in %(gemeente)s goes to %(target)s: %(service)s was closed at that hour."
        ),
        "instead": _("%(outcome)s goes to %(target)s: there is no %(service)s in %(gemeente)s."),
        "team": _("%(outcome)s goes to %(target)s."),
        "team here": _("%(outcome)s in %(gemeente)s goes to %(target)s."),
        "outside": _("%(outcome)s goes to %(target)s, outside our teams."),
        "nowhere": _("Where %(outcome)s goes depends on the gemeente, and nobody knew it."),
        "door": _("What comes in by the door of the %(door)s goes to %(target)s."),
        "fallback": _("No team of the door %(door)s works in this gemeente, so %(target)s takes it."),
        "screening": _("The duty said at night: “%(screening)s”. That goes to %(target)s."),
    }
    return sentences[_kind(found)] % said


def _kind(found: Came) -> str:
    """Which of the sentences fits: a rule for one gemeente and a service that was closed have their own."""
    leads = found.sent.rule.leads_to
    if leads.kind == "team" and found.sent.rule.gemeenten:
        return "team here"
    if leads.kind == "card" and found.sent.target.name not in (
        _name(leads),
        leads.entry and leads.entry.name,
    ):
        return "card closed"
    return leads.kind


def _rule(rule: Rule[Leads]) -> str:
    """Which rule that is, since when it counts, and who decided that; "" for what no region can change."""
    if rule.leads_to.kind == SCREENING:
        return ""
    entry, row = rule.leads_to.entry, rule.leads_to.row
    parts = [_("rule %(id)s") % {"id": rule.id}]
    if rule.gemeenten:
        parts.append(_("only for %(gemeenten)s") % {"gemeenten": _gemeenten(rule.gemeenten)})
    since = _("in force since %(day)s") % {"day": _day(rule.valid_from)}
    parts.append(since if rule.valid_from else _("in force from the beginning"))
    if entry is not None:
        said = {"id": entry.id, "day": _day(entry.confirmed_on)}
        parts.append(_("line %(id)s of the sociale kaart, confirmed on %(day)s") % said)
    if isinstance(row, FrontDoor):
        parts.append(_("confirmed on %(day)s") % {"day": _day(row.provenance.confirmed_on)})
    if isinstance(row, Route) and row.source:
        parts.append(row.source)
    return ", ".join(parts)


def _fan(rule: Rule[Leads]) -> str:
    """Whether the evening and night service comes, which the outcome depends on."""
    said = {"gemeente": _gemeenten(rule.gemeenten), "team": team_word(rule.leads_to.target),
            "day": _day(rule.valid_from)}  # fmt: skip
    if rule.leads_to.kind == "covered":
        return _("In the evening and at night %(team)s comes in %(gemeente)s, since %(day)s.") % said
    return _("The evening and night service does not come in %(gemeente)s, since %(day)s.") % said


def _otherwise(found: Came) -> str:
    said = {"here": team_word(found.here)}
    return _("It lies with %(here)s all the same: people decided so, or the rule changed later.") % said


def _lost(found: Came) -> list[dict[str, str]]:
    """Every other team a rule leads to, once, with why it did not count."""
    won = {team_word(found.sent.target.target), _name(found.sent.rule.leads_to), ""}
    by_name: dict[str, list[tuple[Rule[Leads], Lost]]] = {}
    for rule, lost in found.sent.lost:
        by_name.setdefault(_name(rule.leads_to), []).append((rule, lost))
    return [{"name": name, "why": _whys(rules)} for name, rules in by_name.items() if name not in won]


def _name(leads: Leads) -> str:
    """The team; for a service without accounts its name on the sociale kaart."""
    outside = leads.entry is not None and leads.target not in pack().region.teams
    return leads.entry.name if leads.entry and outside else team_word(leads.target)


def _whys(rules: list[tuple[Rule[Leads], Lost]]) -> str:
    """What kept this team from it here; for which other gemeenten it is only when there is nothing nearer."""
    nearer = [(rule, lost) for rule, lost in rules if lost not in ELSEWHERE_WORDS]
    if nearer:
        return ", ".join(dict.fromkeys(_why(rule, lost) for rule, lost in nearer))
    codes = dict.fromkeys(code for rule, _reason in rules for code in rule.only_in or rule.gemeenten)
    return ELSEWHERE_WORDS[rules[0][1]]() % {"gemeenten": _gemeenten(list(codes))}


def _why(rule: Rule[Leads], lost: Lost) -> str:
    """Why this rule did not count, in a few words."""
    if rule.leads_to.kind == "fallback":
        return _("counts only where no team of this door works")
    reasons = {
        Lost.OTHER_DOOR: _("it came in by another door"),
        Lost.NOT_YET: _("counts only from %(day)s") % {"day": _day(rule.valid_from)},
        Lost.OVER: _("counted until %(day)s") % {"day": _day(rule.valid_until)},
        Lost.LESS_PRECISE: _("there is a rule for this gemeente alone"),
        Lost.REPLACED: _("a later rule took its place"),
        Lost.SECOND_WAY: _("counts only where the sociale kaart names nobody"),
    }
    return reasons[lost]


def _gemeenten(codes: Sequence[str]) -> str:
    return ", ".join(gemeente_word(code) for code in codes)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
