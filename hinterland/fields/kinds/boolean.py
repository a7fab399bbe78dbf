"""Boolean: true or false, yes or no."""

from hinterland.documents.place import Place
from hinterland.fields.faults import Check, Fault
from hinterland.fields.field import Field
from hinterland.fields.kinds.kind import Kind, Settings

_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Boolean(Kind):
    """True or false."""

    settings = frozenset()

    def read(self, place: Place) -> Settings:
        """Read nothing: there is nothing to set."""
        del place
        return {}

    def fault(self, field: Field, text: str) -> Fault | None:
        """Return whether it says neither."""
        if self.meaning(field, text) is not None:
            return None
        return Fault(Check.CHOICE, "This must be true or false.")

    def meaning(self, field: Field, text: str) -> bool | None:
        """Return what true, false, yes or no say."""
        del field
        return _TRUTH.get(text.lower())

    def normalised(self, field: Field, text: str) -> str:
        """Return `true` or `false`."""
        truth = self.meaning(field, text)
        return "" if truth is None else str(truth).lower()
