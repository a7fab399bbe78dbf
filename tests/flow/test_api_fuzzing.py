"""What nobody thought of: each route asked with hundreds of made-up requests, sound and unsound.

Answers must be as described, never 5xx; what breaks the description must be refused, and what
keeps to it must not be; without a token there is 401.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from hinterland.api.route import Route
from hinterland.api.routes import ROUTES
from hinterland.roles import Role
from infra.api_description.openapi import openapi
from localcloud import RunningCloud
from tests.flow.site import Site

WHO = {Role.OPERATOR: "selvi", Role.HEAD: "revathi", Role.OFFICE: "kavitha", None: "selvi"}


# Any text may be a name in a path, so that nothing but these can be against the description.
MAY_BE_WRONG = [route for route in ROUTES if route.body or route.takes_key or route.parameters]
ASKED = [
    *((route, GenerationMode.POSITIVE) for route in ROUTES),
    *((route, GenerationMode.NEGATIVE) for route in MAY_BE_WRONG),
]


@pytest.mark.prove
@pytest.mark.parametrize(
    ("route", "mode"), ASKED, ids=[f"{route.name}-{mode.value}" for route, mode in ASKED]
)
def test_whatever_is_asked_the_answer_is_as_described(
    route: Route[Any], mode: GenerationMode, cloud: RunningCloud, site: Site
) -> None:
    document = openapi()
    if mode is GenerationMode.NEGATIVE:
        document["security"] = []  # else tokens are made up, and ours is sent in their place
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=cloud.outputs["ApiUrl"], request_timeout=60)
    headers = {} if route.is_open else {"Authorization": f"Bearer {site.sign_in(WHO[route.role])}"}
    operation = schema[route.path][route.method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=40 if route.parameter_names or route.body else 2,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers=headers)

    ask()
