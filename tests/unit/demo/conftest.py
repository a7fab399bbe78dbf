"""A lease, as the API hands it out."""

import pytest

from hinterland.api.leases import Lease
from hinterland.stage import Stage


@pytest.fixture
def lease() -> Lease:
    return {
        "lease": "job.000001.key.t",
        "job": "job",
        "work_item": "000001",
        "work_type": "receipts",
        "version": 1,
        "stage": Stage.KEY,
        "issued_at": "2026-11-21T10:00:00.000Z",
        "expires_at": "2026-11-21T10:30:00.000Z",
        "input_url": "http://s3/input",
        "images": {"000001": "http://s3/1", "000002": "http://s3/2"},
        "originals": {"000001": "http://s3/1", "000002": "http://s3/2"},
        "upload": {"url": "http://s3", "fields": {"key": "k", "policy": "p"}},
    }
