"""The catalogue, read from DynamoDB and remembered for a while."""

from functools import partial

from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.memory import Memory
from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.reading import documents
from hinterland.catalogue.work_type import WorkType
from hinterland.clock import Clock, system_clock
from hinterland.errors import NotFoundError

OFFICE = "office"


class DynamoCatalogue:
    """See `hinterland.catalogue.port.Catalogue`. What was asked for just before is remembered."""

    def __init__(self, table_name: str, clock: Clock = system_clock) -> None:
        self._rows = CatalogueRows(table_name)
        self._one: Memory[StoredDocument] = Memory(clock)
        self._all: Memory[list[StoredDocument]] = Memory(clock)

    def office(self) -> Office:
        """Return the supplier; raise `NotFoundError` before the first apply."""
        return documents.parse(documents.office, self._current(Kind.OFFICE, OFFICE).document)

    def client(self, client: str, version: int | None = None) -> Client:
        """Return a client, as it is now or at a version; raise `NotFoundError`."""
        if version is None:
            return _client(self._current(Kind.CLIENT, client))
        read = partial(self._rows.version, Kind.CLIENT, client, version)
        return _client(self._one.for_ever((Kind.CLIENT, client, version), read))

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        """Return a work type at a version, the latest by default; raise `NotFoundError`."""
        if version is None:
            return _work_type(self._current(Kind.WORK_TYPE, work_type))
        read = partial(self._rows.version, Kind.WORK_TYPE, work_type, version)
        return _work_type(self._one.for_ever((Kind.WORK_TYPE, work_type, version), read))

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        """Return every work type at its latest version, those retired last."""
        read = partial(self._rows.all_current, Kind.WORK_TYPE)
        stored = self._all.for_a_while(Kind.WORK_TYPE, read)
        if also_retired:
            gone = partial(self._rows.all_retired, Kind.WORK_TYPE)
            stored = [*stored, *self._all.for_a_while((Kind.WORK_TYPE, "retired"), gone)]
        return [_work_type(each) for each in stored]

    def operator(self, operator: str) -> Operator:
        """Return an operator; raise `NotFoundError`."""
        stored = self._current(Kind.OPERATOR, operator).document
        return documents.parse(documents.stored_operator, stored)

    def last_operator(self, operator: str) -> Operator:
        """Return an operator as last listed, gone since or not; raise `NotFoundError`."""
        stored = self._last(Kind.OPERATOR, operator).document
        return documents.parse(documents.stored_operator, stored)

    def head(self, user: str) -> Staff:
        """Return the head of a centre; raise `NotFoundError`."""
        stored = self._current(Kind.HEAD, user).document
        return documents.parse(documents.stored_staff, stored)

    def staff(self, user: str) -> Staff:
        """Return a person in the office; raise `NotFoundError`."""
        stored = self._current(Kind.STAFF, user).document
        return documents.parse(documents.stored_staff, stored)

    def centre(self, centre: str) -> Centre:
        """Return a centre; raise `NotFoundError`."""
        return documents.parse(documents.centre, self._current(Kind.CENTRE, centre).document)

    def centres(self) -> list[Centre]:
        """Return every centre."""
        read = partial(self._rows.all_current, Kind.CENTRE)
        stored = self._all.for_a_while(Kind.CENTRE, read)
        return [documents.parse(documents.centre, each.document) for each in stored]

    def _last(self, kind: Kind, name: str) -> StoredDocument:
        if not name:
            raise NotFoundError(f"no {kind} without a name")
        try:
            return self._current(kind, name)
        except NotFoundError:
            return self._rows.latest(kind, name)

    def _current(self, kind: Kind, name: str) -> StoredDocument:
        return self._one.for_a_while((kind, name), partial(self._rows.current, kind, name))


def _client(stored: StoredDocument) -> Client:
    return documents.parse(partial(documents.client, version=stored.number), stored.document)


def _work_type(stored: StoredDocument) -> WorkType:
    return documents.parse(partial(documents.work_type, version=stored.number), stored.document)
