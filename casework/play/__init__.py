"""Does the product do what this story says? Reads a scenario, plays it through the real actions, compares."""
