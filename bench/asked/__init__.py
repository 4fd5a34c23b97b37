"""What is asked of a region of a certain size? One question per file; each answers with figures and prints nothing."""
