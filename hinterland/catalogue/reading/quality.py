"""How much checking a work type asks for, from the plain document in which the office writes it."""

from decimal import Decimal

from hinterland.catalogue.work_type import CheckRule, Quality
from hinterland.documents.place import Place


def quality(place: Place) -> Quality:
    """Read how much checking a work type asks for; once keyed and never checked by default."""
    if place.is_missing:
        return Quality()
    place.expect_keys("keyings", "separate_centres", "check", "target_field_error", "gold")
    keyings, separate = place["keyings"], place["separate_centres"]
    check = CheckRule.FIXED if place["check"].is_missing else place["check"].one_of(CheckRule)
    return Quality(
        keyings=1 if keyings.is_missing else keyings.integer(1, 2),
        separate_centres=not separate.is_missing and separate.boolean(),
        check=check,
        target_field_error=_target(place["target_field_error"], check),
        gold=_share(place["gold"]),
    )


def _target(place: Place, check: CheckRule) -> Decimal:
    if check is not CheckRule.ADAPTIVE:
        if not place.is_missing:
            place.warn("has no meaning unless `check` is adaptive and is ignored")
        return Decimal(0)
    target = place.decimal(6)
    if not place.is_missing and not 0 < target < 1:
        place.mistake(f'is {target}, but must be more than 0 and less than 1, such as "0.0005"')
    return target


def _share(place: Place) -> Decimal:
    share = decimal_or_none(place, 4)
    if share > 1:
        place.mistake(f'is {share}, but a share is at most 1, such as "0.05"')
    return share


def decimal_or_none(place: Place, places: int) -> Decimal:
    """Read a decimal that may be left out; it is 0 then."""
    return Decimal(0) if place.is_missing else place.decimal(places)
