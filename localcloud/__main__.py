"""Runs the local cloud until Ctrl-C: `python -m localcloud`, which is `make run`."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

from hinterland.errors import HinterlandError
from localcloud import freshness, ports
from localcloud.aws_environment import settle
from localcloud.naming import Place
from localcloud.outputs import StateFolder
from localcloud.template import TemplateError


def main() -> int:
    """Run; return the exit code."""
    ended = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: ended.set())
    try:
        _run(_options(), ended)
    except HinterlandError as exc:
        print(f"The catalogue was not stored:\n{exc}", file=sys.stderr)
    except (ports.PortInUseError, freshness.SynthesisError, TemplateError) as exc:
        print(f"The local cloud cannot start: {exc}", file=sys.stderr)
    else:
        return 0
    return 1


def _run(options: argparse.Namespace, ended: threading.Event) -> None:
    place = Place(
        ports.claim(options.aws_port, "HINTERLAND_AWS_PORT"),
        ports.claim(options.port, "HINTERLAND_PORT"),
    )
    with ThreadPoolExecutor(max_workers=1) as beside:
        fresh = beside.submit(freshness.ensure_fresh)
        # Imported late: moto takes seconds to load, which pass while the template is made.
        from localcloud.cloud import Settings, running  # noqa: PLC0415 - see above

        fresh.result()
    if ended.is_set():
        return
    settle(place.aws_url, place.aws_port)
    state = StateFolder(options.state)
    with running(Settings(freshness.ASSEMBLY, options.catalogue, state, place)) as outputs:
        print(_welcome(outputs, state), flush=True)
        ended.wait()
        print("Stopping …", flush=True)


def _options() -> argparse.Namespace:
    """Read the command line; what it does not say comes from the environment."""
    root, given = freshness.ROOT, os.environ
    parser = argparse.ArgumentParser(prog="python -m localcloud", description=__doc__)
    parser.add_argument("--port", type=int, default=given.get("HINTERLAND_PORT", "8080"))
    parser.add_argument("--aws-port", type=int, default=given.get("HINTERLAND_AWS_PORT", "5500"))
    parser.add_argument(
        "--catalogue",
        type=Path,
        default=given.get("HINTERLAND_CATALOGUE", root / "examples" / "catalogue"),
    )
    parser.add_argument(
        "--state",
        type=Path,
        default=given.get("HINTERLAND_STATE", root / ".local"),
        help="folder for the outputs file and the logs; ports of 0 mean any that are free",
    )
    return parser.parse_args()


def _first_of(people: object) -> str:
    passwords = cast("Mapping[str, str]", people)
    return next((f"{name} / {word}" for name, word in passwords.items()), "nobody yet")


def _welcome(outputs: Mapping[str, object], state: StateFolder) -> str:
    sign_in, staff = (_first_of(outputs[people]) for people in ("Operators", "Staff"))
    return f"""
Hinterland is ready.

  Operator page   {outputs["OperatorUrl"]}
  Sign in as      {sign_in}; to look after the work, as {staff}
  AWS endpoint    {outputs["AwsEndpointUrl"]}   (region {outputs["Region"]}, any credentials)
  Drop a file     aws --endpoint-url {outputs["AwsEndpointUrl"]} s3 cp receipts.zip \\
                    s3://{outputs["DropBucketName"]}/meridian/receipts/
  Outputs, logs   {state.outputs}, {state.logs}/

Ctrl-C stops it; nothing is kept.
"""


if __name__ == "__main__":
    sys.exit(main())
