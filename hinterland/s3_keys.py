"""Where things lie in S3: each key is spelled here and nowhere else.

Drop bucket:      {client}/{work_type}/{file name}                 written by the client
Work bucket:      {job}/plan.json, parts.json, rows.csv, parts/, items/, images/,
                  originals/, entries/, kept/, merged/
                  known/: the known answers; two levels deep, so that no pattern of a job's keys
                  (`*/items/*`) matches one
Delivery bucket:  {client}/{job}/{file}                            read by the client
"""

from dataclasses import dataclass

from hinterland.errors import RejectedError
from hinterland.identifiers import digest


@dataclass(frozen=True, slots=True)
class DropKey:
    """What a client says by the place where it puts a file."""

    client: str
    work_type: str
    file_name: str

    @classmethod
    def parse(cls, key: str) -> "DropKey":
        """Split a drop's key; raise `RejectedError` when it has not three parts."""
        match key.split("/", 2):
            case [client, work_type, file_name] if client and work_type and file_name:
                return cls(client, work_type, file_name)
            case _:
                raise RejectedError(
                    "wrong_place",
                    "Put the file under {client}/{work_type}/{file name}, "
                    f"for example meridian/receipts/june.zip; this one is at {key!r}.",
                )


# Delivery bucket
STATUS = "status.json"
REJECTED = "rejected.json"
RESULT = "result.csv"
RESULT_XLSX = "result.xlsx"
RESULT_JSONL = "result.jsonl"
QUERIES = "queries.csv"
RECONCILIATION = "reconciliation.json"
CERTIFICATE = "certificate.json"
CERTIFICATE_PDF = "certificate.pdf"
INVOICE_JSON = "invoice.json"
INVOICE_PDF = "invoice.pdf"
DONE = "done.json"
# In the order in which done.json lists them.
MERGED = (RESULT, QUERIES, RECONCILIATION, CERTIFICATE, CERTIFICATE_PDF)
INVOICE = (INVOICE_JSON, INVOICE_PDF)
DELIVERED = (*MERGED, *INVOICE)


def delivery(client: str, job: str, file: str) -> str:
    """Return the key of one of a job's delivery files."""
    return f"{client}/{job}/{file}"


# Work bucket
KNOWN = "known/"


def plan(job: str) -> str:
    """What Split found in the drop: header, encoding, columns, counts."""
    return f"{job}/plan.json"


def parts(job: str) -> str:
    """The list of parts that both Distributed Maps run over."""
    return f"{job}/parts.json"


def rows(job: str) -> str:
    """The rows of a drop in the form in which its parts are split (`split.tables.normal_form`)."""
    return f"{job}/rows.csv"


def part_report(job: str, part: int) -> str:
    """What splitting one part came to: items, records, rejected records with reasons."""
    return f"{job}/parts/{part:06d}.json"


def merged_part(job: str, part: int, file: str) -> str:
    """One part's share of a deliverable."""
    return f"{job}/merged/{part:06d}/{file}"


def item_input(job: str, item: str) -> str:
    """What an operator sees of a work item while keying or verifying it."""
    return f"{job}/items/{item}/input.json"


def lease_input(job: str, item: str, lease: str) -> str:
    """What the operator sees under a lease that carries a known record."""
    return f"{job}/items/{item}/{digest(lease)}.json"


def adjudication_input(job: str, item: str) -> str:
    """What an adjudicator sees: the disputed fields and both values, unnamed."""
    return f"{job}/items/{item}/adjudicate.json"


def image(job: str, record: str) -> str:
    """The page image of a record, to key from."""
    return f"{job}/images/{record}"


def original(job: str, record: str) -> str:
    """The page image as it came, of a record whose `image` was made lighter."""
    return f"{job}/originals/{record}"


def entry(job: str, item: str, lease: str) -> str:
    """What one operator keyed for one work item under one lease."""
    return f"{entries(job)}{item}/{lease}.json"


def entries(job: str) -> str:
    """Where all entries of a job lie, by work item."""
    return f"{job}/entries/"


def item_and_lease(entry_key: str) -> tuple[str, str]:
    """Return the work item and the lease of which a key is the entry."""
    _, _, item, file = entry_key.split("/")
    return item, file.removesuffix(".json")


def kept(job: str, item: str, lease: str) -> str:
    """Why an entry was not used; stands beside the entry, which stays."""
    return f"{job}/kept/{item}/{lease}.json"


def known_answers(name: str, digest: str) -> str:
    """The records and answers of a set of known answers, by their digest."""
    return f"{KNOWN}{name}.{digest}.json"


def known_picture(name: str, sha256: str) -> str:
    """A page image of a set of known answers."""
    return f"{KNOWN}{name}.{sha256}"
