"""Issuing a certificate: as JSON, and as the one page that shows it."""

from typing import cast

from functions.merge.certificate import CertificateDocument
from hinterland import s3_keys
from hinterland.errors import NotFoundError
from hinterland.jobs.job import Job
from hinterland.objects import Objects


def issue(deliveries: Objects, job: Job, document: CertificateDocument) -> None:
    """Write certificate.json and certificate.pdf; a repeat keeps the date of issue."""
    # Most runs of Merge are of parts and write no PDF: they shall not wait for fpdf2 to load.
    from functions.merge.certificate_pdf import certificate_pdf  # noqa: PLC0415 - see above

    document = _as_first_issued(deliveries, job, document)
    deliveries.write_json(job.delivery(s3_keys.CERTIFICATE), document)
    pdf = certificate_pdf(document)
    deliveries.write(job.delivery(s3_keys.CERTIFICATE_PDF), pdf, "application/pdf")


def _as_first_issued(
    deliveries: Objects, job: Job, document: CertificateDocument
) -> CertificateDocument:
    """Return the certificate that is there already, if it differs in nothing but its date."""
    try:
        found = deliveries.read_json(job.delivery(s3_keys.CERTIFICATE))
    except NotFoundError:
        return document
    earlier = cast(CertificateDocument, found)
    return earlier if {**earlier, "issued_at": document["issued_at"]} == document else document
