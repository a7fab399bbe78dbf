"""The PIN code of the post."""

import re

from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.code import Code

_SHAPE = re.compile(r"[1-9][0-9]{5}")


class Pin(Code):
    """A PIN code: six digits, of which the first is not 0."""

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether its shape is wrong."""
        del field
        if _SHAPE.fullmatch(self.written(text)):
            return None
        return Fault(Check.FORMAT, "A PIN code has six digits and does not begin with 0.")
