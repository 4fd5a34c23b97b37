"""What may a melder be told, in the words of this region? Reads and checks the fixed texts; nothing else is said."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from casework.directory.entries import FeedbackText, PublicForm
from casework.directory.pack_reading import Problem
from casework.directory.pack_row import Row
from workflows.reporting import FEEDBACK_CHANNELS, MELDERS, REACHABLE_WISHES, STATUS_PAGE, WISHES

FILE = "melders.toml"
NAMES = {"organisation", "phone"}
LONGEST_SENTENCE = 15
"""Words. Source: docs/glossary.md, language level B1."""


def public_form(row: Row) -> PublicForm:
    """The one `[public_form]`."""
    return PublicForm(
        per_hour=row.number("per_hour") or 0,
        least_seconds=row.number("least_seconds") or 0,
        longest_hours=row.number("longest_hours") or 0,
        provenance=row.provenance(),
    )


def feedback(row: Row) -> FeedbackText:
    """One `[[feedback]]`."""
    found = FeedbackText(
        id=row.filled("id", r"[a-z][a-z-]{1,38}"),
        melders=row.texts("melders"),
        wishes=row.texts("wishes"),
        channels=row.texts("channels"),
        text=row.filled("text"),
        default=row.flag("default", False),
        valid_from=row.day("valid_from"),
    )
    for key, known in (("melders", MELDERS), ("wishes", WISHES), ("channels", FEEDBACK_CHANNELS)):
        for code in set(getattr(found, key)) - set(known):
            row.wrong(key, f"{code!r} is not one of {', '.join(known)}")
    if "anonymous" in found.wishes and set(found.channels) != {STATUS_PAGE}:
        row.wrong("channels", "who wants to stay unknown to everybody is reached on the status page only")
    for name in set(re.findall(r"\{([^}]*)\}", found.text)) - NAMES:
        row.wrong("text", f"{{{name}}} is not one of {', '.join(sorted(NAMES))}")
    for sentence in re.split(r"[.?!:]\s", found.text):
        if len(sentence.split()) > LONGEST_SENTENCE:
            row.wrong("text", f"a sentence has more than {LONGEST_SENTENCE} words")
    return found


def in_force(rows: Iterable[FeedbackText], on: date) -> tuple[FeedbackText, ...]:
    """Of each id the newest row on a local date, in the order of the file."""
    newest: dict[str, FeedbackText] = {}
    for row in rows:
        if row.valid_from <= on and (row.id not in newest or newest[row.id].valid_from <= row.valid_from):
            newest[row.id] = row
    return tuple(newest.values())


def check(form: PublicForm, rows: list[FeedbackText]) -> Iterator[Problem]:
    """At every date on which something changes: exactly one default for each kind of melder who can be reached."""
    for name in ("per_hour", "longest_hours"):
        if getattr(form, name) < 1:
            yield Problem(FILE, f"public_form.{name}", "must be at least 1")
    for on in sorted({row.valid_from for row in rows}):
        for melder in MELDERS:
            for wish in REACHABLE_WISHES:
                defaults = [
                    row.id
                    for row in in_force(rows, on)
                    if row.default and melder in row.melders and wish in row.wishes
                ]
                if len(defaults) != 1:
                    reason = f"{melder}, {wish}: {len(defaults)} defaults on {on}, must be one"
                    yield Problem(FILE, "feedback", reason)
