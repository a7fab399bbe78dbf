"""Who the caller is, and what their page says of its outbox."""

from typing import Annotated, NotRequired, TypedDict

from hinterland.api.route import Nothing, Route, Schema
from hinterland.api.values import Moment, Rupees
from hinterland.roles import Role

# More than any browser could hold: a number beyond it is none.
MOST_WAITING = 100_000


class Earnings(TypedDict):
    """What was earned in India's today, and in its month so far."""

    currency: str
    today: Rupees
    month: Rupees


class Operator(TypedDict):
    """Whoever is signed in. Who is no operator has no skills and no earnings."""

    operator: str
    name: str
    centre: Annotated[str | None, Schema(description="Null in the office.")]
    centre_name: str | None
    language: str
    roles: list[Role]
    skills: NotRequired[list[str]]
    earnings: NotRequired[Earnings]


class Outbox(TypedDict):
    """Finished items that wait in a browser."""

    waiting: Annotated[int, Schema(minimum=0, maximum=MOST_WAITING)]
    oldest: NotRequired[
        Annotated[Moment | None, Schema(description="Since when the oldest waits.")]
    ]


ME = Route(
    method="GET",
    path="/me",
    name="getMe",
    summary="Who the caller is, and what they earned",
    function="account",
    role=None,
    answer=Operator,
    outcome="The caller.",
)
OUTBOX = Route(
    method="PUT",
    path="/me/outbox",
    name="putOutbox",
    summary="Tell how many finished items wait in this browser",
    function="account",
    body=Outbox,
    answer=Nothing,
    outcome="Noted.",
)
ROUTES = (ME, OUTBOX)
