"""How are the codes of a crisis said on screen, and who can be chosen in a plan? No record is opened."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from casework.directory.current import pack
from casework.models import Account
from casework.reading.care_words import choices
from casework.reading.words import duty_word, gemeente_word, team_word
from workflows.bridging import COLLEAGUE, DUTY, NAMED, RELATIVE
from workflows.crisis import CHAINS, MOMENTS
from workflows.crisis_ending import CLOSE_REASONS
from workflows.roles import CRISIS

CRISIS_CHAIN = choices("chain", CHAINS)
MOMENT = choices("crisis moment", MOMENTS)
CLOSE_REASON = choices("crisis ending", CLOSE_REASONS)
TEXT_LABEL = {
    "client_does": gettext_lazy("What does the client do?"),
    "whom_to_call": gettext_lazy("Whom does the client call?"),
    "warning_signs": gettext_lazy("What are the warning signs?"),
    "safety": gettext_lazy("What is agreed about safety?"),
}
"""The texts of a plan, in their order."""

TEXT_TO_CLIENT = TEXT_LABEL | {
    "client_does": gettext_lazy("What do you do yourself?"),
    "whom_to_call": gettext_lazy("Whom can you call?"),
}
"""The same on the paper that the client gets."""


def question_word(question: str) -> str:
    """A question of the crisis sheet, in the reader's language."""
    return pgettext("crisis sheet", question)


def gemeenten() -> list[tuple[str, str]]:
    """Code and name of every gemeente of the region."""
    return [(code, gemeente_word(code)) for code in pack().region.gemeenten]


def answering(unit: str) -> list[tuple[str, str]]:
    """Who can stand in a block: the duties of the region, colleagues of the reader's own team, and a name."""
    duties = sorted({duty.team for duty in pack().region.duties}, key=team_word)
    crew = Account.objects.filter(team_id=unit, role__in=CRISIS, is_active=True).order_by("name")
    return [
        ("", _("Nobody")),
        *((f"{DUTY}:{team}", duty_word(team)) for team in duties),
        *((f"{COLLEAGUE}:{one.username}", one.name) for one in crew),
        (NAMED, pgettext("plan", "named")), (RELATIVE, pgettext("plan", "relative")),
    ]  # fmt: skip
