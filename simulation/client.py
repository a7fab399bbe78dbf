"""The client: drops files, of which some are bad and some are told about twice."""

from collections.abc import Callable, Sequence
from random import Random

from hinterland.aws.clients import client
from simulation.account import DROPS
from simulation.ledger import Ledger, SentDrop
from simulation.setting import CLIENT
from simulation.timeline import Life, Timeline

HEADING = ["no", "name", "amount"]
_NAMES = ("Asha K", "Bala, R", "Chitra Devi", "D. Ezhil", "Fathima-Begum", "Gopal")
_MOST_DROPS, _MOST_ROWS = 3, 6
_BAD_DROP = 0.15
_RAGGED_ROW = 0.04
_TOLD_TWICE = 0.3
_BETWEEN = 600  # seconds between two drops, at most


class Client:
    """Drops its files; `start` begins an execution for an event of S3."""

    def __init__(
        self,
        work_types: Sequence[str],
        timeline: Timeline,
        ledger: Ledger,
        dice: Random,
        start: Callable[[dict[str, object]], None],
    ) -> None:
        self._work_types = work_types
        self._timeline = timeline
        self._ledger = ledger
        self._dice = dice
        self._start = start
        self.is_done = False

    def live(self) -> Life:
        """Drop all files."""
        for number in range(self._dice.randint(1, _MOST_DROPS)):
            self._drop(number, self._work_types[number % len(self._work_types)])
            yield self._dice.random() * _BETWEEN
        self.is_done = True

    def _drop(self, number: int, work_type: str) -> None:
        is_sound = self._dice.random() >= _BAD_DROP
        rows = [self._row(line) for line in range(1, self._dice.randint(2, _MOST_ROWS) + 1)]
        text = "\r\n".join(",".join(_quoted(cell) for cell in row) for row in [HEADING, *rows])
        body = text if is_sound else self._dice.choice(["", "no,name\r\n", '"never closed\r\n1'])
        key = f"{CLIENT}/{work_type}/drop {number}.csv"
        stored = client("s3").put_object(Bucket=DROPS, Key=key, Body=body.encode())
        self._ledger.drops.append(SentDrop(key, stored["VersionId"], work_type, rows, is_sound))
        named = {"key": key, "size": len(body), "version-id": stored["VersionId"]}
        event: dict[str, object] = {
            "time": f"{self._timeline.now:%Y-%m-%dT%H:%M:%SZ}",
            "detail": {"object": named},
        }
        times = 2 if self._dice.random() < _TOLD_TWICE else 1
        for _ in range(times):
            self._timeline.after(self._dice.random() * 30, lambda: self._start(event))

    def _row(self, line: int) -> list[str]:
        if self._dice.random() < _RAGGED_ROW:
            return [str(line), self._dice.choice(_NAMES), "1", "one too many"]
        return [str(line), self._dice.choice(_NAMES), str(self._dice.randint(1, 9999))]


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell
