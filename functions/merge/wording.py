"""What the certificate says in words: how the numbers came about, and what they cannot show."""

from enum import StrEnum

from functions.merge.tally import Tally
from hinterland.catalogue.work_type import CheckRule, Quality


class Extent(StrEnum):
    """How many of the delivered records two people keyed."""

    NONE = "none"
    SAMPLE = "sample"
    ALL = "all"

    @classmethod
    def of(cls, tally: Tally) -> "Extent":
        """Go by what was done, not by what the work type asked for."""
        if tally.records.compared == 0:
            return cls.NONE
        return cls.ALL if tally.records.compared == tally.delivered else cls.SAMPLE


MEASURES = {
    "error_rate": (
        "of the compared records, the share in which the two keyings differed: "
        "one of them at least was wrong, and a third person settled which"
    ),
    "first_keying": (
        "of the compared records, the share whose first keying was not what was settled: "
        "what would have been delivered wrong without the check"
    ),
    "second_keying": "the same of the second keying, which was the check",
}

_SETTLED = "Where they differed, a third person settled it against the source."
_SOURCE = "An error in the source itself is not visible in this way."
_ALIKE = (
    "A mistake that both people made alike counts as agreement. How many such mistakes are left in "
    "the delivery, this certificate cannot say: only values known beforehand would show them."
)
_BEFORE = (
    "The rates are of the keying, before differences were settled. Right is taken to be what the "
    "third person settled; that person's own mistakes are not measured."
)
_MEASURE = (
    "A value is right or wrong as a whole. Rates per field, as here, and rates per character "
    "cannot be set side by side."
)
_BOUND = (
    "Each bound holds by itself with 95 % confidence, for records that go wrong independently of "
    "each other; where mistakes come in runs it is less sure."
)
_DRAWN = (
    "What was keyed again was decided by work item: every one of a person whose record did not yet "
    "justify less, otherwise by a random draw that nobody could foresee."
)
_UNCHECKED = (
    "Records keyed once were delivered as keyed, and nothing was measured on them. The rates are "
    "of the compared records alone: work that gave less reason for trust was compared more often."
)


def statement(extent: Extent, tally: Tally, quality: Quality) -> str:
    """Say in a few sentences how the delivered records were keyed and checked."""
    elsewhere = " in another centre" if quality.separate_centres else ""
    match extent:
        case Extent.NONE if tally.delivered == 0:
            return "No record was delivered, and nothing is certified."
        case Extent.NONE if quality.check is CheckRule.ADAPTIVE:
            return (
                f"Each record was keyed once; none was keyed again. {_DRAWN} Nothing was measured, "
                "and no error rate is claimed."
            )
        case Extent.NONE:
            return "Each record was keyed once. Nothing was measured, and no error rate is claimed."
        case Extent.ALL:
            return (
                f"Each record was keyed by one person and again by a second{elsewhere}, who did "
                f"not see the first keying. The two were compared field by field. {_SETTLED}"
            )
        case Extent.SAMPLE:
            return (
                f"Each record was keyed once, and {tally.records.compared} of the "
                f"{tally.delivered} delivered were keyed again by a second person{elsewhere}, who "
                "did not see the first keying. The two were compared field by field. "
                f"{_SETTLED} {_DRAWN}"
            )


def limits(extent: Extent, quality: Quality) -> list[str]:
    """Say what the numbers do not show, a sentence or two each."""
    aim = [_aim(quality)] if quality.check is CheckRule.ADAPTIVE else []
    if extent is Extent.NONE:
        nothing = "Nothing was compared: of errors in the values this certificate says nothing."
        return [nothing, *aim]
    unchecked = [_UNCHECKED] if extent is Extent.SAMPLE else []
    return [_BEFORE, *unchecked, *aim, f"{_ALIKE} {_SOURCE}", _MEASURE, _BOUND]


def _aim(quality: Quality) -> str:
    # Rounded down, so that no more is said than the rule keeps.
    fields = int(1 / quality.target_field_error)
    return (
        "What is keyed again is decided so that, over all of a person's work, no more than one "
        f"work item in {fields:,} fields keyed is expected to hold a mistake that a second person "
        "would have found and that nobody looked for. That is what the rule aims at; it was not "
        "measured on this delivery."
    )
