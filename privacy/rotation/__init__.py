"""How are keys replaced while everybody goes on working? Master keys, data keys and the index key, step by step."""
