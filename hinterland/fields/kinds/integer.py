"""Integer: a whole number, without a mark of money."""

from hinterland.fields.amounts import number
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.number import Number


class Integer(Number):
    """A whole number."""

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether it is none."""
        del field
        if "." not in text and number(text) is not None:
            return None
        return Fault(Check.FORMAT, "This must be a whole number.")
