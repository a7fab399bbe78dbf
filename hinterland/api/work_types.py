"""Work types: what the page needs to draw a form."""

from typing import Annotated, TypedDict

from hinterland.api.route import Route, Schema
from hinterland.api.values import Rupees, Texts, Version
from hinterland.catalogue.work_type import InputKind
from hinterland.fields.field import FieldKind, Match

type Zone = Annotated[
    list[float],
    Schema(
        minItems=4,
        maxItems=4,
        description="Left, top, width and height, as fractions of the page's width and height.",
    ),
]


class Field(TypedDict):
    """One thing to key for every record."""

    name: str
    kind: Annotated[
        FieldKind,
        Schema(
            description="Of `gstin`, `pan`, `ifsc` and `pin`, capitals and spaces do not matter."
        ),
    ]
    label: Texts
    match: Match
    required: bool
    format: Annotated[
        str | None,
        Schema(
            description="Of a date, such as `dd/mm/yyyy`. Any of `/ - . ,` and space may stand "
            "between the parts, and a day or month may have one digit."
        ),
    ]
    century: Annotated[
        int | None,
        Schema(
            description="Of a date: the first of the hundred years that two digits stand for. "
            "Null: 1969 to 2068, moved by a century where `min` and `max` say so."
        ),
    ]
    places: Annotated[
        int | None, Schema(description="Of a decimal, at most. Commas may group the digits.")
    ]
    choices: list[str]
    pattern: Annotated[
        str | None,
        Schema(
            description="What the whole value must fit: a regular expression that JavaScript "
            "reads with the flags `su`; a value longer than 300 characters fits none."
        ),
    ]
    pattern_hint: Annotated[Texts | None, Schema(description="The pattern in words.")]
    min: Annotated[
        str | None,
        Schema(
            description="Of a number, in digits; of a date, ISO 8601. The value itself is allowed."
        ),
    ]
    max: Annotated[str | None, Schema(description="As `min`.")]
    zone: Annotated[
        Zone | None, Schema(description="Where on a page it stands, if that is always the same.")
    ]


class WorkType(TypedDict):
    """The recipe for a kind of work, as far as its operators need it."""

    work_type: str
    version: Version
    title: Texts
    input: InputKind
    fields: list[Field]
    instructions: Texts
    lease_minutes: int
    pay_per_record: Rupees
    pay_per_kept_record: Annotated[
        Rupees, Schema(description="Rupees, for an entry that came too late to be used.")
    ]
    languages: Annotated[
        list[str], Schema(description="Who works on it reads one of these; empty for anybody.")
    ]


WORK_TYPE = Route(
    method="GET",
    path="/work-types/{work_type}/{version}",
    name="getWorkType",
    summary="What the page needs to draw the form",
    function="account",
    role=None,
    parameters={"version": Version},
    answer=WorkType,
    outcome="The work type at that version.",
)
ROUTES = (WORK_TYPE,)
