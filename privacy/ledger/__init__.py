"""What happened and who looked, so that nobody can change it unseen."""
