"""With which small programs is the house kept? Each is started by make and says what it does."""
