"""The simulated workflow retries what the deployed one retries."""

from infra import workflow_tasks
from simulation import workflow


def test_what_is_not_tried_again_is_what_the_state_machine_takes_for_final() -> None:
    assert set(workflow_tasks.FINAL) == workflow.FINAL
