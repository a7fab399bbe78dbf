"""The pay lines."""

from dataclasses import dataclass, field
from datetime import date

from hinterland.pay.pay_line import PayLine


@dataclass
class PayLines:
    """The port `Pay`; stores that pay for something write here. A lease is paid once a day."""

    rows: dict[tuple[str, date, str], PayLine] = field(default_factory=dict)

    def store(self, line: PayLine) -> None:
        self.rows[line.operator, line.day, line.lease] = line

    def between(self, operator: str, first: date, last: date) -> list[PayLine]:
        keys = sorted(key for key in self.rows if key[0] == operator and first <= key[1] <= last)
        return [self.rows[key] for key in keys]
