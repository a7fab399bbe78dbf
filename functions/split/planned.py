"""What planning comes to, whatever the drop is."""

from dataclasses import dataclass, field

from hinterland.jobs.documents import PartDocument, SkippedRows


@dataclass(frozen=True, slots=True)
class Planned:
    """A drop as it was looked through."""

    columns: list[str]  # as the client wrote them; empty for images
    records: int
    parts: list[PartDocument]
    sha256: str  # of the whole drop
    header: str | None = None  # where the columns are named
    skipped: list[SkippedRows] = field(default_factory=list)  # rows that are no records
