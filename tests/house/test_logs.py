"""What stands in the log when something goes wrong on a person's words? The place, never the words."""

import io
import logging

import pytest

from config.logs import PlainFormatter, Withhold

WORDS = "Mevrouw De Vries hoort stemmen"


@pytest.fixture
def log():
    """A logger set up like the product's, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlainFormatter())
    handler.addFilter(Withhold())
    logger = logging.Logger("desk")
    logger.addHandler(handler)
    return logger, written


def save(words: str) -> None:
    raise ValueError(f"Failing row contains ({words})")


def test_the_message_of_an_error_stays_out_of_the_log(log):
    logger, written = log
    try:
        try:
            save(WORDS)
        except ValueError as error:
            raise RuntimeError(WORDS) from error
    except RuntimeError:
        logger.exception("saving failed")
    assert WORDS not in written.getvalue()
    for expected in ("saving failed", "RuntimeError", "ValueError", "in save"):
        assert expected in written.getvalue()


def test_the_arguments_of_a_failed_task_stay_out_of_the_log(log):
    logger, written = log
    context = {"name": "deliver_due", "exc": WORDS, "args": (WORDS,), "kwargs": WORDS}
    logger.error("Task %(name)s raised %(exc)s with %(args)s %(kwargs)s", context)
    assert WORDS not in written.getvalue()
    assert "deliver_due" in written.getvalue()


def test_a_text_made_by_another_formatter_is_not_reused(log):
    logger, written = log
    try:
        save(WORDS)
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logger.makeRecord("desk", logging.ERROR, __file__, 1, "saving failed", (), info)
    logging.Formatter().format(record)
    assert WORDS in record.exc_text
    logger.handle(record)
    assert WORDS not in written.getvalue()


def test_the_scanner_sees_a_leak_when_there_is_one():
    record = logging.LogRecord("desk", logging.ERROR, __file__, 1, "raised %s", (WORDS,), None)
    assert WORDS in PlainFormatter().format(record)
