"""Who is there, where, and when? The region pack: gemeenten, teams, duties, terms and whom to call."""
