"""Use cases run on stores in memory; in `make prove` also on both doubles of AWS."""

import pytest

from tests.doubles.stores import Stores, Uploads
from tests.use_cases.village import Village, make_village


@pytest.fixture
def village(stores: Stores, bucket: Uploads) -> Village:
    return make_village(stores, bucket)
