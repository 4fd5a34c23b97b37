"""What would a concept rule change? Numbers, from which team to which, and for a shell the references; no content."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from casework.reading.words import team_word
from casework.rehearsing import Rehearsal

SHOWN = 10


def summary(found: Rehearsal) -> str:
    """How many were asked about, and how many would have gone elsewhere."""
    said = {"count": found.looked_at, "day": date_format(found.day, "j F Y"), "elsewhere": found.elsewhere}
    looked_at = ngettext(
        "%(count)d decision tried, by the rules of %(day)s.",
        "%(count)d decisions tried, by the rules of %(day)s.",
        found.looked_at,
    )
    elsewhere = ngettext(
        "%(elsewhere)d would have gone elsewhere.",
        "%(elsewhere)d would have gone elsewhere.",
        found.elsewhere,
    )
    return f"{looked_at % said} {elsewhere % said}"


def moves(found: Rehearsal) -> list[dict[str, Any]]:
    """Each move {stage, was, would, count, refs}, the largest first."""
    largest = sorted(found.moved.items(), key=lambda move: (-len(move[1]), move[0]))
    return [
        {
            "stage": pgettext("stage of a melding", stage), "was": team_word(was), "would": team_word(would),
            "count": len(refs), "refs": refs,
        }
        for (stage, was, would), refs in largest
    ]  # fmt: skip


def counted(found: Rehearsal) -> dict[str, Any]:
    """The answer for a screen: the summary, and a table of numbers (see parts/table.html) without a reference."""
    rows = [[str(move["count"]), move["stage"], move["was"], move["would"]] for move in moves(found)]
    columns = [_("Number"), _("When"), _("Went to"), _("Would go to")]
    table = {"id": "moves", "caption": _("What would change"), "columns": columns, "rows": rows}
    return {"summary": summary(found), "table": table if rows else None}


def lines(found: Rehearsal) -> Iterator[str]:
    """The whole answer for a shell, ending with what was changed: nothing."""
    yield summary(found)
    for move in moves(found):
        more = len(move["refs"]) - SHOWN
        and_more = _(" and %(count)d more") % {"count": more} if more > 0 else ""
        refs = ", ".join(move["refs"][:SHOWN])
        yield f"{move['stage']}: {move['was']} -> {move['would']}: {move['count']} ({refs}{and_more})"
    yield _("Nothing has been changed.")
