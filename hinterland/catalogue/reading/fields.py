"""The fields of a work type, from the plain document in which the office writes them."""

import re
from decimal import Decimal

from hinterland.catalogue.reading.reader import Place, expect_distinct
from hinterland.catalogue.reading.texts import texts
from hinterland.catalogue.work_type import InputKind
from hinterland.fields import values
from hinterland.fields.field import Bound, Field, FieldKind, Match, Zone
from hinterland.fields.patterns import PatternError, require_safe
from hinterland.fields.values import measure
from hinterland.texts import Texts

_FIELD_NAME = r"[A-Za-z_][A-Za-z0-9_]{0,62}"
_DATE_TOKENS = ({"dd", "d"}, {"mm", "m", "mmm"}, {"yyyy", "yy"})
_DATE_SEPARATORS = r"[/. ,-]+"
_FEWEST_CHOICES = 2
_ZONE_EDGES = 4
# Columns that the deliverable has beside the keyed fields.
_RESERVED = {InputKind.IMAGES: ("file", "page", "reason"), InputKind.ROWS: ("reason",)}
_MEASURES = frozenset({FieldKind.DECIMAL, FieldKind.INTEGER, FieldKind.DATE})
_PICKED = frozenset({FieldKind.CHOICE, FieldKind.BOOLEAN})
_TYPED = frozenset(FieldKind) - _PICKED
# Which kinds of field a setting means something for; the others ignore it.
_BELONGS = {
    "format": {FieldKind.DATE},
    "places": {FieldKind.DECIMAL},
    "choices": {FieldKind.CHOICE},
    "match": {FieldKind.TEXT},
    "min": _MEASURES,
    "max": _MEASURES,
    "pattern": _TYPED,
    "pattern_hint": _TYPED,
}


def fields(place: Place, kind: InputKind) -> tuple[Field, ...]:
    """Read the fields of a work type whose drops are of a kind."""
    places = place.items()
    found = tuple(field(each) for each in places)
    if kind is not InputKind.IMAGES:
        _warn_of_zones(places)
    if not found and isinstance(place.value, list):
        place.mistake("must have at least one field")
    for each, one in zip(places, found, strict=True):
        if one.name in _RESERVED[kind]:
            each["name"].mistake(f"is {one.name!r}, which the deliverable has as a column already")
    expect_distinct([each["name"] for each in places])
    return found


def field(place: Place) -> Field:
    """Read one field."""
    place.expect_keys("name", "kind", "label", "required", "zone", *_BELONGS)
    kind = place["kind"].one_of(FieldKind)
    _warn_of_misplaced(place, kind)
    pattern = _pattern(place["pattern"]) if kind in _TYPED else None
    least, most = _bounds(place, kind) if kind in _MEASURES else (None, None)
    return Field(
        name=place["name"].matching(_FIELD_NAME, "letters, digits and _, a letter first"),
        kind=kind,
        label=texts(place["label"]),
        match=Match.EXACT if place["match"].is_missing else place["match"].one_of(Match),
        required=not place["required"].is_missing and place["required"].boolean(),
        format=_date_format(place["format"]) if kind is FieldKind.DATE else None,
        places=_places(place["places"]) if kind is FieldKind.DECIMAL else None,
        choices=_choices(place["choices"]) if kind is FieldKind.CHOICE else (),
        pattern=pattern,
        pattern_hint=_pattern_hint(place["pattern_hint"]) if pattern else None,
        min=least,
        max=most,
        zone=_zone(place["zone"]),
    )


def _zone(place: Place) -> Zone | None:
    """Read `[left, top, width, height]`, fractions of the page."""
    if place.is_missing:
        return None
    edges = [_fraction(each) for each in place.items()]
    if len(edges) != _ZONE_EDGES:
        place.mistake("must be [left, top, width, height], each a fraction of the page")
        return None
    zone = Zone(*edges)
    if not (zone.width and zone.height) or max(zone.left + zone.width, zone.top + zone.height) > 1:
        place.mistake("must be a part of the page: left + width and top + height are at most 1")
    return zone


def _fraction(place: Place) -> Decimal:
    # A float is welcome here, unlike with money: a zone is not exact.
    fraction = values.number(str(place.value))
    if fraction is None or not 0 <= fraction <= 1:
        place.mistake("must be a fraction of the page, from 0 to 1, such as 0.25")
        return Decimal(0)
    return fraction


def _warn_of_zones(places: list[Place]) -> None:
    for place in places:
        if not place["zone"].is_missing:
            place["zone"].warn("has no meaning where there are no images and is ignored")


def _warn_of_misplaced(place: Place, kind: FieldKind) -> None:
    if place["kind"].value != kind:
        return
    for key, owners in _BELONGS.items():
        if kind not in owners and not place[key].is_missing:
            place[key].warn(f"has no meaning for a field of kind {kind} and is ignored")
    if place["pattern"].is_missing and not place["pattern_hint"].is_missing:
        place["pattern_hint"].warn("has no meaning without a pattern and is ignored")


def _places(place: Place) -> int | None:
    return None if place.is_missing else place.integer(0, 9)


def _date_format(place: Place) -> str:
    if place.is_missing:
        return values.DATE_FORMAT
    text = place.text()
    tokens = re.split(_DATE_SEPARATORS, text)
    complete = all(len(kind.intersection(tokens)) == 1 for kind in _DATE_TOKENS)
    if text and not (complete and len(tokens) == len(_DATE_TOKENS)):
        place.mistake(f"is {text!r}, but a date's format is like dd/mm/yyyy, yyyy-mm-dd, dd mmm yy")
    return text


def _choices(place: Place) -> tuple[str, ...]:
    places = place.items()
    if len(places) < _FEWEST_CHOICES and not place.is_missing:
        place.mistake("must list at least two values")
    expect_distinct(places)
    return tuple(each.text() for each in places)


def _pattern(place: Place) -> str | None:
    if place.is_missing:
        return None
    text = place.text()
    try:
        require_safe(text)
    except PatternError as error:
        place.mistake(str(error))
        return None
    return text


def _pattern_hint(place: Place) -> Texts | None:
    return None if place.is_missing else texts(place)


def _bounds(place: Place, kind: FieldKind) -> tuple[Bound | None, Bound | None]:
    """Read `min` and `max`, each of which may be left out."""
    least, most = (_bound(place[key], kind) for key in ("min", "max"))
    if least is not None and most is not None and measure(least) > measure(most):
        place["max"].mistake("is less than `min`")
    return least, most


def _bound(place: Place, kind: FieldKind) -> Bound | None:
    if place.is_missing:
        return None
    return place.day() if kind is FieldKind.DATE else _number(place)


def _number(place: Place) -> Decimal:
    """Read a number exactly as written; it may be negative."""
    if isinstance(place.value, float):
        place.mistake('has lost its exact digits: put quotes around it, as in "0.50"')
        return Decimal(0)
    number = values.number(place.text())
    if number is None:
        place.mistake('must be a plain number, such as 0 or "0.50"')
        return Decimal(0)
    return number
