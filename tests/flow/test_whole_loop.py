"""From a drop to a paid invoice, through the doors that clients and operators use."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PIL import Image
from pypdf import PdfReader

from examples.demo.api import ApiError, OperatorApi
from hinterland.api.leases import InputRecord, KeyedRecord, Lease
from hinterland.work.entries import Flag
from localcloud import RunningCloud
from tests.flow.client import ClientOfCloud, Delivery
from tests.flow.site import Site
from tests.flow.waiting import until

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

type Typing = Callable[[InputRecord], KeyedRecord]


@pytest.fixture
def client(cloud: RunningCloud, s3: "S3Client") -> ClientOfCloud:
    return ClientOfCloud(cloud, s3)


@pytest.fixture
def operator(cloud: RunningCloud, site: Site) -> OperatorApi:
    return OperatorApi(cloud.outputs["ApiUrl"], site.sign_in("murugan"))


def picture(kind: str = "PNG", shade: int = 200) -> bytes:
    file = io.BytesIO()
    Image.new("L", (60, 90), shade).save(file, kind)
    return file.getvalue()


def key_all(operator: OperatorApi, job: str, typing: Typing) -> int:
    """Key every item of a job that can be had; return how many."""
    keyed = 0

    def lease() -> Lease | None:
        taken, _ = operator.take(1, str(uuid4()))
        for each in taken:
            if each["job"] == job:
                return each
            operator.give_back(each["lease"])
        return None

    while taken := lease():
        records = [typing(record) for record in operator.read_input(taken)["records"]]
        operator.upload(taken, records)
        assert operator.submit(taken["lease"])["outcome"] == "accepted"
        keyed += 1
    return keyed


def address(record: InputRecord) -> KeyedRecord:
    values = {
        "street": f"{record['show']['id']} Car Street",
        "locality": "Mela Veedhi",
        "city": "Tiruvarur",
        "pin": "610001",
        "state": "Tamil Nadu",
    }
    flag = Flag.BLANK if record["show"]["address"] == "" else None
    return {"record": record["record"], "values": values, "flag": flag, "ms": 10}


def receipt(record: InputRecord) -> KeyedRecord:
    values = {
        "company": str(record["show"]["file"]),
        "date": "05/03/2026",
        "address": "",
        "total": "64.15",
    }
    return {"record": record["record"], "values": values, "flag": None, "ms": 10}


def job_of(delivery: Delivery) -> str:
    return str(delivery.document("status.json")["job"])


ADDRESSES = (
    "\ufeffid;address\r\n"
    '1;"12, Car Street\r\nTiruvarur; 610001"\r\n'
    "2;\r\n"
    "3;கிழக்கு வீதி\r\n"
    "4;too;many\r\n"
)


def test_rows_come_back_as_they_were_with_what_was_keyed(
    client: ClientOfCloud, operator: OperatorApi
) -> None:
    drop = client.drop("addresses", "june 2026 + rest, é.csv", ADDRESSES.encode())
    opened = client.delivery(drop, "open")
    assert key_all(operator, job_of(opened), address) == 1
    delivery = client.delivery(drop, "delivered", "failed")

    first, third = delivery.rows("result.csv")
    assert first["address"] == "12, Car Street\r\nTiruvarur; 610001"
    assert (third["id"], third["street"], third["pin"]) == ("3", "3 Car Street", "610001")
    (query,) = delivery.rows("queries.csv")
    assert (query["id"], query["street"], query["reason"]) == ("2", "", "blank")
    reconciliation = delivery.document("reconciliation.json")
    assert reconciliation["drop_sha256"] == hashlib.sha256(ADDRESSES.encode()).hexdigest()
    counts = {"records_in": 4, "delivered": 2, "queried": 1, "rejected": 1}
    assert reconciliation.items() >= counts.items()
    rejected = delivery.document("rejected.json")
    assert "000004" in rejected["details"][0]
    for file, sha256 in delivery.document("done.json")["files"].items():
        assert hashlib.sha256(delivery.read(file)).hexdigest() == sha256


def test_images_are_seen_keyed_and_billed(client: ClientOfCloud, operator: OperatorApi) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for number in range(7):
            file.writestr(f"scan {number}.png", picture(shade=100 + number))
    drop = client.drop("receipts", "scans.zip", archive.getvalue())
    job = job_of(client.delivery(drop, "open"))
    (lease,), _ = operator.take(1, "look")
    (again,), _ = operator.take(1, "look")
    assert again["lease"] == lease["lease"]
    record = operator.read_input(lease)["records"][0]
    assert lease["originals"].keys() == lease["images"].keys()
    shown = Image.open(io.BytesIO(operator.read_image(lease, record["record"])))
    assert shown.size == (60, 90)
    operator.give_back(lease["lease"])
    assert key_all(operator, job, receipt) == 2
    delivery = client.delivery(drop, "delivered", "failed")

    assert [row["company"] for row in delivery.rows("result.csv")] == [
        f"scan {number}.png" for number in range(7)
    ]
    invoice = delivery.document("invoice.json")
    assert_adds_up(invoice, quantity=7, rate="4.50")
    printed = " ".join(page.extract_text() for page in PdfReader(
        io.BytesIO(delivery.read("invoice.pdf"))
    ).pages)  # fmt: skip
    for text in (invoice["number"], "27AAPFU0939F1ZV", "998599", "IGST", invoice["total"]):
        assert text in printed


def assert_adds_up(invoice: dict[str, Any], quantity: int, rate: str) -> None:
    taxable = Decimal(rate) * quantity
    tax = (taxable * Decimal("0.18")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    (line,) = invoice["lines"]
    assert (line["quantity"], line["rate"], line["amount"]) == (quantity, rate, f"{taxable:.2f}")
    assert invoice["taxes"] == [{"kind": "IGST", "percent": "18", "amount": f"{tax:.2f}"}]
    assert invoice["total"] == f"{taxable + tax:.2f}"


@pytest.mark.parametrize(
    ("work_type", "body", "code"),
    [
        ("nothing-of-the-kind", b"x", "unknown_work_type"),
        ("receipts", b"", "empty"),
        ("receipts", b"id,address\n1,x\n", "wrong_kind"),
        ("addresses", picture(), "wrong_kind"),
        ("addresses", b"BEGIN:VCARD\nFN:Selvi\nEND:VCARD\n", "not_a_table"),
        ("receipts", picture("JPEG")[:300], "unreadable"),
    ],
)
def test_what_cannot_be_worked_on_is_rejected_with_a_reason(
    client: ClientOfCloud, work_type: str, body: bytes, code: str
) -> None:
    drop = client.drop(work_type, f"{uuid4()}.zip", body)
    rejected = client.delivery(drop, "rejected", "failed", "open").document("rejected.json")
    assert (rejected["code"], rejected["drop"]) == (code, drop)
    assert rejected["reason"].endswith(".")


def test_a_failure_of_ours_is_seen_by_the_client(
    client: ClientOfCloud, operator: OperatorApi, cloud: RunningCloud, s3: "S3Client"
) -> None:
    drop = client.drop("addresses", "lost.csv", b"id,address\n1,Car Street\n")
    job = job_of(client.delivery(drop, "open"))
    # What Merge needs and nobody else does is gone.
    s3.delete_object(Bucket=cloud.outputs["WorkBucketName"], Key=f"{job}/plan.json")
    assert key_all(operator, job, address) == 1
    status = client.delivery(drop, "failed", "delivered").document("status.json")
    assert status["state"] == "failed"
    assert status["error"]["message"]
    assert "Traceback" not in str(status)


def test_what_is_uploaded_too_late_and_never_submitted_counts_all_the_same(
    client: ClientOfCloud, operator: OperatorApi
) -> None:
    drop = client.drop("receipts", "late.png", picture(shade=90))
    client.delivery(drop, "open")
    (lease,), _ = until(lambda: _any(operator))
    operator.give_back(lease["lease"])
    operator.upload(lease, [receipt(record) for record in operator.read_input(lease)["records"]])
    (row,) = client.delivery(drop, "delivered", "failed").rows("result.csv")
    assert row["total"] == "64.15"


def test_an_operator_sees_no_lease_of_another(
    client: ClientOfCloud, operator: OperatorApi, cloud: RunningCloud, site: Site
) -> None:
    drop = client.drop("receipts", "one.png", picture())
    client.delivery(drop, "open")
    (lease,), _ = until(lambda: _any(operator))
    other = OperatorApi(cloud.outputs["ApiUrl"], site.sign_in("anitha"))
    for attempt in (other.renew, other.submit):
        with pytest.raises(ApiError) as error:
            attempt(lease["lease"])
        assert (error.value.status, error.value.code) == (404, "not_found")
    assert lease["lease"] not in [held["lease"] for held in other.held()]
    assert lease["lease"] in [held["lease"] for held in operator.held()]
    operator.give_back(lease["lease"])


def _any(operator: OperatorApi) -> tuple[list[Lease], float] | None:
    taken = operator.take(1, str(uuid4()))
    return taken if taken[0] else None
