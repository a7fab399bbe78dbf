"""Text: names, addresses, whatever is printed."""

from hinterland.documents.place import Place
from hinterland.fields import comparison
from hinterland.fields.field import Field, Match
from hinterland.fields.kinds.kind import Kind, Settings


class Text(Kind):
    """A text; `match` says whether case, spacing and punctuation count when two are compared."""

    settings = Kind.settings | {"match"}

    def read(self, place: Place) -> Settings:
        """Read `match`, besides what any kind may have."""
        match = place["match"]
        return {
            **super().read(place),
            "match": Match.EXACT if match.is_missing else match.one_of(Match),
        }

    def meaning(self, field: Field, text: str) -> str | None:
        """Return what counts of a text when it is compared loosely."""
        return comparison.loose(text) if field.match is Match.LOOSE else None
