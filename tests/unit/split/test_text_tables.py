"""What clients write as CSV: each dialect read as it is meant, or refused with what to do."""

import time
from pathlib import Path

import pytest

from hinterland.catalogue.table import Column, TableForm
from hinterland.errors import RejectedError
from tests.unit.split.drops import split_rows

CASES = Path(__file__).parents[4] / "shared" / "cases"


@pytest.mark.parametrize(
    ("body", "table", "skipped"),
    [
        (b"sep=;\r\nname;city\r\nA;B\r\n", [["name", "city"], ["A", "B"]], {}),
        (b'"sep=^"\nname^city\nA^B,C\n', [["name", "city"], ["A", "B,C"]], {}),
        (
            b"Report of June\nname,city,amount\nA,B,1\n",
            [["name", "city", "amount"], ["A", "B", "1"]],
            {"above the table": 1},
        ),
        (
            b"Report,,,\nof June,,,\n,,,\nname,city,amount,note\nA,B,1,x\n",
            [["name", "city", "amount", "note"], ["A", "B", "1", "x"]],
            {"above the table": 2, "blank": 1},
        ),
        (b"a,b\n1,2\n,\n , \n3,4\n,\n", [["a", "b"], ["1", "2"], ["3", "4"]], {"blank": 3}),
        (b"a,b,c\n1,2,3,\n4,5,6,,\n", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], {}),
        (b"a,b,c\n1,2\n3\n", [["a", "b", "c"], ["1", "2", ""], ["3", "", ""]], {}),
        (
            b"   \nname;city\nA;B\n",
            [["name", "city"], ["A", "B"]],
            {"blank": 1},
        ),
        (b"name;city, state\nA;B\nC;D\n", [["name", "city, state"], ["A", "B"], ["C", "D"]], {}),
        (b"name\tcity, state\nA\tB\n", [["name", "city, state"], ["A", "B"]], {}),
        (b"item;price\nA;1,50\nB;2,75\n", [["item", "price"], ["A", "1,50"], ["B", "2,75"]], {}),
        (b"name:city\nA:B\nC:D\n", [["name", "city"], ["A", "B"], ["C", "D"]], {}),
        (b"name~city\nA~B\n", [["name", "city"], ["A", "B"]], {}),
        (b"name#city\nA#B\n", [["name", "city"], ["A", "B"]], {}),
        (b"time\n12:30\n14:45\n", [["time"], ["12:30"], ["14:45"]], {}),
        (b"id,addr\n1,x\n\x1a", [["id", "addr"], ["1", "x"]], {}),
        (b"id,addr\n1,x\x1a\x00\x00", [["id", "addr"], ["1", "x"]], {}),
        (
            b"id,name\n1,a\n\xef\xbb\xbfid,name\n2,b\n",
            [["id", "name"], ["1", "a"], ["2", "b"]],
            {"the header once more": 1},
        ),
        (
            b'id,name,city\n1,"Ravi,Chennai\n2,Sita,Pune\n3,"Lila",Agra\n',
            [["id", "name", "city"], ["1", '"Ravi', "Chennai"], ["2", "Sita", "Pune"],
             ["3", "Lila", "Agra"]],
            {},
        ),
        (
            b'id,name\n1,"12"" pipe, long"\n2,12" pipe\n3,"a\nb"\n',
            [["id", "name"], ["1", '12" pipe, long'], ["2", '12" pipe'], ["3", "a\nb"]],
            {},
        ),
        (b'id,name\n1,x\n2,"open\n', [["id", "name"], ["1", "x"], ["2", '"open']], {}),
        (
            b"address\n12 Car St, Madurai\n7, North Lane, Theni, TN\n",
            [["address"], ["12 Car St, Madurai"], ["7, North Lane, Theni, TN"]],
            {},
        ),
        (b"Mzda,Jmeno\n100,Novak\n", [["Mzda", "Jmeno"], ["100", "Novak"]], {}),
        (b"city,1,2,3\nA,5,6,7\n", [["city", "1", "2", "3"], ["A", "5", "6", "7"]], {}),
        (
            b"Bank: X,\nDate:,25-11-2026\nid,name,amount\n1,A,5\n2,C,6\n",
            [["id", "name", "amount"], ["1", "A", "5"], ["2", "C", "6"]],
            {"above the table": 2},
        ),
        (
            b"# made by a program, in June\n# for us\nid,name,city\n1,A,B\n2,C,D\n",
            [["id", "name", "city"], ["1", "A", "B"], ["2", "C", "D"]],
            {"above the table": 2},
        ),
        (
            (
                b"id,said\n1,Dear Sir. We ask you to send the list by June.\n"
                b"2,Thanks for the list. It has all that we had asked for.\n"
            ),
            [
                ["id", "said"],
                ["1", "Dear Sir. We ask you to send the list by June."],
                ["2", "Thanks for the list. It has all that we had asked for."],
            ],
            {},
        ),
        (b"city,2023,2024\nA,5,6\n", [["city", "2023", "2024"], ["A", "5", "6"]], {}),
    ],
)  # fmt: skip
def test_a_dialect_is_read_and_what_is_no_record_is_counted(
    body: bytes, table: list[list[str]], skipped: dict[str, int]
) -> None:
    drop = split_rows(body)
    assert drop.table == table
    assert drop.skipped == skipped
    assert not drop.reasons


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"1,Chennai,20\n2,Mumbai,30\n3,Pune,40\n", "line 1 .1, Chennai, 20.*header: false"),
        (b"a@b.com,Ravi\nc@d.com,Sita\n", "looks like a record"),
        (b"Ravi,Chennai\nSita,Chennai\nRavi,Pune\n", "looks like a record"),
        (b"INSERT INTO t VALUES (1, 'a');\nINSERT INTO t VALUES (2, 'b');\n", "SQL"),
        (b"-- dump\nCREATE TABLE t (\n  id int,\n  name text\n);\n", "SQL"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Ravi\nEND:VCARD\n", "vCard"),
        (b"name: Ravi\ncity: Chennai\nitems:\n  - a\n  - b\n", "YAML"),
        (b"---\nname: Ravi\n", "YAML"),
        (b"[main]\nname = Ravi\ncity = Pune\n", "settings"),
        (
            b"Dear Sir,\n\nPlease find the list, as asked. We need it.\n\nYours sincerely,\nRavi\n",
            "letter",
        ),
        (b"From: a@b\nTo: c@d\nSubject: x\n\nHello, world\n", "e-mail"),
        (b"<order><id>1</id></order>\n", "XML"),
        (b"NAME      CITY      AMT\nRAVI      CHENNAI   100\nSITA      PUNE       50\n", "fixed"),
    ],
)
def test_what_cannot_be_read_with_certainty_is_refused_by_name(body: bytes, says: str) -> None:
    with pytest.raises(RejectedError, match=says):
        split_rows(body)


@pytest.mark.parametrize(
    ("body", "form", "table"),
    [
        (b"1,A\n", TableForm(header=False), [["column 1", "column 2"], ["1", "A"]]),
        (b"1,A\n2,B\n", TableForm(header=True), [["1", "A"], ["2", "B"]]),
        (
            b"1,A\n2,B\n",
            TableForm(header=False, columns=(Column("id"), Column("name"))),
            [["id", "name"], ["1", "A"], ["2", "B"]],
        ),
        (b"x\ny\nid!n\n1!A,B\n", TableForm(separator="!", skip=2), [["id", "n"], ["1", "A,B"]]),
        (b"id,name\n1,'A,B'\n", TableForm(quote="'"), [["id", "name"], ["1", "A,B"]]),
        (b'id,name\n1,"A\n', TableForm(quote=""), [["id", "name"], ["1", '"A']]),
        (
            "id,name\n1,caf\u00e9\n".encode("cp850"),
            TableForm(encoding="cp850"),
            [["id", "name"], ["1", "caf\u00e9"]],
        ),
        (
            b"a title, long\nNAME,id ,other\nA,1,x\n",
            TableForm(columns=(Column("id"), Column("name"))),
            [["NAME", "id ", "other"], ["A", "1", "x"]],
        ),
        (
            b"RAVI      CHENNAI   100\nSITA      PUNE       50\n",
            TableForm(header=False, columns=(Column("n", 10), Column("c", 10), Column("a", 5))),
            [["n", "c", "a"], ["RAVI", "CHENNAI", "100"], ["SITA", "PUNE", "50"]],
        ),
        (
            b"NAME      CITY      AMT\nRAVI      CHENNAI   100\nSITA      PUNE       50\n",
            TableForm(columns=(Column("NAME"), Column("CITY"), Column("AMT"))),
            [["NAME", "CITY", "AMT"], ["RAVI", "CHENNAI", "100"], ["SITA", "PUNE", "50"]],
        ),
    ],
)  # fmt: skip
def test_what_the_work_type_states_is_not_guessed(
    body: bytes, form: TableForm, table: list[list[str]]
) -> None:
    assert split_rows(body, form=form).table == table


def test_a_drop_without_a_column_that_is_asked_for_is_refused_with_what_is_missing() -> None:
    form = TableForm(columns=(Column("id"), Column("name"), Column("pin")))
    with pytest.raises(RejectedError, match=r"no column pin.*line 1") as caught:
        split_rows(b"id,name\n1,A\n", form=form)
    assert caught.value.code == "wrong_columns"
    with pytest.raises(RejectedError, match=r"2 cells each.*3 columns"):
        split_rows(b"1,A\n", form=TableForm(header=False, columns=form.columns))


def test_a_row_of_a_damaged_utf8_file_is_set_aside_with_its_line_and_cell() -> None:
    body = "id,நகரம்\n1,மதுரை\n2,சென்னை\n3,".encode() + b"Caf\xe9\n4,\xe0\xae"
    drop = split_rows(body)
    assert drop.table[1:] == [["1", "மதுரை"], ["2", "சென்னை"]]
    assert [reason.partition(", which")[0] for reason in drop.reasons] == [
        "Row 3, on line 4, in cell 2 (நகரம்) has the byte E9",
        "Row 4, on line 5, in cell 2 (நகரம்) has the byte E0",
    ]


def test_rows_that_a_quote_seems_to_have_swallowed_are_set_aside_rather_than_guessed() -> None:
    drop = split_rows(b'a,b,c\n1,"x,2\n3,y,4\n5,z",6\n7,8,9\n')
    assert drop.table == [["a", "b", "c"], ["7", "8", "9"]]
    assert "closes only on line 4" in drop.reasons[0]


@pytest.mark.parametrize("columns", [20_000, 100_000])
def test_very_many_columns_of_one_name_take_linear_time(columns: int) -> None:
    began = time.process_time()
    drop = split_rows(b",".join([b"a"] * columns) + b"\n" + b",".join([b"1"] * columns) + b"\n")
    assert len(drop.table[1]) == columns
    assert time.process_time() - began < 10


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not here")
@pytest.mark.parametrize("case", sorted(CASES.rglob("[cd]*.csv")), ids=lambda case: case.name)
def test_each_case_is_read_or_refused_and_loses_no_row(case: Path) -> None:
    try:
        drop = split_rows(case.read_bytes())
    except RejectedError as refusal:
        assert case.name == "c08-no-header.csv", refusal.reason  # noqa: PT017 - which may refuse
        return
    assert len(drop.records) == drop.planned.records
    assert len(drop.reasons) <= 1
