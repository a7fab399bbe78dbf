"""The PAN, the Permanent Account Number of the income tax department."""

import re

from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.code import Code

# The fourth letter says who holds it: an association, a body of individuals, a company, a firm, the
# government, a Hindu undivided family, a judicial person, a local authority, a person, a trust. The
# last letter is a check whose rule is not published.
_SHAPE = re.compile(r"[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]")


class Pan(Code):
    """A PAN."""

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether its shape is wrong."""
        del field
        if _SHAPE.fullmatch(self.written(text)):
            return None
        return Fault(
            Check.FORMAT, "A PAN has five letters, four digits and a letter, as in AAAPA1234A."
        )
