"""Codes in which capitals and spaces do not matter. GSTIN, PAN, IFSC and PIN are such."""

from hinterland.fields.field import Field
from hinterland.fields.kinds.kind import Kind


class Code(Kind):
    """A code: it is read, compared and delivered in capitals and without spaces."""

    def meaning(self, field: Field, text: str) -> str:
        """Return the code."""
        del field
        return self.written(text)

    def written(self, text: str) -> str:
        """Return the code."""
        return "".join(text.split()).upper()

    def normalised(self, field: Field, text: str) -> str:
        """Return the code."""
        del field
        return self.written(text)
