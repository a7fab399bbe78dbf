"""What planning comes to, whatever the drop is."""

from dataclasses import dataclass

from hinterland.jobs.documents import PartDocument


@dataclass(frozen=True, slots=True)
class Planned:
    """A drop as it was looked through."""

    columns: list[str]  # as the client wrote them; empty for images
    records: int
    parts: list[PartDocument]
    sha256: str  # of the whole drop
