"""How fast is it, compared with something? Prints medians and ratios; passes or fails on no millisecond."""
