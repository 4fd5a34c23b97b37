"""Which mistakes in the rules about where something goes does a region pack refuse, and what does it say of them?"""

import pytest

from tests.directory.test_broken_packs import _pack, problems, spoil

__all__ = ["_pack"]
"""The pack these mistakes are made in."""


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDCHECK"\ngemeenten = ["0363"]',
            "destinations.toml: destination[KINDCHECK].gemeenten: '0363' does not exist",
        ),
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDCHECK"\nvalid_from = "voorjaar"',
            "destinations.toml: destination[KINDCHECK].valid_from: 'voorjaar' is not a date",
        ),
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDCHECK"\nvalid_from = "2027-03-01"\nvalid_until = "2027-03-01"',
            "destinations.toml: destination[KINDCHECK].valid_until: ends before it begins",
        ),
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDCHECK"\nvalid_until = "2027-03-01"',
            "destinations.toml: destination[KINDCHECK]: no rule for every gemeente on 2027-03-01",
        ),
        (
            "destinations.toml",
            'outcome = "KINDCHECK"',
            'outcome = "KINDCHECK"\ngemeenten = ["0034"]',
            "destinations.toml: destination[KINDCHECK]: no rule for every gemeente",
        ),
        (
            "destinations.toml",
            'outcome = "CRISISBLAD"',
            'id = "blad"\noutcome = "KINDCHECK"',
            "destinations.toml: destination[blad].valid_from: says where KINDCHECK goes from the same day as "
            "'KINDCHECK'",
        ),
        (
            "destinations.toml",
            'team = "wvggz-onderzoek"',
            'team = "wvggz"',
            "destinations.toml: destination[WVGGZ_MELDING].team: 'wvggz' does not exist",
        ),
        (
            "front_doors.toml",
            'team = "fan-noord"',
            'team = "fan-almere"',
            "front_doors.toml: front_door[door-fan-noord].team: takes 0034 from the same day as 'door-fan-almere'",
        ),
        (
            "front_doors.toml",
            'fallback_team = "crisisteam"',
            'fallback_team = "nachtploeg"',
            "front_doors.toml: front_door[door-meldpunt].fallback_team: 'nachtploeg' does not exist",
        ),
        (
            "front_doors.toml",
            'team = "fan-noord"',
            'team = "fan-noord"\nvalid_from = "2027-03-01"\nvalid_until = "2027-02-01"',
            "front_doors.toml: front_door[door-fan-noord].valid_until: ends before it begins",
        ),
    ],
)
def test_a_mistake_in_a_rule_is_named_with_file_key_and_reason(pack, file, old, new, expected):
    spoil(pack, file, old, new)
    assert expected in problems(pack)
