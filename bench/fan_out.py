"""How soon do a thousand open pages hear of a change, beside the least that it can take? (P13, P14)

BENCH_PAGES pages over two processes, a tenth of which take nothing that they are sent: our hub, the floor (a queue and
a task per page, without Redis), and channels-redis with a group member per page. Pages are ASGI sockets without a
network. Messages go by every way in turn, the next one when all have heard the one before. On PostgreSQL with Redis.
"""

import asyncio
import os
import time
from statistics import median

from bench.live.crowd import Server, all_heard, crowd, together
from bench.made.region import on_servers

PAGES = int(os.environ.get("BENCH_PAGES", "1000"))
BOARD = 100
PROCESSES = 2
ROUNDS = 40
CHANGES = 60
BURST = 500
STALLED_EVERY = 10


def measure() -> None:
    """Everything in one run, and so on one machine at one time."""
    import django

    django.setup()
    from bench.live import ways
    from casework.seeding import staff_of_region

    team, prefix = str(staff_of_region().triagist.team_id), f"bench{os.getpid()}"
    ways.own_layers(prefix)

    async def all_of_it() -> None:
        async with crowd(PROCESSES, prefix, team) as servers:
            await _changes(servers)
        async with crowd(PROCESSES, prefix, team) as servers:
            await _ways(servers, team)
            await _burst(servers, team)
            await _leaving(servers, team)

    asyncio.run(all_of_it())


async def _changes(servers: list[Server]) -> None:
    """P14: a real change in one process, and in turn a hint alone, until the last page of a board heard it."""
    await together(servers, "open", "hub", BOARD // PROCESSES, 0)
    hints, changes, whole = [], [], []
    for number in range(CHANGES + 1):
        servers[0].tell("publish from a thread", 1_000_000_000 + number)
        called = await servers[0].said("called")
        hint = await all_heard(servers)
        change = await servers[0].do("change")
        heard = await all_heard(servers)
        assert hint is not None
        assert heard is not None
        if number:
            hints.append(hint - called)
            changes.append(heard - change["committed"])
            whole.append(heard - change["called"])
    print(f"{CHANGES} changes, each with its event, clock and notice, until the last of {BOARD} pages heard:")
    print(f"  a hint alone                    p50 {_ms(median(hints))}  p95 {_ms(p95(hints))}")
    print(f"  from the commit of a change     p50 {_ms(median(changes))}  p95 {_ms(p95(changes))}")
    print(f"  from the beginning of a change  p50 {_ms(median(whole))}  p95 {_ms(p95(whole))}")
    _goal("P14 from the commit, p95, x a hint alone", p95(changes) / p95(hints), "<= 10")


async def _ways(servers: list[Server], team: str) -> None:
    """P13: the same message by every way in turn."""
    from bench.live.ways import FLOOR, HUB, WAYS

    for way in WAYS:
        await together(servers, "open", way, PAGES // PROCESSES, STALLED_EVERY)
    latencies: dict[str, list[float]] = {way: [] for way in WAYS}
    computing: dict[str, list[float]] = {way: [] for way in WAYS}
    readers = PAGES - PROCESSES * -(-(PAGES // PROCESSES) // STALLED_EVERY)
    lost = dict.fromkeys(WAYS, 0)
    for number in range(ROUNDS + 1):
        for place, way in enumerate(WAYS):
            cursor = number * len(WAYS) + place + 1
            before = await _processor(servers)
            sent = await _publish(servers, way, cursor, team)
            await all_heard(servers)
            taken = await _processor(servers) - before
            found = await together(servers, "figures")
            times = [at - sent for one in found for at in one["times"].get(str(cursor), ())]
            if number:
                latencies[way] += times
                computing[way].append(taken / readers)
                lost[way] += readers - len(times)
    stalled = PAGES - readers
    print(
        f"\n{ROUNDS} messages by each way to {PAGES} pages in {PROCESSES} processes, {stalled} of them stalled:"
    )
    print(f"  {'':<32}{'p50':>10}{'p95':>10}{'x floor':>9}{'CPU a page':>13}{'x floor':>9}{'lost':>6}")
    for way, name in WAYS.items():
        last, cpu = p95(latencies[way]), median(computing[way])
        print(
            f"  {name:<32}{_ms(median(latencies[way]))}{_ms(last)}{last / p95(latencies[FLOOR]):>9.1f}"
            f"{cpu * 1e6:>10.1f} us{cpu / median(computing[FLOOR]):>9.1f}{lost[way]:>6}"
        )
    ours = p95(latencies[HUB])
    _goal("P13 our hub, p95, x floor", ours / p95(latencies[FLOOR]), "<= 4")
    for way in ("pubsub", "core"):
        _goal(f"P13 our hub, p95, x {WAYS[way]}", ours / p95(latencies[way]), "<= 0.125", digits=3)
    _goal("P13 our hub, CPU a page, x floor", median(computing[HUB]) / median(computing[FLOOR]), "<= 3")
    _goal("P13 our hub, messages lost", lost[HUB], "0", digits=0)


async def _burst(servers: list[Server], team: str) -> None:
    """P13: the stalled pages stay; what they did not take must not pile up."""
    before = await together(servers, "figures")
    for number in range(BURST):
        await _publish(servers, "hub", 1_000_000 + number, team)
        await all_heard(servers)
    after = await together(servers, "figures")
    grown = max(late["memory"] - early["memory"] for late, early in zip(after, before, strict=True))
    print(f"\n{BURST} messages more through the hub, none of them taken by the stalled pages:")
    print(f"  memory of a process grew by {grown:.1f} MB to {max(one['memory'] for one in after):.0f} MB")
    _goal("P13 longest queue of a page", max(one["largest queue"] for one in after), "<= 32", digits=0)
    _goal("P13 pages that kept up and had to ask again", sum(one["resyncs"] for one in after), "0", digits=0)


async def _leaving(servers: list[Server], team: str) -> None:
    """P13: half of all pages leave in one breath; the others hear the next message."""
    left = await together(servers, "leave", "hub", PAGES // PROCESSES // 2)
    await _publish(servers, "hub", 2_000_000, team)
    heard = await all_heard(servers)
    print(f"\n{PAGES // 2} pages leave at once, in {max(one['seconds'] for one in left):.2f} s:")
    errors = sum(len(one["problems"]) + one["staying"] for one in left)
    _goal("P13 errors, and pages that stayed behind", errors, "0", digits=0)
    rest, did = sum(one["in hub"] for one in left), "all heard" if heard else "did NOT all hear"
    print(f"  {rest} pages are left in the hubs; those that read {did} the next message")
    for problem in sorted({problem for one in left for problem in one["problems"]}):
        print(f"  logged: {problem}")


async def _publish(servers: list[Server], way: str, cursor: int, team: str) -> float:
    """Send it; when."""
    from bench.live import ways

    sent = time.monotonic()
    if way == ways.FLOOR:
        for server in servers:
            server.tell("publish", cursor)
    else:
        await ways.publish(way, cursor, team)
    return sent


async def _processor(servers: list[Server]) -> float:
    """Processor time that all processes together, this one included, have taken so far."""
    return float(sum(await together(servers, "cpu"))) + time.process_time()


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return sorted(values)[int(0.95 * len(values))]


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:>7.1f} ms"


def _goal(name: str, found: float, goal: str, *, digits: int = 1) -> None:
    print(f"  {name:<52}{found:>8.{digits}f}   goal {goal}")


def run() -> None:
    """On a region of its own."""
    on_servers("bench.fan_out")


if __name__ == "__main__":
    measure()
