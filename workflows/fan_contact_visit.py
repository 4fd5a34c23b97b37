"""How does somebody of the night service go to a door and come back? Somebody else waits for them, with a clock."""

from typing import Any

from workflows import fan_contact_refusals, refusals, rules
from workflows.fan_contact_states import OUT, VISITING, State
from workflows.lifecycle import Lifecycle, step
from workflows.roles import CRISIS, FAN, Role

SHORTEST, LONGEST = 5, 240
"""Minutes within which whoever goes is back; what takes longer is another visit."""


@rules.guard(fan_contact_refusals.AddressNeeded)
def the_address_is_known(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever goes to look for a colleague must know where."""
    return bool(str(given.get("where") or "").strip())


@rules.guard(fan_contact_refusals.LookoutNeeded)
def somebody_else_waits(record: Any, given: dict[str, Any], by: Any) -> bool:
    """No visit without a reachable second: a colleague who is there, and who does not go along."""
    lookout, companion = given.get("lookout"), given.get("companion")
    goes = {str(by.actor), str(companion.pk) if companion is not None else ""}
    return lookout is not None and given.get("reachable") is True and str(lookout.pk) not in goes


@rules.guard(fan_contact_refusals.NotAlone)
def nobody_goes_alone_who_must_not(record: Any, given: dict[str, Any], by: Any) -> bool:
    """A danger known about the person, or the answer of whoever goes, says that two people go."""
    companion = given.get("companion")
    if companion is not None and str(companion.pk) != str(by.actor):
        return True
    return companion is None and not given.get("not_alone") and given.get("safe_alone") != "no"


@rules.guard(refusals.VisitCheckNeeded)
def going_alone_was_asked(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever goes alone said that this is safe. Not knowing is no yes."""
    return given.get("companion") is not None or given.get("safe_alone") == "yes"


@rules.guard(fan_contact_refusals.SomebodyCountsOnYou)
def nobody_waits_in_vain(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Whoever waits for a colleague at a door does not go to one themselves."""
    return not given.get("waits_for_others")


@rules.guard(fan_contact_refusals.VisitTooLong)
def the_minutes_are_a_visit(record: Any, given: dict[str, Any], by: Any) -> bool:
    """Between five minutes and four hours."""
    return SHORTEST <= given.get("minutes", 0) <= LONGEST


@rules.guard(fan_contact_refusals.HowIsItKnown)
def whoever_was_there_says_so(record: Any, given: dict[str, Any], by: Any) -> bool:
    """On somebody's behalf only by who spoke to them."""
    return str(record.visitor_id) == str(by.actor) or bool(str(given.get("how") or "").strip())


class Visited(Lifecycle):
    """From setting out to being safely away. The alarm calls somebody else than who went."""

    class Meta:
        abstract = True

    # The record itself declares these: a lifecycle knows no account.
    visitor_id: Any
    visitor: Any
    companion: Any
    lookout: Any
    visit_until: Any

    @step(
        source=(State.IN_CONTACT, State.NO_ANSWER, State.SILENT),
        target=State.ON_THE_WAY,
        by=FAN,
        guards=[
            the_address_is_known,
            nobody_goes_alone_who_must_not,
            going_alone_was_asked,
            nobody_waits_in_vain,
            somebody_else_waits,
            the_minutes_are_a_visit,
        ],
    )
    def set_out(self, *, visitor: Any, companion: Any, lookout: Any, until: Any, **_: Any) -> None:
        """Somebody goes there, and says with whom, until when, and who waits for them."""
        self.visitor, self.companion, self.lookout, self.visit_until = visitor, companion, lookout, until

    @step(source=State.ON_THE_WAY, target=State.ON_SITE, by=FAN)
    def arrive(self) -> None:
        """They are at the door. The clock runs on."""

    @step(source=OUT, target=None, by=FAN)
    def extend(self, *, until: Any) -> None:
        """It takes longer: the clock counts to a later moment."""
        self.visit_until = until

    @step(source=State.ALARM, target=State.ON_SITE, by=FAN)
    def go_on(self, *, until: Any) -> None:
        """All is well after all, and the visit goes on with a new clock."""
        self.visit_until = until

    @step(source=VISITING, target=State.IN_CONTACT, by=FAN, guards=[whoever_was_there_says_so])
    def check_out(self, **_: Any) -> None:
        """They are safely away. Then the contact itself can end."""

    @step(source=OUT, target=State.ALARM, by=FAN)
    def call_for_help(self) -> None:
        """Something is wrong there: whoever waits and the crisis team are called at once."""

    @step(source=OUT, target=State.ALARM, by=Role.SYSTEM)
    def raise_alarm(self) -> None:
        """They should be back and nobody heard of them: whoever waits is called, and never who went."""

    @step(
        source=State.ALARM,
        target=State.IN_CONTACT,
        by=CRISIS,
        guards=[rules.filled("how", fan_contact_refusals.HowIsItKnown)],
    )
    def report_safe(self, **_: Any) -> None:
        """The crisis team found out that they are safe, and says how it knows."""
