"""How a record is keyed: mostly as it stands there."""

from random import Random
from typing import Any

_FLAGS = ("illegible", "blank")


def key_record(
    shown: dict[str, Any], dice: Random, slips: float, flags: float, forgets: float
) -> dict[str, Any]:
    """Return a record of an entry for a record of the input."""
    truth = {"keyed_name": shown["show"]["name"], "keyed_amount": shown["show"]["amount"]}
    fields = sorted(shown.get("candidates", truth))
    values = {field: _keyed(field, truth[field], dice, slips) for field in fields}
    if dice.random() < forgets:
        values[fields[0]] = ""
    flag = dice.choice(_FLAGS) if dice.random() < flags else None
    return {"record": shown["record"], "values": values, "flag": flag, "ms": 1000}


def _keyed(field: str, truth: str, dice: Random, slips: float) -> str:
    if dice.random() < slips:
        return f"{truth}1"
    # Written otherwise, but the same.
    if field == "keyed_name" and dice.random() < slips:
        return truth.upper().replace(",", "")
    return f"0{truth}" if field == "keyed_amount" and dice.random() < slips else truth
