"""Who the caller is: what `GET /me` says of them, and what their page says of its outbox."""

from datetime import UTC, datetime
from typing import Any

from functions.assign.requests import BadRequestError, json_object
from functions.assign.skills import with_earned_skills
from functions.assign.stores import Stores
from hinterland.catalogue.people import Person
from hinterland.operators.outboxes import Outbox
from hinterland.pay.earnings import earnings

# More than any browser could hold: a number beyond it is none.
_MOST_WAITING = 100_000


def person_document(stores: Stores, person: Person, now: datetime) -> dict[str, Any]:
    """Return who the caller is; of an operator also the skills, and what was earned.

    Earnings are rupees of today and this month in India. `centre` is null in the office.
    """
    entity, operator = person.entity, person.operator
    centre = entity.centre
    document: dict[str, Any] = {
        "operator": person.user,
        "name": entity.name,
        "centre": centre,
        "centre_name": None if centre is None else stores.catalogue.centre(centre).name,
        "language": entity.language,
        "roles": [role.value for role in person.roles],
    }
    if operator is not None:
        earned = earnings(stores.pay, operator.id, now)
        document["skills"] = sorted(with_earned_skills(stores, operator).skills)
        document["earnings"] = {"currency": "INR", **earned.document()}
    return document


def outbox_in(body: str | None, now: datetime) -> Outbox:
    """Read the body of `PUT /me/outbox`: `{"waiting": n, "oldest": ISO 8601 or null}`."""
    document = json_object(body)
    waiting, oldest = document.get("waiting"), document.get("oldest")
    if type(waiting) is not int or not 0 <= waiting <= _MOST_WAITING:
        raise BadRequestError("waiting must be a whole number, 0 or more")
    return Outbox(waiting, _moment(oldest), now)


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    try:
        # Without a zone it would be anybody's guess; a browser writes UTC.
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadRequestError("oldest must be a moment in ISO 8601, or null") from error
