"""What does a screen show? Each module builds plain data for one page, opened through casework.access."""
