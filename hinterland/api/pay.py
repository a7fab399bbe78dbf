"""What an operator earned in a month."""

from typing import Annotated, TypedDict

from hinterland.api.route import Route, Schema
from hinterland.api.values import Day, Rupees
from hinterland.pay.pay_line import Purpose

MONTH = "20[0-9]{2}-(0[1-9]|1[0-2])"  # such as 2026-11


class PayLine(TypedDict):
    """What one entry, or one attempt at training, earned."""

    day: Day
    lease: str
    work_type: Annotated[str | None, Schema(description="Null on lines from before it was noted.")]
    records: int
    amount: Rupees
    purpose: Annotated[
        Purpose,
        Schema(description="An accepted entry, one that came too late to be used, or training."),
    ]


class PayMonth(TypedDict):
    """A month's pay, the newest line first."""

    month: str
    currency: str
    total: Rupees
    lines: list[PayLine]


PAY = Route(
    method="GET",
    path="/pay/{month}",
    name="payOfMonth",
    summary="What the caller earned in a month, line by line",
    function="account",
    parameters={
        "month": Annotated[
            str, Schema(pattern=f"^{MONTH}$", description="Such as 2026-11, in India.")
        ]
    },
    answer=PayMonth,
    outcome="The lines, newest first.",
)
ROUTES = (PAY,)
