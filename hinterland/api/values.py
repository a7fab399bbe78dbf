"""The values that documents of the API are made of."""

from collections.abc import Mapping
from typing import Annotated

from hinterland.api.route import Schema

type Texts = Annotated[Mapping[str, str], Schema(description="By language; `en` is always there.")]
type Show = Annotated[
    Mapping[str, str | int], Schema(description="The row's columns, or `file` and `page`.")
]
type Moment = Annotated[str, Schema(format="date-time")]
type Day = Annotated[str, Schema(format="date")]
type Rupees = Annotated[str, Schema(description="Rupees, in digits, so that they stay exact.")]
type Link = Annotated[str, Schema(format="uri")]
type Count = Annotated[int, Schema(minimum=0)]
type Version = Annotated[int, Schema(minimum=1)]
type Share = Annotated[float, Schema(minimum=0, maximum=1)]
