"""Requests for leases, kept so that a repeat finds the same ones."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LeaseRequest:
    """A request for leases as it is planned, so that a repeat finds the same ones."""

    take: str
    operator: str
    leases: tuple[str, ...]  # in order, all that were ever planned; what an entry may come for
    gone: tuple[str, ...] = ()  # of these, to others who were faster
    # What was answered, once for all who ask with this key; None while nobody has.
    answer: tuple[str, ...] | None = None
    answered_at: datetime | None = None
    # Known of one that is stored, and no part of what is planned.
    planned_at: datetime | None = field(default=None, compare=False)


class LeaseRequests(Protocol):
    """The requests for leases, kept for some weeks."""

    def plan(self, take: LeaseRequest, now: datetime) -> LeaseRequest:
        """Store what a request is about to take; if it is stored already, return that."""

    def revise(self, before: LeaseRequest, after: LeaseRequest) -> LeaseRequest:
        """Store a plan with more on it, before taking what is new, and return it.

        Raises `ConflictError` if the stored one is not `before` any more.
        """

    def answer(self, take: LeaseRequest, leases: tuple[str, ...], now: datetime) -> LeaseRequest:
        """Store what a request is answered with, unless it was answered since `take` was read.

        Return it with the answer that is stored: of those who ask at the same moment with one
        key, all say the same.
        """

    def get(self, take: str) -> LeaseRequest:
        """Return a stored plan; raise `NotFoundError`."""
