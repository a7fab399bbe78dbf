"""What numbers of every kind have in common: they are in order, and may have a least and a most."""

from decimal import Decimal

from hinterland.documents.place import Place
from hinterland.fields.amounts import amount, number, plain
from hinterland.fields.field import Bound, Field
from hinterland.fields.kinds.kind import Kind, Settings, ordered


class Number(Kind):
    """A number."""

    settings = Kind.settings | {"min", "max"}

    def read(self, place: Place) -> Settings:
        """Read `min` and `max`, each of which may be left out, besides what any kind may have."""
        least, most = (_bound(place[key]) for key in ("min", "max"))
        return {**super().read(place), **ordered(place, least, most)}

    def meaning(self, field: Field, text: str) -> Decimal | None:
        """Return the number."""
        del field
        return amount(text)

    def amount(self, field: Field, text: str) -> Decimal | None:
        """Return the number."""
        del field
        return amount(text)

    def shown(self, field: Field, bound: Bound) -> str:
        """Return a bound without an exponent."""
        del field
        return format(bound, "f")

    def normalised(self, field: Field, text: str) -> str:
        """Return a plain number: a point, no commas, no mark of money, the decimals as keyed."""
        value = self.amount(field, text)
        return "" if value is None else plain(value)


def _bound(place: Place) -> Decimal | None:
    """Read a number exactly as written; it may be negative."""
    if place.is_missing:
        return None
    if isinstance(place.value, float):
        place.mistake('has lost its exact digits: put quotes around it, as in "0.50"')
        return Decimal(0)
    found = number(place.text())
    if found is None:
        place.mistake('must be a plain number, such as 0 or "0.50"')
        return Decimal(0)
    return found
