"""The use case: issue a job's invoice once, and complete its delivery with done.json.

Each effect is the same when it is repeated. The number and the date belong to the job for ever;
an invoice.json that exists is never written again, whatever the catalogue says by then; and
invoice.pdf is made from invoice.json alone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from functions.invoice.document import InvoiceDocument, invoice_document
from functions.invoice.manifest import digest, digests, manifest
from functions.invoice.numbering import invoice_number, series
from functions.invoice.pdf import invoice_pdf
from functions.invoice.port import Invoices
from functions.invoice.pricing import contract_for, is_billed, line, taxes
from hinterland import s3_keys
from hinterland.catalogue.port import Catalogue
from hinterland.clock import india_date
from hinterland.errors import NotFoundError
from hinterland.jobs.job import Job, JobState
from hinterland.jobs.port import Jobs
from hinterland.jobs.status import write_delivered
from hinterland.objects import Objects


@dataclass(frozen=True, slots=True)
class Stores:
    """What issuing an invoice needs of the world."""

    jobs: Jobs
    catalogue: Catalogue
    invoices: Invoices
    delivery: Objects

    def complete(self, job_id: str, now: datetime) -> None:
        """Issue a merged job's invoice and tell its client that the delivery is complete.

        Raises `NotPricedError` or `SeriesExhaustedError`, for the office to act upon.
        """
        job = self.jobs.get(job_id)
        if job.state is JobState.DELIVERED:
            return
        if is_billed(job) and not self._exists(job.delivery(s3_keys.DONE)):
            pdf = invoice_pdf(self._issued(job, now))
            self.delivery.write(job.delivery(s3_keys.INVOICE_PDF), pdf, "application/pdf")
        self._close(job, now)

    def _close(self, job: Job, now: datetime) -> None:
        """Tell the client, then ourselves: a job whose row says delivered has its done.json."""
        work_type = self.catalogue.work_type(job.work_type, job.version)
        files = digests(self.delivery, job, work_type.deliver)
        # Nothing slow between these two: who reads `delivered` will look for done.json at once.
        write_delivered(self.delivery, job.moved(JobState.DELIVERED, now))
        files[s3_keys.STATUS] = digest(self.delivery, job, s3_keys.STATUS)
        self.delivery.write_json(job.delivery(s3_keys.DONE), manifest(job, files, now))
        self.jobs.move(job.id, JobState.DELIVERED, now)

    def _issued(self, job: Job, now: datetime) -> InvoiceDocument:
        key = job.delivery(s3_keys.INVOICE_JSON)
        try:
            return cast(InvoiceDocument, self.delivery.read_json(key))
        except NotFoundError:
            document = self._new(job, now)
            self.delivery.write_json(key, document)
            return document

    def _new(self, job: Job, now: datetime) -> InvoiceDocument:
        supplier = self.catalogue.office()
        recipient = self.catalogue.client(job.client, job.client_version)
        today = india_date(now)
        # Priced before it is numbered, so that a job without a price uses up no number. What the
        # client agreed to on the day of the drop holds, whatever was agreed or dropped since.
        contract = contract_for(recipient, job.work_type, india_date(job.created_at))
        number, issued_on = self.invoices.number(
            series(supplier.invoice_prefix, today), job.id, today
        )
        billed = line(job, self.catalogue.work_type(job.work_type, job.version), contract)
        return invoice_document(
            number=invoice_number(series(supplier.invoice_prefix, issued_on), number),
            issued_on=issued_on,
            supplier=supplier,
            recipient=recipient,
            lines=[billed],
            taxes=taxes(billed.amount, contract.tax, supplier.state, recipient.state),
            job=job,
        )

    def _exists(self, key: str) -> bool:
        try:
            self.delivery.head(key)
        except NotFoundError:
            return False
        return True
