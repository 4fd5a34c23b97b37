"""How does an address name an item? By its reference; anything of another shape is an address that does not exist."""

from django.urls import register_converter


class RefConverter:
    """`M-7K3QX9P2` in an address. Typed in small letters it is the same reference."""

    regex = "[A-Za-z]{1,2}-[0-9A-Za-z]{8}"

    def to_python(self, value: str) -> str:
        """The reference as it is stored."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """The reference as it stands in an address."""
        return value


register_converter(RefConverter, "ref")
