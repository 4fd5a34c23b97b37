"""How are processes with open pages started, told what to do and waited for?"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bench.made.region import ROOT

PATIENCE = 30.0
LONGEST_LINE = 2**24


class Server:
    """A process with open pages, as seen from outside it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.to, self.answers = process.stdin, process.stdout
        self.unheard: list[dict[str, Any]] = []

    def tell(self, *line: Any) -> None:
        """One line to the process, whose answer is not waited for."""
        self.to.write(json.dumps(line).encode() + b"\n")

    async def said(self, name: str) -> Any:
        """The next thing it says by this name; the rest is kept. Raises TimeoutError when it says nothing more."""
        while not (found := [line for line in self.unheard if name in line]):
            self.unheard.append(json.loads(await asyncio.wait_for(self.answers.readline(), PATIENCE)))
        self.unheard.remove(found[0])
        return found[0][name]

    async def do(self, *line: Any) -> Any:
        """Tell it, and give what came of it."""
        self.tell(*line)
        return await self.said("found")


@asynccontextmanager
async def crowd(processes: int, prefix: str, team: str) -> AsyncIterator[list[Server]]:
    """So many processes without any page yet, for as long as the block lasts."""
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.live.serving", prefix, team, cwd=ROOT, limit=LONGEST_LINE,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(processes)
    ]  # fmt: skip
    try:
        yield [Server(process) for process in started]
    finally:
        for process in started:
            process.kill()
            await process.wait()


async def together(servers: list[Server], *line: Any) -> list[Any]:
    """All of them at once; what came of it in each."""
    return list(await asyncio.gather(*(server.do(*line) for server in servers)))


async def all_heard(servers: list[Server]) -> float | None:
    """When the last page heard what is on its way (seconds of the monotonic clock); None when not everybody did."""
    try:
        return max(await asyncio.gather(*(server.said("at") for server in servers)))
    except TimeoutError:
        return None
