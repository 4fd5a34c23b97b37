"""What does whoever watches over the clocks learn, and when does the alarm go?"""


def test_a_monitor_learns_ages_and_nothing_else(client, db):
    answer = client.get("/health/clocks")
    assert answer.status_code == 200
    assert set(answer.json()) == {"oldest_due_clock", "oldest_undelivered_message", "oldest_unsealed_event"}


def test_a_clock_that_nobody_rings_makes_the_monitor_cry(world, client):
    melding = world.melding("received")
    clock = melding.clock
    type(clock).objects.filter(pk=clock.pk).update(
        started_at="2026-01-01T00:00Z", due_at="2026-01-01T00:01Z", rings_at="2026-01-01T00:01Z"
    )
    answer = client.get("/health/clocks")
    assert answer.status_code == 503
    assert answer.json()["oldest_due_clock"] > 120
