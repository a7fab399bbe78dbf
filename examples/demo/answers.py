"""What a faultless operator would key: the truth files, in the form that the fields ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath

from hinterland.api.work_types import Field

type Values = Mapping[str, str]

# As the sample receipts and the SROIE annotators write dates.
WRITTEN_DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", "%d %b %Y", "%Y-%m-%d")


class UnknownRecordError(Exception):
    """A record was shown that the truth file does not know."""


@dataclass(frozen=True, slots=True)
class AnswerBook:
    """The truth of one drop, by the name of a record: an image's stem or a row's `id`."""

    truth: Mapping[str, Values | None]  # None: nobody can read it
    illegible: frozenset[str] = field(default=frozenset())  # taken as such although it is known

    @staticmethod
    def name_of(show: Mapping[str, str | int]) -> str:
        """Name a record by what an operator is shown of it, or by its row in result.csv."""
        return PurePath(str(show["file"])).stem if "file" in show else str(show["id"])

    def values(self, name: str) -> Values | None:
        """Return what is written on a record; None when it cannot be read."""
        if name not in self.truth:
            raise UnknownRecordError(f"the truth file has no record {name!r}")
        return None if name in self.illegible else self.truth[name]


def in_form(value: str, wanted: Field) -> str:
    """Return a value as the form asks for it: `24 MAR 2018` is keyed as `24/03/2018`."""
    if wanted["kind"] == "date":
        return _date_in_form(value, wanted.get("format") or "dd/mm/yyyy")
    if wanted["kind"] == "decimal":
        return re.sub(r"[^0-9.\-]", "", value)
    return value


def _date_in_form(value: str, form: str) -> str:
    pattern = form.lower().replace("yyyy", "%Y").replace("yy", "%y")
    return _read_date(value).strftime(pattern.replace("mm", "%m").replace("dd", "%d"))


def _read_date(value: str) -> date:
    for pattern in WRITTEN_DATES:
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise ValueError(f"no date: {value!r}")
