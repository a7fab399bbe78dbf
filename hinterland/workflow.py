"""The names that the state machine and the handlers must agree on: steps, actions, payload keys."""

from enum import StrEnum


class Step(StrEnum):
    """The states of the workflow, as they show in the Step Functions console."""

    INTAKE = "Intake"
    IS_ACCEPTED = "Accepted?"
    PLAN = "Plan parts"
    IS_PLANNED = "Planned?"
    SPLIT_PARTS = "Split parts"
    SPLIT_PART = "Split part"
    WORK = "Work"
    IS_WORKED = "Worked?"
    MERGE_PARTS = "Merge parts"
    MERGE_PART = "Merge part"
    MERGE = "Merge"
    INVOICE = "Invoice"
    DELIVERED = "Delivered"
    NOTHING_TO_DO = "Nothing to do"
    REPORT_FAILURE = "Report failure"
    FAILED = "Failed"


class Action(StrEnum):
    """What a function with more than one task is asked to do (payload key `action`)."""

    RECEIVE = "receive"  # intake: a drop arrived
    FAIL = "fail"  # intake: tell the client that the workflow failed
    PLAN = "plan"  # split: look through the drop, list its parts
    PART = "part"  # split, merge: one part of the list
    OPEN = "open"  # split: all parts are split; wait for the operators
    RECOVER = "recover"  # assign: look after leases that ended
    WITHDRAW = "withdraw"  # oversee: take the items of cancelled jobs out of the queues
    COMPARE = "compare"  # oversee: fail the jobs whose execution is not running any more
    FINISH = "finish"  # merge: put the parts together


class Outcome(StrEnum):
    """How Intake, Plan and Work ended (payload key `outcome`); it goes on for ACCEPTED."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SEEN = "seen"  # the same object version already has a job


# Payload keys
ACTION = "action"
EVENT = "event"  # the EventBridge event of the drop, whole
EXECUTION = "execution"  # the execution's name: the same on every retry
JOB = "job"
OUTCOME = "outcome"
PARTS = "parts"  # {"bucket", "key"} of the JSON list of parts
BUCKET = "bucket"
KEY = "key"
PART = "part"  # one element of that list
WORKED = "worked"  # how the wait for the operators ended: {"outcome"}
TOKEN = "token"  # the task token that ends the wait for the operators
INPUT = "input"  # of the state that failed, with its error, whole
ERROR = "error"  # {"Error", "Cause"} as Step Functions catches it
