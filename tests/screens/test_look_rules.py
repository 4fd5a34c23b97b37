"""Which rules does every template and style keep? Read from the files: no inline code, Dutch words, contrast."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from casework.templatetags import sluitend
from casework.templatetags.icon_paths import ICONS

APP = Path(settings.BASE_DIR) / "casework"
TEMPLATES = sorted((APP / "templates").rglob("*.html"))
STYLES = sorted((APP / "static" / "casework").glob("*.css"))
CATALOGUE = Path(settings.BASE_DIR) / "locale" / "nl" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_inline_style_or_script(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


def test_every_icon_that_a_template_names_exists():
    named = {
        name for template in TEMPLATES for name in re.findall(r'{% icon "(\w+)"', template.read_text("utf-8"))
    }
    assert named
    assert named <= set(ICONS)


def _sentences(source: Path) -> set[tuple[str, str]]:
    text = source.read_text(encoding="utf-8")
    code = templatize(text, origin=str(source)) if source.suffix == ".html" else text
    keywords = ["_", "gettext", "gettext_lazy", "ngettext", "pgettext"]
    found = set()
    for _line, function, message, _comments in extract_python(io.BytesIO(code.encode()), keywords, [], {}):
        parts = [part for part in ([message] if isinstance(message, str) else list(message)) if part]
        context, sentence = (parts[0], parts[1]) if function == "pgettext" else ("", parts[0])
        found.add((context, sentence))
    return found


def test_every_sentence_of_the_parts_has_dutch_words():
    catalogue = read_po(io.BytesIO(CATALOGUE.read_bytes()), locale="nl")
    own = [t for t in TEMPLATES if t.parent.name in {"parts", "templates", "account", "mfa"}]
    sources = [*own, APP / "templates" / "casework" / "base.html", Path(sluitend.__file__)]
    wanted = set().union(*(_sentences(source) for source in sources))
    assert len(wanted) > 100
    missing = []
    for context, sentence in sorted(wanted):
        message = catalogue.get(sentence, context=context or None)
        if message is None or not message.string:
            missing.append(sentence)
    assert missing == []


def test_no_sentence_has_two_translations():
    entries = re.findall(
        r'^(?:msgctxt (".*")\n)?msgid ((?:".*"\n?)+)', CATALOGUE.read_text("utf-8"), flags=re.MULTILINE
    )
    seen: set[tuple[str, str]] = set()
    double = [entry for entry in entries if entry in seen or seen.add(entry)]
    assert double == []


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_ON = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link") for ground in ("page", "surface", "surface-2")),
    *((f"{tone}-ink", f"{tone}-weak") for tone in ("danger", "warn", "ok", "info")),
    *((f"u{level}", ground) for level in range(5) for ground in ("surface", "accent-weak", "page")),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent", "surface"), ("accent", "page"),
    ("ink", "accent-weak"), ("ink-soft", "accent-weak"), ("surface", "danger"), ("on-top-soft", "top"),
    ("on-stale", "stale"), ("ink", "focus-glow"),
]  # fmt: skip
MARK_ON = [(mark, "surface") for mark in ("line-strong", "danger", "warn", "ok", "info", "accent", "focus")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart_by_tired_eyes(scheme):
    light, dark = (APP / "static/casework/tokens.css").read_text("utf-8").split("prefers-color-scheme: dark")
    found = re.findall(r"--sl-([\w-]+):\s*(#[0-9a-f]{6})", light)
    if scheme == "dark":
        found += re.findall(r"--sl-([\w-]+):\s*(#[0-9a-f]{6})", dark)
    colour = dict(found)
    poor = [(a, b) for a, b in TEXT_ON if _contrast(colour[a], colour[b]) < 4.5]
    poor += [(a, b) for a, b in MARK_ON if _contrast(colour[a], colour[b]) < 3]
    assert poor == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_colours_are_named_in_one_file_and_styles_stay_readable(style):
    text = style.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert text.startswith("/*")
    if style.name not in {"tokens.css", "print.css"}:
        assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb\(", text)
