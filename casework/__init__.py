"""Meldingen, persons, cases and handovers: the records, the actions on them, and the screens."""
