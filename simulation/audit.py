"""The books at the end of a run: every record, every entry and every rupee accounted for."""

import csv
import hashlib
import io
import json
from decimal import Decimal
from typing import Any

from botocore.exceptions import ClientError

from hinterland import s3_keys, tables
from hinterland.aws.clients import client
from hinterland.aws.work.record_runs import from_runs
from hinterland.stage import Stage
from simulation.account import DELIVERIES, WORK
from simulation.answers import FIELDS, expected
from simulation.client import HEADING
from simulation.gold import shown_gold, without
from simulation.ledger import Ledger, SentDrop, Upload
from simulation.pay_audit import PayAudit
from simulation.rows import Row, job_rows, rows_of
from simulation.setting import CLIENT, RATE
from simulation.track_audit import TrackAudit


class Audit:
    """Compares what the outside knows with what is delivered, paid and billed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._jobs = job_rows()
        self._items = rows_of(tables.WORK_ITEMS.name)
        self._gold = shown_gold()
        self._uploads = {upload.version_id: upload for upload in ledger.uploads}

    def run(self) -> None:
        """Check everything; what is wrong goes to the ledger."""
        for drop in self._ledger.drops:
            jobs = [job for job in self._jobs if job["drop_version"] == drop.version_id]
            if len(jobs) != 1:
                self._broken(f"5 once: {len(jobs)} jobs of {drop.key}")
                continue
            self._drop(drop, jobs[0])
        self._entries()
        PayAudit(self._ledger, self._items).run()
        self._invoice_numbers()
        TrackAudit(self._ledger, self._items).run()

    def _drop(self, drop: SentDrop, job: Row) -> None:
        state = "delivered" if drop.is_sound else "rejected"
        good = [row for row in drop.rows if len(row) == len(HEADING)]
        if job["state"] != state:
            self._broken(f"1 accounted for: {drop.key} ({job['job']}) ends as {job['state']}")
            return
        if self._document(job, s3_keys.STATUS).get("state") != state:
            self._broken(f"5 once: status.json of {job['job']} does not say {state}")
        if not drop.is_sound:
            self._document(job, s3_keys.REJECTED)
            return
        self._records(drop, job, good)
        self._manifest(job)
        self._bill(job)

    def _records(self, drop: SentDrop, job: Row, good: list[list[str]]) -> None:
        answers = self._answers(job)
        results, queries = self._table(job, s3_keys.RESULT), self._table(job, s3_keys.QUERIES)
        wanted_results, wanted_queries = [], []
        for number, row in enumerate(drop.rows, start=1):
            answer = answers.get(f"{number:06d}")
            if row not in good:
                continue
            if answer is None:
                self._broken(f"1 accounted for: record {number} of {job['job']} is in no item")
            elif answer["flag"]:
                wanted_queries.append([*row, "", "", answer["flag"]])
            else:
                wanted_results.append([*row, *(answer["values"][field] for field in FIELDS)])
        if results != wanted_results:
            self._broken(f"1 accounted for: result.csv of {job['job']} is not what was keyed")
        if queries != wanted_queries:
            self._broken(f"1 accounted for: queries.csv of {job['job']} is not what was flagged")
        counts = self._document(job, s3_keys.RECONCILIATION)
        told = [counts.get(name) for name in ("records_in", "delivered", "queried", "rejected")]
        rejected = len(drop.rows) - len(good)
        if told != [len(drop.rows), len(results), len(queries), rejected]:
            self._broken(f"1 accounted for: reconciliation of {job['job']} says {told}")

    def _answers(self, job: Row) -> dict[str, Any]:
        """Work out the answers of a job's items from the uploads that were accepted."""
        answers: dict[str, Any] = {}
        for item in self._items:
            if item["job"] != job["job"]:
                continue
            if item.get("is_queried"):
                answers |= {
                    record: {"record": record, "values": {}, "flag": "set_aside"}
                    for record in from_runs(item["records"])
                }
                continue
            used = [self._uploads.get(entry["version_id"]) for entry in item["accepted"]]
            entries = [
                without(upload.records, self._gold.get(upload.lease)) for upload in used if upload
            ]
            try:
                found = expected(item["work_type"], entries)
            except (ValueError, IndexError, KeyError) as error:
                self._broken(f"1 accounted for: {item['job']}/{item['item']}: {error!r}")
                continue
            if not answers.keys().isdisjoint(found):
                self._broken(f"1 accounted for: a record of {job['job']} is in two items")
            answers |= found
        return answers

    def _manifest(self, job: Row) -> None:
        done = self._document(job, s3_keys.DONE)
        for file, digest in done.get("files", {}).items():
            body = self._read(DELIVERIES, s3_keys.delivery(CLIENT, job["job"], file))
            if body is None or hashlib.sha256(body).hexdigest() != digest:
                self._broken(f"5 once: {file} of {job['job']} is not the one that done.json names")

    def _bill(self, job: Row) -> None:
        results = self._table(job, s3_keys.RESULT)
        invoice = self._document(job, s3_keys.INVOICE_JSON)
        lines = invoice.get("lines", [])
        amount = Decimal(RATE) * len(results)
        if len(lines) != 1 or Decimal(str(lines[0]["quantity"])) != len(results):
            self._broken(f"5 once: {job['job']} bills {lines} for {len(results)} records")
        elif abs(Decimal(invoice["taxable_value"]) - amount) > Decimal("0.005"):
            self._broken(f"6 exact: {job['job']} bills {invoice['taxable_value']}, not {amount}")

    def _entries(self) -> None:
        """See that every upload is used, or kept with a note, or was its operator's to mend."""
        used = {entry["version_id"] for item in self._items for entry in item["accepted"]}
        settled = [
            entry
            for item in self._items
            for entry in (*item["accepted"], *(item.get("kept") or ()))
        ]
        leases = {entry["lease"] for entry in settled}
        for upload in self._ledger.uploads:
            if upload.version_id in used or upload.lease in leases or upload.told_to_mend:
                continue
            if self._read(WORK, s3_keys.kept(*upload.place, upload.lease)) is not None:
                continue
            self._lost(upload)

    def _lost(self, upload: Upload) -> None:
        what = f"upload under {upload.lease} at {upload.at:%H:%M:%S} is neither used nor noted"
        if upload.kept:
            self._broken(f"3 nothing lost: {what}, though its operator was told that it is kept")
        elif upload.lease in self._ledger.unheard and not upload.had_lease:
            self._ledger.known_gaps.append(what)
        else:
            self._broken(f"3 nothing lost: {what}")

    def _invoice_numbers(self) -> None:
        rows = rows_of(tables.INVOICES.name)
        given = sorted(row["number"] for row in rows if row.get("number"))
        delivered = sum(job["state"] == "delivered" for job in self._jobs)
        if given != list(range(1, delivered + 1)):
            self._broken(f"6 exact: {delivered} deliveries have the invoice numbers {given}")

    def _document(self, job: Row, file: str) -> dict[str, Any]:
        body = self._read(DELIVERIES, s3_keys.delivery(CLIENT, job["job"], file))
        if body is None:
            self._broken(f"1 accounted for: {job['job']} has no {file}")
            return {}
        return dict(json.loads(body))

    def _table(self, job: Row, file: str) -> list[list[str]]:
        body = self._read(DELIVERIES, s3_keys.delivery(CLIENT, job["job"], file)) or b""
        return list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]

    def _read(self, bucket: str, key: str) -> bytes | None:
        try:
            return bytes(client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") != "NoSuchKey":
                raise
            return None

    def _broken(self, what: str) -> None:
        self._ledger.broken(what)


def unfinished() -> list[str]:
    """Name the items that are not done."""
    return [
        f"{row['job']}/{row['item']}"
        for row in rows_of(tables.WORK_ITEMS.name)
        if row["stage"] != Stage.DONE
    ]
