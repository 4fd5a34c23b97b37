"""How is a value sealed, found, revealed, logged, kept and destroyed? Knows no melding, case or team."""
