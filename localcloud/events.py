"""EventBridge: what happens to an object is delivered to the targets of the rules it matches.

Rules that go by the clock are in `schedule`.
"""

import json
import queue
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moto.events.models import events_backends
from moto.sqs.models import sqs_backends
from moto.stepfunctions.responses import get_backend

from localcloud.function_process import Invoke
from localcloud.naming import REGION

REASONS = {
    "ObjectCreated:Put": "PutObject",
    "ObjectCreated:Post": "POST Object",
    "ObjectCreated:Copy": "CopyObject",
    "ObjectCreated:CompleteMultipartUpload": "CompleteMultipartUpload",
}
NULL_VERSION = "null"
ATTEMPTS = 3  # Lambda's, of an invocation that nobody waits for; it pauses for minutes in between
type Event = dict[str, Any]
type Moto = Any  # an object of moto's, whose types it does not publish


def object_created(account: str, bucket: Moto, reason: str, key: Moto) -> Event:
    """Return the event that S3 sends, of moto's bucket and key."""
    described = {
        "key": key.name,  # as it is: only S3's own notifications are URL-encoded
        "size": key.size,
        "etag": key.etag.strip('"'),
        "sequencer": f"{time.time_ns():016X}",
    }
    if key.version_id not in {None, NULL_VERSION}:
        described["version-id"] = key.version_id
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": account,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": [bucket.arn],
        "detail": {
            "version": "0",
            "bucket": {"name": bucket.name},
            "object": described,
            "request-id": uuid.uuid4().hex[:16].upper(),
            "requester": account,
            "source-ip-address": "127.0.0.1",
            "reason": reason,
        },
    }


class EventRouter:
    """Delivers events one after another, outside the request that caused them."""

    def __init__(self, invoke: Invoke) -> None:
        """Invoke functions by `invoke`; workflows are moto's."""
        self._invoke = invoke
        self._waiting: queue.SimpleQueue[Event] = queue.SimpleQueue()
        threading.Thread(target=self._deliver_all, daemon=True).start()

    def object_event(self, account_id: str, bucket: Moto, event_name: str, key: Moto) -> None:
        """Take an event of moto's S3, such as `s3:ObjectCreated:Put`."""
        reason = REASONS.get(str(getattr(event_name, "value", event_name)).removeprefix("s3:"))
        # Completing an upload in parts, moto stores the object as if it were put, and says that.
        is_said_twice = reason == REASONS["ObjectCreated:Put"] and key.multipart is not None
        if reason is not None and not is_said_twice:
            self._waiting.put(object_created(account_id, bucket, reason, key))

    def _deliver_all(self) -> None:
        while True:
            event = self._waiting.get()
            try:
                deliver(event, self._invoke)
            except Exception:  # noqa: BLE001 - the events after it must still be delivered
                traceback.print_exc()


def deliver(event: Event, invoke: Invoke) -> None:
    """Hand an event to every target of every rule that it matches."""
    buses: Moto = events_backends[event["account"]][event["region"]].event_buses
    rules = [rule for bus in buses.values() for rule in bus.rules.values()]
    for rule in rules:
        is_on = rule.state == "ENABLED" and not rule.scheduled_expression
        if is_on and rule.event_pattern.matches_event(event):
            for target in rule.targets:
                _deliver_to(target, event, invoke)


def _deliver_to(target: Mapping[str, Any], event: Event, invoke: Invoke) -> None:
    """Deliver once; what cannot be delivered goes to the target's dead letters, as on AWS."""
    try:
        _targeted(target["Arn"], event, invoke)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the event must not be lost
        traceback.print_exc()
        _send_to_dead_letters(target, event, problem)


def _targeted(target_arn: str, event: Event, invoke: Invoke) -> None:
    if ":lambda:" in target_arn:
        _invoke_later(target_arn, event, invoke)
    elif ":states:" in target_arn:
        _start_execution(target_arn, event)
    else:
        raise NotImplementedError(f"the local cloud delivers no events to {target_arn}")


def _invoke_later(function_arn: str, event: Event, invoke: Invoke) -> None:
    """Invoke as Lambda does what nobody waits for: again, if it fails."""

    def run() -> None:
        payload = json.dumps(event).encode()
        if all(invoke(function_arn, payload).failed for _ in range(ATTEMPTS)):
            print(f"an event's function failed: {function_arn}", file=sys.stderr)

    threading.Thread(target=run, daemon=True).start()


def _start_execution(target_arn: str, event: Event) -> None:
    get_backend(event["account"], event["region"]).start_execution(
        target_arn, f"{event['id']}_{uuid.uuid4()}"[:80], json.dumps(event)
    )


def _send_to_dead_letters(target: Mapping[str, Any], event: Event, problem: Exception) -> None:
    arn = target.get("DeadLetterConfig", {}).get("Arn")
    if arn:
        attributes = {"ERROR_MESSAGE": {"data_type": "String", "string_value": str(problem)}}
        sqs_backends[event["account"]][event["region"]].send_message(
            arn.rsplit(":", 1)[-1], json.dumps(event), message_attributes=attributes
        )
