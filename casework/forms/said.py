"""What was filled in, in the words of the form? For whoever gets it back to copy, when it can no longer be sent."""

from collections.abc import Iterable
from typing import Any

from django.forms import ChoiceField, Field, Form

from casework.reading.care_words import ground_word


def said(name: str, field: Field | None, values: Iterable[str]) -> str:
    """Choices in their words, texts as typed, several after each other. Empty when there is only what stood there."""
    listed: Any = field.choices if isinstance(field, ChoiceField) else ()
    words = {str(code): word for code, word in listed if not isinstance(word, (list, tuple))}
    typed = [text for text in values if text.strip() and (field is None or text != field.initial)]
    # Which grounds there are is known when the form is drawn.
    return ", ".join(str(ground_word(text) if name == "ground" else words.get(text, text)) for text in typed)


def texts_of(form: Form) -> list[dict[str, Any]]:
    """Label and text of every field in sight that somebody filled in; `long`: more than a line."""
    found = []
    for bound in form.visible_fields():
        value = bound.value()
        listed = value if isinstance(value, list) else [value]
        text = said(bound.name, bound.field, (str(one) for one in listed if one is not None))
        if text:
            found.append({"label": bound.label, "text": text, "long": "\n" in text or len(text) > LINE})
    return found


LINE = 60
"""Characters that fit in a box of one line."""
