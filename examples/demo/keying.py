"""Keying a record: look at it, look up its truth, type it, now and then wrongly."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from examples.demo.answers import AnswerBook, in_form
from examples.demo.api import OperatorApi
from examples.demo.mistakes import Mistakes
from hinterland.api.leases import InputRecord, KeyedRecord, Lease
from hinterland.api.work_types import Field
from hinterland.work.entries import Flag

# Of a JPEG, a PNG and a WebP: what browsers can show.
IMAGE_STARTS = (b"\xff\xd8", b"\x89PNG", b"RIFF")


class NoImageError(Exception):
    """An image link gave something else than an image."""


@dataclass(slots=True)
class Keyer:
    """One person's eyes and hands."""

    answers: Mapping[str, AnswerBook]  # by work type
    mistakes: Mistakes
    forms: dict[tuple[str, int], list[Field]] = field(default_factory=dict)

    def key(self, api: OperatorApi, lease: Lease, record: InputRecord) -> KeyedRecord:
        """Return what is keyed for a record, or the flag that nobody can read it."""
        if lease["images"]:
            _require_image(api.read_image(lease, record["record"]))
        name = AnswerBook.name_of(record["show"])
        right = self._right(api, lease, name)
        if right is None:
            return {"record": record["record"], "values": {}, "flag": Flag.ILLEGIBLE, "ms": 2_000}
        if lease["stage"] == "adjudicate":
            disputed = record.get("candidates", {})
            values = {name: value for name, value in right.items() if name in disputed}
        else:
            values = self._type(api, lease, name, right)
        spent = 900 + 120 * sum(len(value) for value in values.values())
        return {"record": record["record"], "values": values, "flag": None, "ms": spent}

    def mend(
        self, api: OperatorApi, lease: Lease, record: InputRecord, entry: KeyedRecord, field: str
    ) -> bool:
        """Look again at a value that failed a check; return whether it was a mistake of ours.

        If it was not, the source shows it so, and that is confirmed.
        """
        right = self._right(api, lease, AnswerBook.name_of(record["show"])) or {}
        if entry["values"][field] == right[field]:
            entry["as_printed"] = [*entry.get("as_printed", []), field]
            return False
        entry["values"][field] = right[field]
        return True

    def _right(self, api: OperatorApi, lease: Lease, name: str) -> dict[str, str] | None:
        """Return what should be keyed for a record; None when nobody can read it."""
        truth = self.answers[lease["work_type"]].values(name)
        if truth is None:
            return None
        return {each["name"]: in_form(truth[each["name"]], each) for each in self._form(api, lease)}

    def _type(
        self, api: OperatorApi, lease: Lease, name: str, right: Mapping[str, str]
    ) -> dict[str, str]:
        typed: dict[str, str] = {}
        for each in self._form(api, lease):
            place = (lease["work_type"], lease["stage"], name, each["name"])
            typed[each["name"]] = self.mistakes.key(right[each["name"]], each["kind"], place)
        return typed

    def _form(self, api: OperatorApi, lease: Lease) -> list[Field]:
        """Return the fields to key, asked for once per work type and version."""
        version = lease["work_type"], lease["version"]
        if version not in self.forms:
            self.forms[version] = api.form(*version)["fields"]
        return self.forms[version]


def _require_image(body: bytes) -> None:
    if not body.startswith(IMAGE_STARTS):
        raise NoImageError("an image link did not give an image")
