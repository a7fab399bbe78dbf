"""What operators' pages last said of their outboxes."""

from dataclasses import dataclass, field

from hinterland.operators.outboxes import Outbox


@dataclass
class OutboxReports:
    """The port `Outboxes`."""

    rows: dict[str, Outbox] = field(default_factory=dict)

    def note(self, operator: str, outbox: Outbox) -> None:
        self.rows[operator] = outbox

    def of(self, operator: str) -> Outbox | None:
        return self.rows.get(operator)
