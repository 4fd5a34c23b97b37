"""Which drawing belongs to which word? Own line drawings on a grid of 24 by 24, without colour of their own.

An icon never stands alone: the word is always beside it. So every icon is hidden from a screen reader.
"""

ICONS: dict[str, str] = {
    # safety: the words of a flag
    "danger": "M12 3 22 20H2ZM12 9v5M12 16.8v.4",
    "weapon": "M4 20 14 10M14 10l6-6c.5 4-.6 7-3.4 9.4ZM4 20l-1-1 3-3 2 2Z",
    "aggression": "M13 2 5 13h5l-1 9 9-12h-6Z",
    "children": "M8 7.5a2.5 2.5 0 1 0-.1 0M4 21v-5l-1-4h10l-1 4v5M17.5 12a2 2 0 1 0-.1 0M15 21v-4h5v4",
    "dog": "M12 12c3 0 5 3 5 5.5S15 20 12 20s-5 0-5-2.5S9 12 12 12ZM5 11v.6M9 6v.6M15 6v.6M19 11v.6",
    "access": "M8 15a4 4 0 1 1 3-3l9 9M17 18l2-2M8 11v.2",
    "together": "M9 8.5a3 3 0 1 0-.1 0M15 8.5a3 3 0 1 0-.1 0M4 20c0-4 2-6 5-6s3 1 3 1 0-1 3-1 5 2 5 6Z",
    "health": "M12 20C5 15 3 11 3 8.5 3 4 9 3 12 7c3-4 9-3 9 1.5 0 2.5-2 6.5-9 11.5ZM8 11h2l1-2 2 4 1-2h2",
    "fire": "M12 2c1 4 6 6 6 12a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 2-5 1-9Z",
    # time, people and movement
    "clock": "M12 3a9 9 0 1 0 .1 0M12 7v5l4 2",
    "late": "M12 3a9 9 0 1 0 .1 0M12 7v6M12 16v.4",
    "pause": "M8 5v14M16 5v14",
    "person": "M12 11a4 4 0 1 0-.1 0M4 21c0-5 3-7 8-7s8 2 8 7",
    "people": "M9 11a3.5 3.5 0 1 0-.1 0M2 20c0-4 3-6 7-6s7 2 7 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14c3 .6 4 3 4 6",
    "phone": "M6 3h4l1.5 5-2.5 2c1 2 3 4 5 5l2-2.5 5 1.5v4c0 2-2 3-4 3C9 21 3 14 3 7c0-2 1-4 3-4Z",
    "home": "M3 11 12 3l9 8M6 9v12h12V9M10 21v-6h4v6",
    "arrow": "M4 12h16M14 6l6 6-6 6",
    "back": "M20 12H4M10 6l-6 6 6 6",
    "bridge": "M2 17h20M4 17v4M20 17v4M3 17C7 17 9 9 12 9s5 8 9 8M12 9v8M8 12.5V17M16 12.5V17",
    "letter": "M3 6h18v12H3ZM3 7l9 7 9-7",
    # what happened
    "check": "M4 12.5 10 18 20 6",
    "cross": "M6 6l12 12M18 6 6 18",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "pen": "M4 20l1-5L16 4l4 4L9 19ZM14 6l4 4",
    "eye": "M2 12c4-7 16-7 20 0-4 7-16 7-20 0ZM12 9a3 3 0 1 0 .1 0",
    "lock": "M5 11h14v10H5ZM8 11V7a4 4 0 0 1 8 0v4M12 15v2",
    "share": "M12 15V3M7 8l5-5 5 5M5 13v8h14v-8",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "filter": "M3 5h18l-7 8v6l-4 2v-8Z",
    "search": "M10.5 4a6.5 6.5 0 1 0 .1 0M15.5 15.5 21 21",
    "info": "M12 3a9 9 0 1 0 .1 0M12 11v6M12 7v.4",
    "question": "M12 3a9 9 0 1 0 .1 0M9 9.5C9 6 15 6 15 9.5c0 2-3 2-3 4M12 16.800v.4",
    "why": "M9 18h6M10 21h4M12 3a6 6 0 0 0-4 10.5c1 1 1 2 1 2h6s0-1 1-2A6 6 0 0 0 12 3Z",
    "inbox": "M3 13 6 4h12l3 9v7H3ZM3 13h5l1.5 3h5L16 13h5",
    "sun": "M12 8a4 4 0 1 0 .1 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M5 19l1.5-1.5M17.5 6.5 19 5",
}

# The shape says how urgent without a colour: from a full stop sign to an open ring.
URGENCY_SHAPES: dict[str, tuple[str, bool]] = {
    "U0": ("M7.5 2h9L22 7.5v9L16.5 22h-9L2 16.5v-9Z", True),
    "U1": ("M12 2 23 21H1Z", True),
    "U2": ("M12 1 23 12 12 23 1 12Z", True),
    "U3": ("M12 2a10 10 0 1 0 .1 0Z", True),
    "U4": ("M12 3a9 9 0 1 0 .1 0ZM12 3v18", False),
    "U5": ("M12 3a9 9 0 1 0 .1 0Z", False),
    "U9": ("M3 4h18v12H10l-5 5v-5H3Z", False),
}
