"""The requests for leases, in DynamoDB; DynamoDB's own time to live cleans them up."""

from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.attributes import (
    ListAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from hinterland.aws.errors import translated
from hinterland.aws.rows import bound
from hinterland.errors import ConflictError
from hinterland.work.lease_requests import LeaseRequest

# Longer than any lease, so that a page which comes back after a long outage is still known.
KEPT_FOR = timedelta(days=60)


class TakeRow(Model):
    """A request for leases, as it is planned."""

    take = UnicodeAttribute(hash_key=True)
    operator = UnicodeAttribute()
    leases = ListAttribute[str]()
    gone = ListAttribute[str](default=list)
    answer = ListAttribute[str](null=True)
    answered_at = UTCDateTimeAttribute(null=True)
    expires = TTLAttribute()


class DynamoLeaseRequests:
    """See `hinterland.work.lease_requests.LeaseRequests`."""

    def __init__(self, table_name: str) -> None:
        self._row = bound(TakeRow, table_name)

    def plan(self, take: LeaseRequest, now: datetime) -> LeaseRequest:
        """Store what a request is about to take; or return what is stored."""
        row = self._row(
            take.take,
            operator=take.operator,
            leases=list(take.leases),
            gone=list(take.gone),
            expires=now + KEPT_FOR,
        )
        try:
            with translated("request for leases"):
                row.save(condition=self._row.take.does_not_exist())
        except ConflictError:
            return self.get(take.take)
        return take

    def revise(self, before: LeaseRequest, after: LeaseRequest) -> LeaseRequest:
        """Store a plan with more on it, if the stored one is still as it was read."""
        row = self._row
        changes = [row.leases.set(list(after.leases)), row.gone.set(list(after.gone))]
        as_read = (row.leases == list(before.leases)) & (row.gone == list(before.gone))
        with translated("request for leases"):
            row(before.take).update(changes, condition=as_read)
        return after

    def answer(self, take: LeaseRequest, leases: tuple[str, ...], now: datetime) -> LeaseRequest:
        """Store an answer, or return the stored one. A request without a plan gets its row here."""
        row = self._row
        changes = [
            row.operator.set(take.operator),
            row.leases.set(row.leases | []),
            row.gone.set(row.gone | []),
            row.answer.set(list(leases)),
            row.answered_at.set(now),
            row.expires.set(row.expires | (now + KEPT_FOR)),
        ]
        unanswered = row.answered_at.does_not_exist()
        if take.answered_at is not None:
            unanswered = row.answered_at == take.answered_at
        try:
            with translated("request for leases"):
                row(take.take).update(changes, condition=unanswered)
        except ConflictError:
            return self.get(take.take)
        return replace(take, answer=leases, answered_at=now)

    def get(self, take: str) -> LeaseRequest:
        """Return a stored plan."""
        with translated("request for leases"):
            row = self._row.get(take, consistent_read=True)
        return LeaseRequest(
            row.take,
            row.operator,
            tuple(row.leases),
            tuple(row.gone),
            None if row.answer is None else tuple(row.answer),
            row.answered_at,
            row.expires - KEPT_FOR,
        )
