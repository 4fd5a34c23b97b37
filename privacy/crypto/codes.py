"""Does this secret belong to that stored hash? Argon2id with a salt of its own for every secret.

Parameters: 19 MiB, two passes, one lane (OWASP password storage, the second of its equal choices). They stand in the
stored text, so that later ones may be heavier while older hashes go on working.
"""

import secrets

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

SALT_BYTES, HASH_BYTES = 16, 32
PASSES, LANES, MEMORY_KIB = 2, 1, 19 * 1024


def hashed(secret: str) -> str:
    """The secret as a PHC text (`$argon2id$...`), the only thing that may be stored of it."""
    salt = secrets.token_bytes(SALT_BYTES)
    how = Argon2id(salt=salt, length=HASH_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return str(how.derive_phc_encoded(secret.encode()))


def agrees(secret: str, stored: str) -> bool:
    """Was this the secret? Costs the same for a yes and a no. Raises ValueError when `stored` is no PHC text."""
    try:
        Argon2id.verify_phc_encoded(secret.encode(), stored)
    except InvalidKey:
        return False
    return True
