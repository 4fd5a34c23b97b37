"""What may happen, by whom, and when must it have happened? No queries, no wall clock, no screens."""
