"""`python -m benchmarks.typing`: print what a typist gets done, on a good line and a bad."""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

from playwright.sync_api import sync_playwright

from benchmarks.page.link import CABLE, VILLAGE, Line
from benchmarks.typing.keying import Shift
from benchmarks.typing.receipts import NUMBER, Batch, batch
from benchmarks.typing.session import Session
from benchmarks.typing.typist import Typist
from localcloud.session import start

CHROMIUM: Final = "/usr/bin/chromium"


@dataclass(frozen=True, slots=True)
class Seat:
    """Who keys, behind which line, and how many times as fast as the typist of the model.

    Haste makes the measurement shorter and the page's task harder: what comes next has less time
    to arrive. On the bad line haste is small; else the typist would wait longer than anybody does.
    """

    operator: str
    line: Line
    haste: float


SEATS: Final = {
    "good": Seat("anitha", CABLE, 8),
    "bad": Seat("karthik", VILLAGE, 2),  # 50 kbit/s, 400 ms, 5 % of packets lost
}


def main() -> None:
    """Measure and print."""
    options = _options()
    receipts = batch()
    print(f"{NUMBER} receipts ({receipts.kind}), {options.speed} keystrokes an hour\n", flush=True)
    with (
        _cloud(options.outputs) as outputs,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as browser,
    ):
        for name in options.lines:
            seat = SEATS[name]
            print(f"{name} line, at {seat.haste:g} times the typist's speed", flush=True)
            _measure(Session(browser, seat.line, outputs), seat, receipts, Typist(options.speed))


@contextmanager
def _cloud(file: Path | None) -> Iterator[Mapping[str, Any]]:
    """Yield the stack outputs of a cloud that runs, or of one of our own."""
    if file is not None:
        yield json.loads(file.read_text(encoding="utf-8"))
        return
    with tempfile.TemporaryDirectory() as state, start(Path(state)) as cloud:
        yield cloud.outputs


def _measure(at: Session, seat: Seat, receipts: Batch, typist: Typist) -> None:
    with at as session:
        session.drop(receipts.body)
        session.begin(seat.operator)
        shift = session.key(receipts.values, typist, seat.haste)
        _print_times(shift)
        for name, (up, down) in session.bytes_per_record(NUMBER).items():
            print(f"  bytes a record, {name}: {up:,.0f} up, {down:,.0f} down", flush=True)


def _print_times(shift: Shift) -> None:
    waits = shift.waits
    cuts = quantiles(waits, n=20, method="inclusive")
    seconds = shift.hands + sum(waits)
    print(f"  keystrokes a record: {shift.keystrokes / NUMBER:.0f}")
    print(f"  records an hour: {NUMBER * 3600 / seconds:.1f}, of the hands alone ", end="")
    print(f"{NUMBER * 3600 / shift.hands:.1f}")
    print(f"  until the next record can be keyed: p50 {cuts[9]:.3f} s, p95 {cuts[18]:.3f} s")
    print(f"    longest in an item {max(shift.within):.3f} s, to the next item ", end="")
    print(", ".join(f"{wait:.3f}" for wait in shift.between))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typing", description=__doc__)
    parser.add_argument("--outputs", type=Path, help="stack outputs of a cloud that runs")
    parser.add_argument("--speed", type=int, default=8000, help="keystrokes an hour")
    parser.add_argument("--lines", nargs="*", choices=SEATS, default=list(SEATS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
