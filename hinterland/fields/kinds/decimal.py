"""Decimal: an amount, which may be marked as money."""

from hinterland.documents.place import Place
from hinterland.fields.amounts import amount, decimals
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.kind import Settings
from hinterland.fields.kinds.number import Number

_MOST_PLACES = 9


class DecimalNumber(Number):
    """A number that may have decimals, `places` at most."""

    settings = Number.settings | {"places"}

    def read(self, place: Place) -> Settings:
        """Read `places`, besides what any number may have."""
        places = place["places"]
        most = None if places.is_missing else places.integer(0, _MOST_PLACES)
        return {**super().read(place), "places": most}

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether it is no amount, or has too many decimals."""
        value = amount(text)
        if value is None:
            return Fault(Check.FORMAT, "This must be a number, such as 1,234.50 or Rs. 1,234/-.")
        if field.places is not None and decimals(value) > field.places:
            return Fault(Check.FORMAT, f"This may have at most {field.places} decimal places.")
        return None
