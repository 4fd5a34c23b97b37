"""What rings in a benchmark, who lets it ring, and what is the least that a task can cost?"""
