"""SeaweedFS for a test: a real S3 server that checks signatures, expiry and POST policies."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from localcloud import attended

KEY, SECRET = "key", "secret"  # of the server that a test starts for itself
_READY_WITHIN = 60  # seconds
_PORTS = ("s3", "master", "volume", "filer")
_OTHER_PORTS = ("s3.port.iceberg", "s3.port.lance")  # always on, at fixed ports, unless 0


@contextmanager
def seaweedfs(folder: Path) -> Iterator[str]:
    """Run SeaweedFS on 127.0.0.1 with its data in `folder`; give the address of its S3."""
    ports = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
    grpc = dict(zip(_PORTS, _free_ports(len(_PORTS)), strict=True))
    log = folder / "log"
    with log.open("wb") as output:
        process = attended.start(
            [
                Path(sys.executable).with_name("weed"), "server", f"-dir={folder}",
                "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false",
                "-volume.max=300", "-master.volumeSizeLimitMB=64",
                "-s3", f"-s3.config={_identities(folder)}",
                *(f"-{part}.port={port}" for part, port in ports.items()),
                *(f"-{part}.port.grpc={port}" for part, port in grpc.items()),
                *(f"-{port}=0" for port in _OTHER_PORTS),
            ],
            output,
        )  # fmt: skip
    address = f"http://127.0.0.1:{ports['s3']}"
    try:
        _wait_until_ready(address, log)
        yield address
    finally:
        attended.stop(process)


def _identities(folder: Path) -> Path:
    file = folder / "s3.json"
    credentials = [{"accessKey": KEY, "secretKey": SECRET}]
    file.write_text(
        json.dumps(
            {"identities": [{"name": "t", "credentials": credentials, "actions": ["Admin"]}]}
        )
    )
    return file


def _wait_until_ready(address: str, log: Path) -> None:
    s3 = boto3.client(
        "s3",
        endpoint_url=address,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="ap-south-1",
    )
    deadline = time.monotonic() + _READY_WITHIN
    while True:
        try:
            s3.create_bucket(Bucket="ready")
            s3.put_object(Bucket="ready", Key="ready", Body=b"ready")
        except (BotoCoreError, ClientError) as error:
            if time.monotonic() > deadline:
                raise TimeoutError(log.read_text()) from error
            time.sleep(0.2)
        else:
            return


def _free_ports(count: int) -> list[int]:
    with ExitStack() as open_together:  # so that no port comes twice
        probes = [open_together.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
