"""Can a Dutch triagist read every question, task, outcome and warning of the tree in force?"""

from datetime import date
from pathlib import Path

from babel.messages.pofile import read_po

from workflows.tree import load

CATALOGUE = Path(__file__).parents[2] / "locale/nl/LC_MESSAGES/django.po"


def test_every_sentence_of_the_tree_has_a_dutch_text():
    with CATALOGUE.open("rb") as file:
        dutch = {entry.id for entry in read_po(file, locale="nl") if entry.string}
    tree = load(None, date(2027, 1, 1)).definition
    sentences = {text for row in tree.questions.values() for text in (row.text, row.check) if text}
    sentences |= {row.text for row in tree.outcomes.values()} | set(tree.warnings.values())
    assert sentences - dutch == set()
