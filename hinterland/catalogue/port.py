"""What use cases ask of the catalogue."""

from typing import Protocol

from hinterland.catalogue.centre import Centre, Operator, Staff
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import WorkType


class Catalogue(Protocol):
    """What the office keeps, as it was last applied."""

    def office(self) -> Office:
        """Return the supplier; raise `NotFoundError` before the first apply."""

    def client(self, client: str, version: int | None = None) -> Client:
        """Return a client, as it is now or at a version; raise `NotFoundError`.

        A version is to be had for ever, also of a client that left the catalogue.
        """

    def work_type(self, work_type: str, version: int | None = None) -> WorkType:
        """Return a work type at a version, the latest by default; raise `NotFoundError`."""

    def work_types(self, *, also_retired: bool = False) -> list[WorkType]:
        """Return every work type at its latest version.

        Of those retired their running jobs are still worked on.
        """

    def operator(self, operator: str) -> Operator:
        """Return an operator; raise `NotFoundError`."""

    def last_operator(self, operator: str) -> Operator:
        """Return an operator as last listed, gone since or not; raise `NotFoundError`."""

    def head(self, user: str) -> Staff:
        """Return the head of a centre; raise `NotFoundError`."""

    def staff(self, user: str) -> Staff:
        """Return a person in the office; raise `NotFoundError`."""

    def centre(self, centre: str) -> Centre:
        """Return a centre; raise `NotFoundError`."""

    def centres(self) -> list[Centre]:
        """Return every centre."""
