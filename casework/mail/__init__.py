"""What does a mail say? Raw bytes in, a ParsedMail and the fields it states out. Pure: no database, no network.

A mail is written by a stranger. Everything is bounded (size, depth, number of parts, length of a header), nothing is
opened that has to be unpacked, and the one thing that can go wrong is Unreadable.
"""

from casework.mail.message import Attachment, ParsedMail, Unreadable
from casework.mail.parse import parse

__all__ = ["Attachment", "ParsedMail", "Unreadable", "parse"]
