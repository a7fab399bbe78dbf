"""The requests for leases."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from hinterland.errors import ConflictError, NotFoundError
from hinterland.work.lease_requests import LeaseRequest
from tests.doubles.in_memory.turns import ALONE


@dataclass
class Plans:
    """The port `LeaseRequests`."""

    rows: dict[str, LeaseRequest] = field(default_factory=dict)

    def plan(self, take: LeaseRequest, now: datetime) -> LeaseRequest:
        with ALONE:
            if take.take in self.rows:
                return self.rows[take.take]
            self.rows[take.take] = replace(take, planned_at=now)
            return take

    def answer(self, take: LeaseRequest, leases: tuple[str, ...], now: datetime) -> LeaseRequest:
        with ALONE:
            stored = self.rows.get(take.take)
            if stored is not None and stored.answered_at != take.answered_at:
                return stored
            unplanned = replace(take, leases=(), gone=(), planned_at=now)
            self.rows[take.take] = replace(stored or unplanned, answer=leases, answered_at=now)
            return replace(take, answer=leases, answered_at=now)

    def revise(self, before: LeaseRequest, after: LeaseRequest) -> LeaseRequest:
        with ALONE:
            stored = self.rows.get(before.take)
            if stored is None or (stored.leases, stored.gone) != (before.leases, before.gone):
                raise ConflictError(f"request {before.take} is not as it was read")
            self.rows[before.take] = replace(stored, leases=after.leases, gone=after.gone)
            return after

    def get(self, take: str) -> LeaseRequest:
        if take not in self.rows:
            raise NotFoundError(f"no such request for leases {take}")
        return self.rows[take]
