"""Which known records an operator was shown as gold."""

from dataclasses import dataclass, field

from hinterland.errors import ConflictError
from hinterland.training.gold import ShownGold
from tests.doubles.in_memory.turns import ALONE


@dataclass
class GoldNotes:
    """The port `Gold`."""

    rows: dict[tuple[str, str], ShownGold] = field(default_factory=dict)

    def shown_to(self, operator: str) -> list[ShownGold]:
        return [self.rows[key] for key in sorted(self.rows) if key[0] == operator]

    def note(self, shown: ShownGold) -> None:
        with ALONE:
            if (shown.operator, shown.known) in self.rows:
                raise ConflictError(f"{shown.known} was shown to {shown.operator} before")
            self.rows[shown.operator, shown.known] = shown
