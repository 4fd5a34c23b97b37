"""What do settled decisions add to the table? Each with its reason; the probes count how often one decides.

Source: docs/adr/0032-what-the-table-of-the-region-says.md.
"""

from tests.access.oracle import Cell

PROFILE = ("fan_profile",)
OF_A_CASE = ("case", "handover", "melding")
WHY: dict[str, tuple[str, str, tuple[str, ...], str, str]] = {
    "a team lead knows the names of the own team's items": (
        "identity_of_person",
        "outreach",
        OF_A_CASE,
        "R12",
        "",
    ),
    "the night card of a case tells its flags to the team lead": (
        "safety_flags",
        "outreach",
        OF_A_CASE,
        "R12",
        "",
    ),
    "who reported still has to hear from us, about whom": (
        "identity_of_person",
        "outreach",
        ("melding",),
        "R10",
        "",
    ),
    "who reported still has to hear from us": ("reporter_identity", "outreach", ("melding",), "R10", ""),
    "who weighs the use of the night service knows whose it is": (
        "identity_of_person",
        "fan",
        PROFILE,
        "R31",
        "",
    ),
    "and reads the plan": ("health_addiction_lvb_criminal", "fan", PROFILE, "R31", "signal_plan"),
    "and the flags that make it safe": ("safety_flags", "fan", PROFILE, "R31", ""),
    "and how urgent it is": ("triage_answers_urgency", "fan", PROFILE, "R31", "urgency"),
}
"""Reason -> data group, stage, the nouns it is said of, the role that sees it there, "" or the small part it sees."""

SETTLED: dict[tuple[str, str, str], Cell] = {}
for _group, _stage, _nouns, _role, _part in WHY.values():
    for _noun in _nouns:
        SETTLED.setdefault((_group, _stage, _noun), {})[_role] = {_part}
