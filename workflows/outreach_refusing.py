"""What may happen when the person wants no help now? Refusing to share is another fact, and stops no visit."""

from typing import Any

from workflows import refusals, rules
from workflows.lifecycle import Lifecycle, step
from workflows.outreach_states import RENEWALS, TRYING, State
from workflows.roles import Role


@rules.guard(refusals.MdoNeeded)
def renewed_twice_is_for_an_mdo(record: Any, given: dict[str, Any], by: Any) -> bool:
    """At most two renewals without a meeting. Source: docs/lifecycles.md, outreach."""
    return record.since_mdo < RENEWALS or bool(str(given.get("mdo") or "").strip())


class Refusing(Lifecycle):
    """Wanting no help stops the visits for a while, never the looking."""

    class Meta:
        abstract = True

    @step(
        source=(State.ASSIGNED, *TRYING),
        target=State.REFUSES,
        by=Role.CARE_COORDINATOR,
        guards=[
            rules.filled("words", refusals.RefusalWordsNeeded),
            rules.filled("risk", refusals.RiskNotWeighed),
            rules.one_of("doubt", ("yes", "no"), refusals.DoubtNotAnswered),
        ],
    )
    def record_refusal(self, **_: Any) -> None:
        """The person wants no help now. We weigh again after 14 days; refusing to share is another fact."""

    @step(
        source=State.REFUSES,
        target=None,
        by=Role.CARE_COORDINATOR,
        guards=[rules.filled("risk", refusals.RiskNotWeighed), renewed_twice_is_for_an_mdo],
    )
    def weigh_again(self, **_: Any) -> None:
        """Is staying away still right? Six weeks later we ask once more; the third time an MDO looks along."""

    @step(
        source=State.REFUSES,
        target=State.CONTACT_PHASE,
        by=Role.CARE_COORDINATOR,
        guards=[rules.second_person_is_named, rules.filled("reason", refusals.ReasonNeeded)],
    )
    def try_again(self, **_: Any) -> None:
        """Two people decide to try once more."""
