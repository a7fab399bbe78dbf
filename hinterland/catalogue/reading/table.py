"""What a work type says of its tables and its results, from the document that the office writes."""

import codecs
from collections.abc import Iterable

from hinterland.catalogue.table import Column, Delivering, ResultForm, TableForm
from hinterland.documents.place import Place, expect_distinct

_ONE = "one character, such as ; or a tab"
_MOST_SKIPPED = 10_000
_WIDEST = 10_000


def table_form(place: Place) -> TableForm:
    """Read `table`; what is left out is found out from each drop."""
    if place.is_missing:
        return TableForm()
    known = ("header", "separator", "encoding", "quote", "skip", "columns", "sheet")
    if not place.expect_keys(*known):
        return TableForm()
    return TableForm(
        header=None if place["header"].is_missing else place["header"].boolean(),
        separator=_separator(place["separator"]),
        encoding=_encoding(place["encoding"]),
        quote=_quote(place["quote"]),
        skip=None if place["skip"].is_missing else place["skip"].integer(0, _MOST_SKIPPED),
        columns=_columns(place["columns"]),
        sheet=None if place["sheet"].is_missing else place["sheet"].text(),
    )


def warn_of_same_names(place: Place, form: TableForm, fields: Iterable[str]) -> None:
    """Warn of fields that have the name of a column: the result has them by another."""
    columns = {column.name for column in form.columns}
    for field in fields:
        if field in columns:
            place.warn(
                f"names a column {field!r}, and so is a field: it is delivered as '{field} (keyed)'"
            )


def delivering(place: Place) -> Delivering:
    """Read `deliver`; a plain CSV by default."""
    if place.is_missing:
        return Delivering()
    if isinstance(place.value, list | tuple):  # short for `{formats: [...]}`
        return Delivering(_formats(place))
    if not place.expect_keys("formats", "bom", "formula_safe"):
        return Delivering()
    bom, safe = place["bom"], place["formula_safe"]
    return Delivering(
        formats=_formats(place["formats"]),
        bom=not bom.is_missing and bom.boolean(),
        formula_safe=not safe.is_missing and safe.boolean(),
    )


def _formats(place: Place) -> tuple[ResultForm, ...]:
    stated = set() if place.is_missing else {each.one_of(ResultForm) for each in place.items()}
    # Certificate and reconciliation are about result.csv, so it is always there.
    return tuple(form for form in ResultForm if form in {ResultForm.CSV, *stated})


def _separator(place: Place) -> str | None:
    if place.is_missing:
        return None
    text = "\t" if place.value in {"\t", "\\t", "tab"} else str(place.value)
    if len(text) != 1 or text in '"\r\n':
        place.mistake(f"is {text!r}, but must be {_ONE}")
    return text


def _quote(place: Place) -> str | None:
    if place.is_missing:
        return None
    text = str(place.value)
    if len(text) > 1 or text in {"\r", "\n"}:
        place.mistake(f'is {text!r}, but must be one character, or "" for none')
    return text


def _encoding(place: Place) -> str | None:
    if place.is_missing:
        return None
    text = place.text()
    try:
        "".encode(text)
        return codecs.lookup(text).name
    except (LookupError, ValueError):
        place.mistake(f"is {text!r}, which is no encoding that we know; utf-8 and cp1252 are")
        return None


def _columns(place: Place) -> tuple[Column, ...]:
    if place.is_missing:
        return ()
    places = place.items()
    columns = tuple(_column(each) for each in places)
    expect_distinct([_name(each) for each in places])
    if not columns:
        place.mistake("must name at least one column")
    widths = [column.width for column in columns if column.width]
    if widths and len(widths) != len(columns):
        place.mistake("must give the width of every column, or of none")
    return columns


def _column(place: Place) -> Column:
    if not isinstance(place.value, dict):
        return Column(place.text())
    place.expect_keys("name", "width")
    width = place["width"]
    return Column(place["name"].text(), None if width.is_missing else width.integer(1, _WIDEST))


def _name(place: Place) -> Place:
    return place["name"] if isinstance(place.value, dict) else place
