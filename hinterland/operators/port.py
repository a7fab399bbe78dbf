"""What use cases ask of what the system learned about each operator."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from hinterland.operators.accuracy import ByKind
from hinterland.operators.outboxes import Outbox
from hinterland.operators.standing import Standing
from hinterland.operators.track_records import Correction, CorrectionName


class TrackRecords(Protocol):
    """What the system learned about each operator. `WorkItems.accept` writes it."""

    def standing(self, operator: str, work_type: str) -> Standing:
        """Return what an operator has earned in a work type: nothing, to begin with."""

    def accuracy(self, operator: str) -> Mapping[str, ByKind]:
        """Return an operator's counts of checked fields, by work type and field kind."""

    def corrections(self, operator: str, most: int) -> list[Correction]:
        """Return up to `most` of an operator's corrections, newest first."""

    def correction(self, operator: str, name: CorrectionName) -> Correction:
        """Return one of an operator's corrections; raise `NotFoundError`."""

    def object_to(
        self, operator: str, name: CorrectionName, note: str, now: datetime
    ) -> Correction:
        """Note an operator's objection to a correction of theirs and return the correction.

        Repeated, the note is replaced and the time of the first stays. Raise `NotFoundError`.
        """

    def objected(self, month: str) -> list[Correction]:
        """Return the corrections objected to in a month (`2026-11`, in India), newest first."""


class Outboxes(Protocol):
    """What operators' pages last said of their outboxes."""

    def note(self, operator: str, outbox: Outbox) -> None:
        """Store an operator's report in the place of the last."""

    def of(self, operator: str) -> Outbox | None:
        """Return an operator's last report; None if there never was one."""
