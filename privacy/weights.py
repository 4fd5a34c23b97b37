"""How many bits does each level of agreement weigh? Written by tools/learn_weights.py, not by hand.

FIRST is where nothing speaks for or against; a score is 1 / (1 + 2 ** -bits).
"""

VERSION = 1
THRESHOLD = 0.5
FIRST = -5.2
WEIGHTS = {
    "address_area": 2.1,
    "address_near": 0.9,
    "address_other": -0.5,
    "address_other_too": -6.3,
    "address_same": 2.1,
    "address_town": 0.5,
    "birth_exchanged": 2.6,
    "birth_near": 1.8,
    "birth_near_day": 1.5,
    "birth_new_year": -1.0,
    "birth_other": -8.6,
    "birth_other_day": -6.3,
    "birth_same": 5.3,
    "birth_year": 1.6,
    "bsn_same": 12.0,
    "family_near": 1.6,
    "family_other": 1.7,
    "family_piece": 0.7,
    "family_same": 1.3,
    "family_turned": 2.0,
    "given_form": 2.3,
    "given_initial": 2.8,
    "given_near": 2.1,
    "given_other": -7.0,
    "given_same": 5.3,
    "given_turned": 2.2,
    "phone_moved": 0.3,
    "phone_near": 0.1,
    "phone_same": 0.0,
}
