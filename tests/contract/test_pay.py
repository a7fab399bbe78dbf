"""Pay lines as they were stored before today."""

from datetime import date
from decimal import Decimal

from hinterland import tables
from hinterland.aws.pay.pay_line import DynamoPay
from hinterland.pay.pay_line import PayLine, Purpose
from tests.doubles.dynamodb import DynamoDouble


def test_a_pay_line_from_before_the_work_type_was_noted_is_still_read(
    dynamodb: DynamoDouble,
) -> None:
    table = dynamodb.name(tables.PAY)
    dynamodb.client.put_item(
        TableName=table,
        Item={
            "operator": {"S": "selvi"},
            "line": {"S": "2026-11-20#a.b.key.c"},
            "records": {"N": "2"},
            "amount": {"S": "2.20"},
        },
    )
    day = date(2026, 11, 20)
    assert DynamoPay(table).between("selvi", day, day) == [
        PayLine("selvi", day, "a.b.key.c", 2, Decimal("2.20"), None, Purpose.ENTRY)
    ]
