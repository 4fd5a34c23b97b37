"""What may a log line say? Where something went wrong and of what kind, never the values it went wrong on.

Database errors print the row, decoding errors print the text: so the message of an exception and the
arguments of a task stay out of the log.
"""

import logging
import traceback
from collections.abc import Mapping
from types import TracebackType

WITHHELD = "[withheld]"
PUBLIC_PAGES = ("/melden/", "/crisiswijzer/")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Withhold(logging.Filter):
    """Replaces what Celery adds about a failed task: the exception's text, the arguments, the result."""

    HIDDEN = ("exc", "args", "kwargs", "return_value", "traceback")

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, without those values."""
        if isinstance(record.args, Mapping):
            hidden = {key: WITHHELD for key in self.HIDDEN if key in record.args}
            record.args = {**record.args, **hidden}
        return True


class PlainFormatter(logging.Formatter):
    """One line per event; an exception becomes its class names and places in the code."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: ExcInfo) -> str:
        """Class name and code places of the exception and of everything that led to it."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            places = [
                f"{frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__, limit=-8)
            ]
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}: {WITHHELD}")
            lines.extend(f"    {place}" for place in places)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def format(self, record: logging.LogRecord) -> str:
        """Like the base class, but never reuses a text another handler has formatted."""
        record.exc_text = None
        line = super().format(record)
        record.exc_text = None
        return line


class SilentDoor(logging.Filter):
    """Leaves out what is logged about a request to the public pages, unless something broke here.

    A line has an exact time, and that time would tell when somebody without an account was writing.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """False for a request to such a page that the server itself answered well."""
        path = str(getattr(getattr(record, "request", None), "path", ""))
        return record.levelno >= logging.ERROR or not path.startswith(PUBLIC_PAGES)
