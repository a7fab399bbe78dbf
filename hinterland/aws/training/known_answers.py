"""The sets of known answers: rows of the catalogue, and their answers in the work bucket."""

from functools import partial

from hinterland.aws.catalogue.rows import CatalogueRows, Kind, StoredDocument
from hinterland.aws.memory import Memory
from hinterland.catalogue.reading import documents
from hinterland.clock import Clock, system_clock
from hinterland.objects import Objects
from hinterland.training.known_answers import KnownRecord, KnownSet, from_document
from hinterland.training.known_answers_reading import known_set


class StoredKnownAnswers:
    """See `hinterland.training.port.KnownAnswers`. What was asked for before is remembered."""

    def __init__(self, catalogue_table: str, work: Objects, clock: Clock = system_clock) -> None:
        self._rows = CatalogueRows(catalogue_table)
        self._work = work
        self._sets: Memory[list[StoredDocument]] = Memory(clock)
        self._records: Memory[tuple[KnownRecord, ...]] = Memory(clock)

    def sets(self) -> list[KnownSet]:
        """Return every set in force, by name."""
        read = partial(self._rows.all_current, Kind.KNOWN_ANSWERS)
        stored = self._sets.for_a_while(Kind.KNOWN_ANSWERS, read)
        return [
            documents.parse(partial(known_set, version=each.number), each.document)
            for each in stored
        ]

    def records(self, document: str) -> tuple[KnownRecord, ...]:
        """Return a set's records and answers, which never change under one key."""
        return self._records.for_ever(
            document, lambda: from_document(self._work.read_json(document))
        )
