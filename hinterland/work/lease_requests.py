"""Requests for leases, kept so that a repeat finds the same ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LeaseRequest:
    """A request for leases as it is planned, so that a repeat finds the same ones."""

    take: str
    operator: str
    leases: tuple[str, ...]  # in order, all that were ever planned; what an entry may come for
    gone: tuple[str, ...] = ()  # of these, to others who were faster; the rest is the answer


class LeaseRequests(Protocol):
    """The requests for leases, kept for some weeks."""

    def plan(self, take: LeaseRequest, now: datetime) -> LeaseRequest:
        """Store what a request is about to take; if it is stored already, return that."""

    def revise(self, before: LeaseRequest, after: LeaseRequest) -> LeaseRequest:
        """Store a plan with more on it, before taking what is new, and return it.

        Raises `ConflictError` if the stored one is not `before` any more.
        """

    def get(self, take: str) -> LeaseRequest:
        """Return a stored plan; raise `NotFoundError`."""
