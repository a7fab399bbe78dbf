"""Use cases run on stores in memory; in `make prove` also on both doubles of AWS."""

import pytest

from tests.doubles.stores import Doubles, Uploads
from tests.use_cases.village import Village, make_village


@pytest.fixture
def village(doubles: Doubles, bucket: Uploads) -> Village:
    return make_village(doubles, bucket)
