"""The simulated workflow retries what the deployed one retries."""

from infra.workflow_tasks import PASSING
from simulation import workflow


def test_what_may_pass_is_what_the_state_machine_retries() -> None:
    assert set(PASSING) >= workflow.PASSING
