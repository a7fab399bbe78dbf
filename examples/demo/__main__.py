"""Runs the demo: `python -m examples.demo`, on a local cloud of its own unless given one."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from rich.console import Console

import localcloud
from examples.demo.cloud import Cloud
from examples.demo.deliveries import DamagedDeliveryError
from examples.demo.job_run import DemoFailedError, JobRun
from examples.demo.report import UnbalancedError
from examples.demo.trouble import last_words

WITHIN = 170.0  # seconds for the jobs, once the cloud is ready
STATE = Path(".local") / "demo"  # of a cloud of our own: outputs, logs
INTERRUPTED = 130  # exit code, as of a shell


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; return the exit code."""
    options = _options(arguments)
    console = Console()
    began = monotonic()
    try:
        with _cloud(options.outputs, console) as cloud:
            console.print(f"The cloud is ready after {monotonic() - began:.1f} s.")
            run = JobRun.prepare(cloud, console)
            run.work(monotonic() + WITHIN)
            run.collect(options.out)
    except KeyboardInterrupt:
        console.print("Stopped.")
        return INTERRUPTED
    except (
        DemoFailedError,
        DamagedDeliveryError,
        UnbalancedError,
        localcloud.StartError,
    ) as error:
        _explain(console, error, None if options.outputs else STATE / "logs")
        return 1
    _say_where_to_look(console, options.out, monotonic() - began)
    return 0


@contextmanager
def _cloud(outputs: Path | None, console: Console) -> Iterator[Cloud]:
    """Join the cloud that `outputs` describes, or start one and stop it at the end."""
    if outputs is not None:
        yield Cloud.from_file(outputs)
        return
    console.print("Starting a local cloud …")
    with localcloud.start(state=STATE) as running:
        yield Cloud.from_outputs(running.outputs)


def _explain(console: Console, error: Exception, logs: Path | None) -> None:
    console.print(f"The demo failed: {error}", style="bold red", markup=False, soft_wrap=True)
    if logs is not None:
        for line in last_words(logs):
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
        console.print(f"The logs are in {logs}/")


def _say_where_to_look(console: Console, out: Path, seconds: float) -> None:
    console.print(f"\nDone in {seconds:.1f} s. What the client downloads:")
    for invoice in sorted(out.glob("*/*/invoice.pdf")):
        files = ", ".join(file.name for file in sorted(invoice.parent.iterdir()))
        console.print(f"  {invoice.parent}/", highlight=False)
        console.print(f"    {files}", highlight=False, soft_wrap=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m examples.demo", description=__doc__)
    parser.add_argument(
        "--outputs",
        type=Path,
        help="stack outputs of a cloud that runs (such as .local/outputs.json of make run)",
    )
    parser.add_argument("--out", type=Path, default=Path("out"), help="where deliveries go")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
