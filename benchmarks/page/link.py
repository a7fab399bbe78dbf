"""A slow link that loses packets, for a browser: a SOCKS proxy that holds every byte back.

What a browser's own throttling leaves out is in it: lost packets, the wait for a connection, what
the service worker fetches, and bytes as they cross the line.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from random import Random
from typing import Final, Self

PACKET: Final = 1460  # bytes that it carries
_HEADERS: Final = 40  # bytes of IP and TCP in front of them
_GREETING: Final = bytes([5, 0])  # SOCKS 5, no password
_CONNECTED: Final = bytes([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])


@dataclass(frozen=True, slots=True)
class Line:
    """How good a link is."""

    bits_per_second: float
    round_trip: float  # seconds
    loss: float  # share of packets
    seed: int = 1  # which packets


VILLAGE = Line(50_000, 0.4, 0.05)
CABLE = Line(1e9, 0, 0)


@dataclass
class _Way:
    """One direction of the link, which all connections share."""

    line: Line
    dice: Random
    _free_at: float = 0

    async def crossing(self, size: int) -> float:
        """Wait until a packet is on the line; return when it arrives, by the loop's clock."""
        late = 0.0
        while self.dice.random() < self.line.loss:  # sent again when it is missed
            self._occupy(size)
            late += self.line.round_trip
        sent = self._occupy(size)
        await asyncio.sleep(sent - asyncio.get_running_loop().time())
        return sent + self.line.round_trip / 2 + late

    def _occupy(self, size: int) -> float:
        start = max(self._free_at, asyncio.get_running_loop().time())
        self._free_at = start + (size + _HEADERS) * 8 / self.line.bits_per_second
        return self._free_at


@dataclass
class SlowLink:
    """A running proxy on 127.0.0.1; use it in a `with` block."""

    line: Line
    port: int = 0
    received: Counter[int] = field(default_factory=Counter)  # bytes for the browser, by server port
    sent: Counter[int] = field(default_factory=Counter)  # and from it

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._up = _Way(self.line, Random(self.line.seed))
        self._down = _Way(self.line, Random(self.line.seed + 1))
        self._server = self._run(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()
        self._run(self._cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run[T](self, coroutine: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _cancel_all(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            host, port = await _asked_for(reader, writer)
            await asyncio.sleep(self.line.round_trip)  # TCP's own greeting
            far_reader, far_writer = await asyncio.open_connection(host, port)
            writer.write(_CONNECTED)
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, far_writer, self._up, (self.sent, port)))
                both.create_task(self._carry(far_reader, writer, self._down, (self.received, port)))
        except* (OSError, EOFError):
            writer.close()

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: _Way,
        counted: tuple[Counter[int], int],
    ) -> None:
        """Carry one connection's bytes one way, packet by packet, in their order."""
        arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        hand_over = asyncio.create_task(_hand_over(arriving, writer))
        while packet := await reader.read(PACKET):
            counter, port = counted
            counter[port] += len(packet)
            await arriving.put((await way.crossing(len(packet)), packet))
        await arriving.put((0, b""))
        await hand_over


async def _hand_over(
    arriving: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    """Give packets to the receiver when they arrive; a late one holds up those behind it."""
    while True:
        at, packet = await arriving.get()
        await asyncio.sleep(at - asyncio.get_running_loop().time())
        if not packet:
            writer.close()
            return
        writer.write(packet)
        await writer.drain()


async def _asked_for(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int]:
    """Read a SOCKS 5 request; return the host and port."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(_GREETING)
    _, _, _, kind = await reader.readexactly(4)
    if kind == 1:
        host = ".".join(str(byte) for byte in await reader.readexactly(4))
    else:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode()
    return host, int.from_bytes(await reader.readexactly(2))
