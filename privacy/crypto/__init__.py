"""The only place that handles keys and imports `cryptography`: envelope, providers, keyring, signing."""
