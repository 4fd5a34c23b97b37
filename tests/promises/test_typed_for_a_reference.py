"""What becomes of a name that is typed where a reference belongs? It is refused, and not kept in the trail either."""

import pytest

from casework.actions import melding as meldingen
from casework.errors import CaseworkError
from privacy.ledger.record import denied
from privacy.models.ledger import AccessEvent
from tests.screens.people import at_the_screen_of
from tests.world import World

NAME = "Gerben Dijkgraaf"


@pytest.mark.parametrize("typed", [NAME, NAME.upper(), "GERBEN-D", f"case:{NAME}", "x" * 4_000])
def test_a_refusal_keeps_no_typed_word(world: World, typed: str) -> None:
    triagist = world.account("R10")
    tied = world.tied(world.melding("linked"))
    screen = at_the_screen_of(triagist)
    answers = dict.fromkeys(("Q1", "Q1b", "Q2", "Q3", "Q6a", "Q6b"), "no")
    screen.post(f"/melding/{tied.ref}/stap/add_to_case/", {"case_ref": typed, "new_fact": "no"} | answers)
    screen.post("/melding/nieuw/bewaren/", {"draft_ref": typed, "token": "abcdefgh-1", "narrative": "Zorg."})
    weighed = world.melding("in_triage")
    with pytest.raises(CaseworkError):
        meldingen.link(
            by=world.by(triagist), melding_ref=weighed.ref, earlier_ref=typed, evidence="Zelfde adres."
        )
    kept = " ".join(AccessEvent.objects.values_list("about", flat=True)).casefold()
    assert NAME.casefold() not in kept
    assert "gerben" not in kept
    assert "xxxx" not in kept


def test_a_reference_is_kept_so_that_a_refused_look_can_be_followed(world: World) -> None:
    by = world.by(world.account("R10"))
    denied(by, action="case.read", about="C-7K3QX9P2")
    denied(by, action="case.read", about="case:C-7K3QX9P2")
    assert set(AccessEvent.objects.values_list("about", flat=True)) == {"C-7K3QX9P2", "case:C-7K3QX9P2"}
