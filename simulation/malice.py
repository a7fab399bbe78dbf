"""What is bad by itself: uploads that no page would send, poison, and what people take away.

Drawn from dice of its own, so that what else happens under a seed does not hang on it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from functions.assign import accept
from hinterland import tables
from hinterland.aws.catalogue.rows import CatalogueRows, Kind
from hinterland.aws.work.items import DynamoWorkItems
from hinterland.jobs.job import JobState
from hinterland.quality.accepted_entries import read_accepted
from hinterland.work.items import WorkItem
from office.leaving import end_leases
from simulation.rows import job_rows
from simulation.setting import CLIENT
from simulation.timeline import Life, Timeline
from simulation.workflow import Execution

_WITHIN = 7200  # seconds of a day in which the bad things happen
_MALICIOUS = 0.6  # of the days
_POISONED = 0.15  # of the items, on a malicious day
_SPLIT = (JobState.OPEN, JobState.MERGING, JobState.DELIVERED, JobState.REJECTED)


def hostile_body(dice: Random, lease: str, record: str) -> bytes:
    """Return an upload that no page would send."""

    def entry(values: object, **more: object) -> bytes:
        document = {"lease": lease, "records": [{"record": record, "values": values, **more}]}
        return json.dumps(document).encode()

    return dice.choice(
        (
            b"",
            b"null",
            b"\xff\xfe\x00",
            b"[" * 100_000,
            b'{"lease":' * 20_000,
            b'{"lease": ' + b"9" * 100_000 + b"}",
            entry({"keyed_name": "\x00"}),
            entry({"keyed_name": ["a"], "keyed_amount": {}}),
            entry([], flag={"a": 1}),
            entry({"keyed_amount": "9" * 100_000}),
            entry({"keyed_amount": "1"}, ms="long", as_printed=[["keyed_amount"]]),
            json.dumps({"lease": lease, "records": [None, 1, "a", []]}).encode(),
            json.dumps({"lease": lease, "records": {"record": record}}).encode(),
        )
    )


class Malice:
    """The bad things of one day."""

    def __init__(
        self,
        seed: int,
        timeline: Timeline,
        executions: Sequence[Execution],
        note: Callable[[str], None],
    ) -> None:
        self.dice = Random(f"malice {seed}")
        self.is_at_work = self.dice.random() < _MALICIOUS
        self._timeline = timeline
        self._executions = executions
        self._note = note

    @contextmanager
    def poison(self) -> Iterator[None]:
        """Inside, some items break whatever is done about them, in a way that nobody foresaw."""

        def read(work: Any, item: WorkItem, *rest: Any) -> Any:  # noqa: ANN401 - passes on
            if self.is_at_work and Random(f"{item.job}{item.id}").random() < _POISONED:
                raise RecursionError
            return read_accepted(work, item, *rest)

        with patch.object(accept, "read_accepted", read):
            yield

    def live(self) -> Iterator[Life]:
        """Yield what happens beside each other, on a malicious day."""
        if self.is_at_work:
            yield self._stop_executions()
            yield self._remove_people(("chitra", "fathima"))
            yield self._remove_client()

    def _stop_executions(self) -> Life:
        """Stop an execution in the console now and then, whatever it is doing."""
        for _ in range(2):
            yield self.dice.random() * _WITHIN
            running = [each for each in self._executions if not each.ended]
            if running:
                self.dice.choice(running).stop()

    def _remove_people(self, names: Sequence[str]) -> Life:
        """Take people out of the catalogue in the middle of their work: at most a whole centre."""
        rows = CatalogueRows(tables.CATALOGUE.name)
        for name in names:
            yield self.dice.random() * _WITHIN
            rows.retire(Kind.OPERATOR, name)
            end_leases(DynamoWorkItems(tables.WORK_ITEMS.name), [name], self._timeline.now)
            self._note(f"office: {name} is in no file any more")

    def _remove_client(self) -> Life:
        """Take the client out of the catalogue, once all of its drops are being worked on."""
        yield timedelta(minutes=30).total_seconds()
        while not all(row["state"] in _SPLIT for row in job_rows()):
            yield 60
        CatalogueRows(tables.CATALOGUE.name).retire(Kind.CLIENT, CLIENT)
        self._note("office: the client is in no file any more")
