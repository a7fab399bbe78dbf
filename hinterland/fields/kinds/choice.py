"""Choice: one of the values that the work type lists, in capitals or small letters."""

from hinterland.documents.place import Place, expect_distinct
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.kind import Kind, Settings

_FEWEST = 2


class Choice(Kind):
    """One of a few values."""

    settings = frozenset({"choices"})

    def read(self, place: Place) -> Settings:
        """Read the values to choose from."""
        choices = place["choices"]
        places = choices.items()
        if len(places) < _FEWEST and not choices.is_missing:
            choices.mistake("must list at least two values")
        expect_distinct(places)
        return {"choices": tuple(each.text() for each in places)}

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether it is none of them."""
        if text.lower() in {each.lower() for each in field.choices}:
            return None
        return Fault(Check.CHOICE, f"This must be one of: {', '.join(field.choices)}.")

    def meaning(self, field: Field, text: str) -> str:
        """Return the value whatever its case."""
        del field
        return text.casefold()

    def normalised(self, field: Field, text: str) -> str:
        """Return the value as the work type writes it."""
        return next((each for each in field.choices if each.lower() == text.lower()), "")
