"""Made-up people for measuring and learning: no name, address or number is anybody's."""
