"""How does somebody get told? Notices, mail and live hints: references, never content."""
