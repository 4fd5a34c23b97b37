"""What counts as a postcode, a birth date, a BSN or a number to call? Fields that say in one sentence what is wrong.

Every value comes out in one form of writing. A field that may stay empty gives an empty text.
"""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NotValid
from stdnum.nl import bsn

from privacy.context import now_cached
from workflows.calendars import local_date

OLDEST = 120
"""Years of age beyond which a birth date is a typing error."""

BSN_DIGITS = 9

MOST_NAME = 100
"""Characters in a name, a street or a town: what is longer is a story, and comparing names with it takes very long."""

NAME_TOO_LONG = _(
    "This has %(show_value)d characters; %(limit_value)d fit in a name or an address. More belongs in the story."
)

NO_CALL = ("geen", "none")
"""Words that say: do not call back."""


class TypedText(forms.CharField):
    """Text as typed, in any script. Line ends count once, however the browser sends them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        # Arabic and Hebrew run the other way; the browser sees it from the first letter.
        self.widget.attrs.setdefault("dir", "auto")

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class NameField(TypedText):
    """A name of a person, a street, a town or an organisation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Not as max_length: a browser would cut pasted text off without a word.
        self.validators.append(MaxLengthValidator(MOST_NAME, NAME_TOO_LONG))


class PostcodeField(TypedText):
    """Four digits, or four digits and two letters: "8255" or "8255 AB"."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        found = re.fullmatch(r"([1-9]\d{3})\s?([A-Za-z]{2})?", typed)
        if typed and (found is None or (found[2] or "").upper() in ("SA", "SD", "SS")):
            raise ValidationError(
                _("This is not a postcode. Write four digits and two letters, such as 8255 AB.")
            )
        return "" if not found else " ".join(part for part in (found[1], (found[2] or "").upper()) if part)


class BirthDateField(TypedText):
    """A date in the order day, month, year, or a year alone. Gives an ISO date, or four digits."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        today = local_date(now_cached())
        if re.fullmatch(r"\d{4}", typed):
            self._possible(date(max(int(typed), 1), 1, 1), today)
            return typed
        born = self._date(typed)
        self._possible(born, today)
        return born.isoformat()

    @staticmethod
    def _date(typed: str) -> date:
        for shape in ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(typed, shape).date()  # noqa: DTZ007  a date of birth has no time zone
            except ValueError:
                continue
        raise ValidationError(_("This date does not exist. Write day, month and year, such as 31-12-1980."))

    @staticmethod
    def _possible(born: date, today: date) -> None:
        if born > today:
            raise ValidationError(_("This birth date is in the future. Check the year."))
        if today.year - born.year > OLDEST:
            raise ValidationError(_("This birth date is more than 120 years ago. Check the year."))


class BsnField(TypedText):
    """Nine digits that pass the eleven test. May stay empty: in an urgent case nobody asks for it."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        digits = re.sub(r"[\s.-]", "", typed)
        try:
            # A shorter number would be filled up with noughts, and could then pass.
            return str(bsn.validate(digits if len(digits) == BSN_DIGITS else ""))
        except NotValid:
            raise ValidationError(
                _("This BSN is not correct. Check the nine digits, or leave it empty.")
            ) from None


class PhoneField(TypedText):
    """A number to call, as it is said; the digits must make a number. `may_refuse`: "geen" is an answer too."""

    def __init__(self, *, may_refuse: bool = False, **kwargs: Any) -> None:
        self.may_refuse = may_refuse
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "tel"

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if self.may_refuse and typed.lower() in NO_CALL:
            return NO_CALL[0]
        digits = sum(letter.isdigit() for letter in typed)
        if typed and (not 8 <= digits <= 15 or not re.fullmatch(r"[+(\d][\d\s().+-]*", typed)):
            raise ValidationError(_("This is not a phone number. Write the digits, such as 085 000 01 01."))
        return typed


class HouseNumberField(TypedText):
    """A house number with its addition: "12", "12b", "12-3"."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if typed and not re.fullmatch(r"\d{1,5}\s?[-\w\s/]{0,6}", typed):
            raise ValidationError(_("A house number begins with a digit, such as 12 or 12b."))
        return typed
