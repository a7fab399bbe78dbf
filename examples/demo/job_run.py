"""The demo itself: drop, work, wait, download, check."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Self

from rich.console import Console

from examples.demo import deliveries, drops, report
from examples.demo.board import Board
from examples.demo.cloud import Cloud
from examples.demo.deliveries import JobWatch
from examples.demo.mistakes import Mistakes
from examples.demo.progress import Progress
from examples.demo.team import Team

SEED = 13
MISTAKE_RATE = 0.02  # per field: some seven times what single keying shows in published studies
LOOK_EVERY = 0.5  # seconds


class DemoFailedError(Exception):
    """The demo cannot come to its end; the message says why."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """Some drops and the team that works on them."""

    cloud: Cloud
    console: Console
    board: Board
    team: Team
    watches: tuple[JobWatch, ...]

    @classmethod
    def prepare(cls, cloud: Cloud, console: Console) -> Self:
        """Get the main job together: receipts, and addresses keyed once and keyed twice."""
        stamp = f"{datetime.now():%Y%m%d-%H%M%S}"  # noqa: DTZ005 - a name of the client's making
        work = [
            drops.receipts(stamp, Random(SEED)),
            drops.addresses(stamp, "addresses"),
            drops.addresses(stamp, "verified-addresses"),
        ]
        answers = {drop.work_type: drop.answers for drop in work}
        board = Board()
        team = Team(cloud, board, answers, Mistakes(SEED, MISTAKE_RATE))
        return cls(cloud, console, board, team, tuple(JobWatch(cloud, drop) for drop in work))

    def work(self, deadline: float) -> None:
        """Drop everything and work until all is delivered, by `deadline` (monotonic clock)."""
        for watch in self.watches:
            drops.put(self.cloud, watch.drop)
            size = len(watch.drop.body) / 1000
            self.console.print(f"dropped {watch.drop.key}, {size:.0f} kB", highlight=False)
        try:
            with Progress(self.console, self.board, self.watches) as progress:
                self._follow(progress, deadline)
        finally:
            self.team.stop()

    def collect(self, out: Path) -> None:
        """Download every delivery to an emptied `out`, check all of it and print the summary."""
        if out.exists():
            shutil.rmtree(out)
        found = [self._collect_one(watch, out) for watch in self.watches]
        report.require_same_pay(self.board.tallies)
        report.show(self.console, found, self.board)

    def _follow(self, progress: Progress, deadline: float) -> None:
        while not all(watch.is_over for watch in self.watches):
            for watch in self.watches:
                watch.look()
            self._staff()
            progress.show()
            if self.board.troubles:
                raise DemoFailedError("somebody cannot go on: " + "; ".join(self.board.troubles))
            if monotonic() > deadline:
                raise DemoFailedError("not done in time: " + "; ".join(map(str, self.watches)))
            sleep(LOOK_EVERY)

    def _staff(self) -> None:
        """Have the team there while there is work: it asks for more all the time."""
        if any(watch.state in deliveries.HAS_WORK for watch in self.watches):
            self.team.start()
        if all(watch.is_worked for watch in self.watches):
            self.team.dismiss()

    def _collect_one(self, watch: JobWatch, out: Path) -> report.Delivery:
        folder = deliveries.download(self.cloud, watch, out)
        if watch.state != "delivered":
            raise DemoFailedError(f"{watch}; see {folder}")
        deliveries.verify(folder)
        fields = self.team.fields(watch.drop.work_type)
        return report.Delivery.read(folder, watch.drop.key, watch.drop.answers, fields)
