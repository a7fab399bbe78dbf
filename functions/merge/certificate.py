"""certificate.json: what is known of a deliverable's quality, and no more than that.

docs/certificate.md defines every number, so that an auditor can recompute it from the entries.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from functions.merge.rates import CONFIDENCE, RateDocument, rate, share
from functions.merge.tally import Comparison, Tally
from functions.merge.wording import MEASURES, Extent, limits, statement
from hinterland.catalogue.client import Client
from hinterland.catalogue.office import Office
from hinterland.catalogue.work_type import CheckRule, Quality, WorkType
from hinterland.clock import timestamp
from hinterland.jobs.job import Job
from hinterland.stage import Stage
from hinterland.work.entries import Flag


class KeyingDocument(RateDocument):
    """How one of two keyings stood up to what was settled."""

    wrong: int  # of the compared records


class ComparisonDocument(RateDocument):
    """Counts over the delivered records; see `tally.Comparison`. The rate is `adjudicated`'s."""

    compared: int
    agreed: int
    adjudicated: int
    first_keying: KeyingDocument
    second_keying: KeyingDocument


class FieldDocument(ComparisonDocument):
    """One field."""

    keyed: int  # values keyed, by anyone


class RecordsDocument(ComparisonDocument):
    """Whole records: one is wrong if any of its fields is."""

    delivered: int
    queried: int
    rejected: int


class MethodDocument(TypedDict):
    """How the records were keyed."""

    keyings: int  # what the work type asks for
    separate_centres: bool
    check: str  # a CheckRule: what decides which records are keyed again
    target_field_error: str | None  # of adaptive checking; an aim, not a measurement
    compared: str  # an Extent: what was done
    statement: str


class SampleDocument(TypedDict):
    """Which of the delivered records were compared."""

    records: int  # delivered
    compared: int
    fraction: str | None  # null when nothing was delivered


class QueriesDocument(TypedDict):
    """The records that could not be keyed."""

    records: int
    by_flag: dict[str, int]
    adjudicated: int  # of these, settled to be so by a third person
    overruled: int  # delivered records that one person at least had flagged


class PeopleDocument(TypedDict):
    """How many different people have an accepted entry in the job, by what they did, and in all."""

    keyed: int
    verified: int
    adjudicated: int
    total: int


class CertificateDocument(TypedDict):
    """The whole, and all that certificate.pdf shows."""

    job: str
    client: dict[str, str]
    issuer: str
    work_type: str
    version: int
    title: str
    drop: str
    drop_sha256: str
    result_sha256: str
    received_at: str
    issued_at: str
    method: MethodDocument
    sample: SampleDocument
    measure: str
    measures: dict[str, str]
    confidence: str
    bound: str
    records: RecordsDocument
    fields: dict[str, FieldDocument]
    queries: QueriesDocument
    people: PeopleDocument
    limits: list[str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who certifies, and to whom."""

    issuer: Office
    client: Client


def certificate(
    job: Job, work_type: WorkType, parties: Parties, tally: Tally, result: str, now: datetime
) -> CertificateDocument:
    """Return the certificate of a job whose result.csv has the SHA-256 `result`."""
    extent = Extent.of(tally)
    return {
        "job": job.id,
        "client": {"client": job.client, "name": parties.client.name},
        "issuer": parties.issuer.name,
        "work_type": work_type.id,
        "version": work_type.version,
        "title": work_type.title["en"],
        "drop": job.drop.key,
        "drop_sha256": job.drop_sha256,
        "result_sha256": result,
        "received_at": timestamp(job.created_at),
        "issued_at": timestamp(now),
        "method": {
            "keyings": work_type.quality.keyings,
            "separate_centres": work_type.quality.separate_centres,
            "check": work_type.quality.check.value,
            "target_field_error": _target(work_type.quality),
            "compared": extent.value,
            "statement": statement(extent, tally, work_type.quality),
        },
        "sample": _sample(tally),
        "measure": "per field",
        "measures": MEASURES,
        "confidence": CONFIDENCE,
        "bound": "Clopper-Pearson, one-sided",
        "records": {
            "delivered": tally.delivered,
            "queried": tally.queried,
            "rejected": job.rejected,
            **_comparison(tally.records),
        },
        "fields": {
            name: {"keyed": tally.keyed[name], **_comparison(each)}
            for name, each in tally.fields.items()
        },
        "queries": _queries(tally),
        "people": _people(tally),
        "limits": limits(extent, work_type.quality),
    }


def _target(quality: Quality) -> str | None:
    is_adaptive = quality.check is CheckRule.ADAPTIVE
    return f"{quality.target_field_error:f}" if is_adaptive else None


def _sample(tally: Tally) -> SampleDocument:
    delivered, compared = tally.delivered, tally.records.compared
    fraction = share(compared, delivered) if delivered else None
    return {"records": delivered, "compared": compared, "fraction": fraction}


def _comparison(counts: Comparison) -> ComparisonDocument:
    return {
        "compared": counts.compared,
        "agreed": counts.agreed,
        "adjudicated": counts.adjudicated,
        **rate(counts.adjudicated, counts.compared),
        "first_keying": _keying(counts.first_wrong, counts.compared),
        "second_keying": _keying(counts.second_wrong, counts.compared),
    }


def _keying(wrong: int, compared: int) -> KeyingDocument:
    return {"wrong": wrong, **rate(wrong, compared)}


def _queries(tally: Tally) -> QueriesDocument:
    return {
        "records": tally.queried,
        "by_flag": {flag.value: tally.flags.get(flag, 0) for flag in Flag},
        "adjudicated": tally.flags_adjudicated,
        "overruled": tally.flags_overruled,
    }


def _people(tally: Tally) -> PeopleDocument:
    at = {stage: tally.people.get(stage, frozenset()) for stage in Stage}
    return {
        "keyed": len(at[Stage.KEY]),
        "verified": len(at[Stage.VERIFY]),
        "adjudicated": len(at[Stage.ADJUDICATE]),
        "total": len(frozenset[str]().union(*at.values())),
    }
