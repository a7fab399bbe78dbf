"""How an execution of the workflow ended, as Step Functions tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExecutionEnd:
    """How an execution ended: Step Functions' word, and what it says of the error, if any."""

    status: str  # such as ABORTED; NOT_FOUND of one that never was
    error: str = ""
    cause: str = ""
