"""Reading what paths and bodies say about an operator's own affairs."""

import re
from datetime import date

from hinterland.api.pay import MONTH
from hinterland.errors import NotFoundError

_VERSION = re.compile(r"[1-9][0-9]{0,8}")


def month_start(text: str) -> date:
    """Read the month in a path, such as `2026-11`, as its first day."""
    if re.fullmatch(MONTH, text) is None:
        raise NotFoundError(f"no such month: {text[:20]}")
    return date.fromisoformat(f"{text}-01")


def version_number(text: str) -> int:
    """Read the version in a work type's path."""
    if _VERSION.fullmatch(text) is None:
        raise NotFoundError(f"no such version: {text[:20]}")
    return int(text)
