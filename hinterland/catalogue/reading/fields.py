"""The fields of a work type, from the plain document in which the office writes them.

What may be set for a field of one kind only is read by that kind (`hinterland/fields/kinds`).
"""

from decimal import Decimal

from hinterland.catalogue.work_type import InputKind
from hinterland.documents.place import Place, expect_distinct
from hinterland.documents.texts import texts
from hinterland.fields.amounts import number
from hinterland.fields.field import Deliver, Field, FieldKind, Zone
from hinterland.fields.registry import KINDS

_FIELD_NAME = r"[A-Za-z_][A-Za-z0-9_]{0,62}"
_ZONE_EDGES = 4
# Columns that the deliverable has beside the keyed fields.
_RESERVED = {InputKind.IMAGES: ("file", "page", "reason"), InputKind.ROWS: ("reason",)}
_OF_ANY_KIND = ("name", "kind", "label", "required", "zone", "deliver")
_OF_SOME_KIND = sorted(frozenset[str]().union(*(kind.settings for kind in KINDS.values())))


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
    place.expect_keys(*_OF_ANY_KIND, *_OF_SOME_KIND)
    kind = place["kind"].one_of(FieldKind)
    _warn_of_misplaced(place, kind)
    deliver = place["deliver"]
    return Field(
        name=place["name"].matching(_FIELD_NAME, "letters, digits and _, a letter first"),
        kind=kind,
        label=texts(place["label"]),
        required=not place["required"].is_missing and place["required"].boolean(),
        zone=_zone(place["zone"]),
        deliver=Deliver.KEYED if deliver.is_missing else deliver.one_of(Deliver),
        **KINDS[kind].read(place),
    )


def _warn_of_misplaced(place: Place, kind: FieldKind) -> None:
    """Warn of what may be set for other kinds only."""
    if place["kind"].value != kind:
        return
    for key in _OF_SOME_KIND:
        if key not in KINDS[kind].settings and not place[key].is_missing:
            place[key].warn(f"has no meaning for a field of kind {kind} and is ignored")


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
    fraction = number(str(place.value))
    if fraction is None or not 0 <= fraction <= 1:
        place.mistake("must be a fraction of the page, from 0 to 1, such as 0.25")
        return Decimal(0)
    return fraction


def _warn_of_zones(places: list[Place]) -> None:
    for place in places:
        if not place["zone"].is_missing:
            place["zone"].warn("has no meaning where there are no images and is ignored")
