"""Live progress: a table that moves on a terminal, a line a second in a log."""

from collections.abc import Sequence
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table

from examples.demo.board import Board
from examples.demo.deliveries import JobWatch

LINE_EVERY = 1.0  # seconds


class Progress:
    """Shows how the jobs stand and what the operators do, while it is entered."""

    def __init__(self, console: Console, board: Board, watches: Sequence[JobWatch]) -> None:
        self._console = console
        self._board = board
        self._watches = watches
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._told = 0
        self._began = monotonic()
        self._last_line = ("", 0.0)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.show()
        self._live.stop()

    def show(self) -> None:
        """Show how things are at this moment."""
        for event in self._board.events[self._told :]:
            self._console.print(f"  • {event}", highlight=False)
            self._told += 1
        if self._console.is_terminal:
            self._live.update(Group(self._jobs(), self._operators()), refresh=True)
        else:
            self._line()

    def _line(self) -> None:
        line = ", ".join(self._in_words(watch) for watch in self._watches)
        now = monotonic()
        if line != self._last_line[0] and now - self._last_line[1] >= LINE_EVERY:
            self._last_line = (line, now)
            self._console.print(f"{now - self._began:6.1f} s  {line}", highlight=False)

    def _in_words(self, watch: JobWatch) -> str:
        if watch.status is None:
            return f"{watch.drop.work_type}: {watch.state}"
        status = watch.status
        keyed = self._board.records_keyed[status["job"]]
        return f"{watch.drop.work_type}: {status['state']} {keyed}/{status['records']} keyed"

    def _jobs(self) -> Table:
        table = Table("job", "state", "records keyed", "", title="Jobs", expand=True)
        for watch in self._watches:
            status = watch.status
            if status is None:
                table.add_row(watch.drop.key, watch.state)
                continue
            keyed, records = self._board.records_keyed[status["job"]], status["records"]
            bar = ProgressBar(total=max(records, 1), completed=keyed)
            table.add_row(watch.drop.key, status["state"], f"{keyed} / {records}", bar)
        return table

    def _operators(self) -> Table:
        table = Table("operator", "items", "records", "earned", title="Operators", expand=True)
        for name, tally in sorted(self._board.tallies.items()):
            table.add_row(name, str(tally.items), str(tally.records), f"₹{tally.earned:.2f}")
        return table
