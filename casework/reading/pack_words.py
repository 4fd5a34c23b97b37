"""What is wrong in a file of rules? Each mistake of the reader of the pack as one sentence: file, key and reason."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from casework.directory.pack_reading import WHOLE_FILE, Problem

REASONS = (
    gettext_noop("is missing"),
    gettext_noop("is empty"),
    gettext_noop("unknown key"),
    gettext_noop("unknown table"),
    gettext_noop("occurs twice"),
    gettext_noop("the file is missing"),
    gettext_noop("cannot be read: %(why)s"),
    gettext_noop("must be %(kind)s, not %(given)s"),
    gettext_noop("must hold texts only"),
    gettext_noop("must hold tables"),
    gettext_noop("%(value)s does not exist"),
    gettext_noop("%(value)s has the wrong shape"),
    gettext_noop("%(value)s is not an outcome of the crisiswijzer"),
    gettext_noop("%(value)s is not a date"),
    gettext_noop("%(value)s is not a telephone number"),
    gettext_noop("%(value)s is not a window"),
    gettext_noop("%(value)s is not one of %(known)s"),
    gettext_noop("needs a topic, a team or an external name"),
    gettext_noop("no entry for this topic"),
    gettext_noop("ends before it begins"),
    gettext_noop("says where %(outcome)s goes from the same day as %(id)s"),
    gettext_noop("takes %(gemeente)s from the same day as %(id)s"),
    gettext_noop("no rule for every gemeente on %(day)s"),
    gettext_noop("no rule for every gemeente"),
)
"""Every reason a file of routing rules can be refused for, as casework/directory writes it."""


def sentence(problem: Problem) -> str:
    """File, key and reason in the reader's language; a file that cannot be read has no key."""
    if problem.key == WHOLE_FILE:
        return _("%(file)s: %(reason)s.") % {"file": problem.file, "reason": _reason(problem.reason)}
    return _("%(file)s, %(key)s: %(reason)s.") % {
        "file": problem.file, "key": problem.key, "reason": _reason(problem.reason),
    }  # fmt: skip


def _reason(said: str) -> str:
    for reason in REASONS:
        # A named part stands for whatever was said there.
        pattern = re.sub(r"%\\\((\w+)\\\)s|%\((\w+)\)s", r"(?P<\1\2>.+)", re.escape(reason))
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return _(reason) % found.groupdict()
    return said
