"""How many bits does each level of agreement weigh? Written by tools/learn_weights.py; change nothing here by hand.

FIRST is where nothing speaks for or against; a score is 1 / (1 + 2 ** -bits).
"""

VERSION = 1
THRESHOLD = 0.5
FIRST = -5.2
WEIGHTS = {
    "address_area": 1.7,
    "address_near": 0.7,
    "address_other": -2.6,
    "address_same": 1.5,
    "birth_exchanged": 2.5,
    "birth_near": 1.2,
    "birth_near_day": -0.4,
    "birth_new_year": -1.5,
    "birth_other": -8.7,
    "birth_other_day": -5.6,
    "birth_same": 5.5,
    "birth_year": 3.2,
    "bsn_same": 12.0,
    "family_near": 1.5,
    "family_other": 0.8,
    "family_piece": 0.6,
    "family_same": 1.6,
    "family_turned": 2.0,
    "given_form": 2.0,
    "given_initial": 2.4,
    "given_near": 1.6,
    "given_other": -7.1,
    "given_same": 5.6,
    "given_turned": 2.2,
    "phone_near": 0.1,
    "phone_same": 0.1,
}
