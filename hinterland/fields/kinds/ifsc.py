"""The IFSC, the code of a bank's branch."""

import re

from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.code import Code

_SHAPE = re.compile(r"[A-Z]{4}0[0-9A-Z]{6}")


class Ifsc(Code):
    """An IFSC: four letters, 0, six letters or digits."""

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether its shape is wrong."""
        del field
        if _SHAPE.fullmatch(self.written(text)):
            return None
        return Fault(
            Check.FORMAT, "An IFSC has four letters, a zero and six more, as in SBIN0001234."
        )
