"""What people outside know: what they sent, and what they were told. The checks go by it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

type Values = dict[str, str]


@dataclass
class Hold:
    """A lease as its holder knows it."""

    lease: str
    place: tuple[str, str]  # job and item
    stage: str
    operator: str
    since: datetime
    until: datetime
    let_go: bool = False  # the holder has sent it off, or was told that it is lost


@dataclass
class Upload:
    """An entry that reached S3."""

    lease: str
    place: tuple[str, str]
    operator: str
    at: datetime
    version_id: str
    records: list[dict[str, Any]]
    had_lease: bool  # whether the row was still under this lease when it came
    told_to_mend: bool = False
    kept: bool = False  # as the operator was told


@dataclass
class SentDrop:
    """A file that the client dropped."""

    key: str
    version_id: str
    work_type: str
    rows: list[list[str]]  # without the heading; a row of four cells will be rejected
    is_sound: bool


@dataclass
class Ledger:
    """All of it, in the order in which it happened."""

    drops: list[SentDrop] = field(default_factory=list)
    holds: dict[str, Hold] = field(default_factory=dict)  # by lease
    uploads: list[Upload] = field(default_factory=list)
    # The outcome and the rupees that a submit was answered with, by lease.
    promised: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    known_gaps: list[str] = field(default_factory=list)
    # Leases of uploads of which S3's news failed for good.
    unheard: set[str] = field(default_factory=set)
    trace: list[str] = field(default_factory=list)

    def broken(self, what: str) -> None:
        """Note a broken invariant."""
        if what not in self.violations:
            self.violations.append(what)
