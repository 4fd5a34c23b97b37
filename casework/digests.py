"""Is this still what was offered, signed or shared? A hash over all of its parts, kept where the text is sealed."""

import json
from hashlib import sha256
from typing import Any


def digest_over(*parts: Any) -> str:
    """SHA-256 (hex) over the canonical JSON of these parts, in their order."""
    whole = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return sha256(whole.encode()).hexdigest()
