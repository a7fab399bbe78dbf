"""Who the caller is: what `GET /me` says of them, and what their page says of its outbox."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from functions.account.stores import Stores
from hinterland.api import people as api
from hinterland.api.requests import BadRequestError, whole_number
from hinterland.catalogue.centre import Operator
from hinterland.catalogue.people import Person
from hinterland.money import rupees
from hinterland.operators.outboxes import Outbox
from hinterland.pay.earnings import earnings
from hinterland.training.skills import with_earned_skills


def person_document(stores: Stores, person: Person, now: datetime) -> api.Operator:
    """Return who the caller is; of an operator also the skills, and what was earned.

    Earnings are rupees of today and this month in India. `centre` is null in the office.
    """
    entity, operator = person.entity, person.operator
    centre = entity.centre
    document: api.Operator = {
        "operator": person.user,
        "name": entity.name,
        "centre": centre,
        "centre_name": None if centre is None else stores.catalogue.centre(centre).name,
        "language": entity.language,
        "roles": list(person.roles),
    }
    if operator is not None:
        earned = earnings(stores.pay, operator.id, now)
        document["skills"] = sorted(skilled(stores, operator).skills)
        document["earnings"] = {
            "currency": "INR",
            "today": rupees(earned.today),
            "month": rupees(earned.month),
        }
    return document


def skilled(stores: Stores, operator: Operator) -> Operator:
    """Return an operator with the skills that they earned."""
    return with_earned_skills(stores.known_answers, stores.trainings, operator)


def outbox_in(body: Mapping[str, Any], now: datetime) -> Outbox:
    """Read the body of `PUT /me/outbox`: `{"waiting": n, "oldest": ISO 8601 or null}`."""
    waiting = whole_number(body, "waiting", 0, api.MOST_WAITING)
    return Outbox(waiting, _moment(body.get("oldest")), now)


def _moment(given: object) -> datetime | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise BadRequestError("oldest must be a moment in ISO 8601, or null")
    try:
        # Without a zone it would be anybody's guess; a browser writes UTC.
        return datetime.fromisoformat(given).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadRequestError("oldest must be a moment in ISO 8601, or null") from error
