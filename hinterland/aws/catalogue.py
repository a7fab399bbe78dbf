"""The catalogue, read from DynamoDB and remembered for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from hinterland.aws.catalogue_rows import CatalogueRows, Kind, StoredDocument
from hinterland.catalogue import Client, Office, Operator, WorkType
from hinterland.catalogue_reading import documents
from hinterland.clock import Clock, system_clock

# What the office applies takes effect in every function within this time.
REMEMBERED = timedelta(seconds=30)
OFFICE = "office"


class DynamoCatalogue:
    """See `ports.Catalogue`. What is asked for again soon is answered from memory."""

    def __init__(self, table_name: str, clock: Clock = system_clock) -> None:
        self._rows = CatalogueRows(table_name)
        self._one: _Memory[StoredDocument] = _Memory(clock)
        self._all: _Memory[list[StoredDocument]] = _Memory(clock)

    def office(self) -> Office:
        """Return the supplier; raise `NotFoundError` before the first apply."""
        return documents.parse(documents.office, self._current(Kind.OFFICE, OFFICE).document)

    def client(self, client: str) -> Client:
        """Return a client; raise `NotFoundError`."""
        return documents.parse(documents.client, self._current(Kind.CLIENT, client).document)

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        """Return a work type at a version, the latest by default; raise `NotFoundError`."""
        if version is None:
            return _work_type(self._current(Kind.WORK_TYPE, work_type))
        read = partial(self._rows.version, Kind.WORK_TYPE, work_type, version)
        return _work_type(self._one.for_ever((work_type, version), read))

    def work_types(self) -> list[WorkType]:
        """Return every work type at its latest version."""
        read = partial(self._rows.all_current, Kind.WORK_TYPE)
        return [_work_type(stored) for stored in self._all.for_a_while(Kind.WORK_TYPE, read)]

    def operator(self, operator: str) -> Operator:
        """Return an operator; raise `NotFoundError`."""
        stored = self._current(Kind.OPERATOR, operator).document
        return documents.parse(documents.stored_operator, stored)

    def _current(self, kind: Kind, name: str) -> StoredDocument:
        return self._one.for_a_while((kind, name), partial(self._rows.current, kind, name))


def _work_type(stored: StoredDocument) -> WorkType:
    return documents.parse(partial(documents.work_type, version=stored.number), stored.document)


class _Memory[Answer]:
    """Answers by key. What was not found is asked for again each time: it may come any moment."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._answers: dict[object, tuple[datetime | None, Answer]] = {}

    def for_a_while(self, key: object, read: Callable[[], Answer]) -> Answer:
        return self._answer(key, read, self._clock() + REMEMBERED)

    def for_ever(self, key: object, read: Callable[[], Answer]) -> Answer:
        return self._answer(key, read, None)

    def _answer(self, key: object, read: Callable[[], Answer], until: datetime | None) -> Answer:
        if key in self._answers:
            ends, answer = self._answers[key]
            if ends is None or self._clock() < ends:
                return answer
        answer = read()
        self._answers[key] = (until, answer)
        return answer
