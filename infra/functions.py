"""The functions: size, time, and what each may touch."""

from collections.abc import Mapping

from aws_cdk import Duration
from constructs import Construct

from hinterland import s3_keys
from hinterland.api.route import Function
from hinterland.tables import CATALOGUE, INVOICES, JOBS, OPERATORS, PAY, TAKES, WORK_ITEMS, Table
from infra.api_description.openapi import openapi_text
from infra.python_function import ADD_ROWS, CHANGE_ROWS, READ_ROWS, PythonFunction
from infra.storage import Storage
from infra.tables import Tables


class Functions(Construct):
    """One function per step of a drop's way, one for people's own affairs, and one to oversee."""

    def __init__(
        self, scope: Construct, construct_id: str, *, storage: Storage, tables: Tables
    ) -> None:
        super().__init__(scope, construct_id)
        self._storage = storage
        self._tables = tables
        self.intake = self._intake()
        self.split = self._split()
        self.assign = self._assign()
        self.account = self._account()
        self.merge = self._merge()
        self.invoice = self._invoice()
        self.oversee = self._oversee()

    @property
    def all(self) -> tuple[PythonFunction, ...]:
        """Return all of them, first those on a drop's way in its order."""
        on_its_way = (self.intake, self.split, self.assign, self.merge, self.invoice)
        return (*on_its_way, self.account, self.oversee)

    @property
    def behind_the_api(self) -> dict[Function, PythonFunction]:
        """Return those that answer routes, by name."""
        return {"assign": self.assign, "account": self.account, "oversee": self.oversee}

    def _intake(self) -> PythonFunction:
        function = self._function("intake", memory_mb=512, timeout=Duration.minutes(1))
        function.reads(self._storage.drop, "*")
        function.reads(self._storage.delivery, *_files(s3_keys.STATUS))
        function.writes(self._storage.delivery, *_files(s3_keys.STATUS, s3_keys.REJECTED))
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        return function

    def _split(self) -> PythonFunction:
        # 1,769 MB is one whole processor: pages are rendered here. Their renderer may take 1,300
        # (see `limits`), and the function itself holds some pictures that are being stored.
        function = self._function("split", memory_mb=2048, timeout=Duration.minutes(15))
        function.reads(self._storage.drop, "*")
        function.reads(self._storage.work, "*/plan.json", "*/parts.json", "*/parts/*", "*/rows.csv")
        function.writes(
            self._storage.work,
            *(
                "*/plan.json",
                "*/parts.json",
                "*/rows.csv",
                "*/parts/*",
                "*/items/*",
                "*/images/*",
                "*/originals/*",
            ),
        )
        function.reads(self._storage.delivery, *_files(s3_keys.STATUS))
        function.writes(self._storage.delivery, *_files(s3_keys.STATUS, s3_keys.REJECTED))
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, CHANGE_ROWS)
        self._rows(function, WORK_ITEMS, READ_ROWS, ADD_ROWS)
        return function

    def _assign(self) -> PythonFunction:
        # HTTP API gives up after 30 seconds. More memory is more processor: a person waits.
        function = self._function("assign", memory_mb=1024, timeout=Duration.seconds(29))
        function.reads(
            self._storage.work,
            *("*/items/*", "*/images/*", "*/originals/*", "*/entries/*", f"{s3_keys.KNOWN}*"),
        )
        # Into items and images only what a lease with gold shows beside the item's own.
        function.writes(self._storage.work, *("*/items/*", "*/images/*", "*/entries/*", "*/kept/*"))
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, CHANGE_ROWS)
        self._rows(function, WORK_ITEMS, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        self._rows(function, TAKES, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        self._rows(function, PAY, ADD_ROWS)
        self._rows(function, OPERATORS, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        return function

    def _account(self) -> PythonFunction:
        # It leases nothing, and writes nothing but pay and skills earned by training, objections
        # and outboxes.
        function = self._function(
            "account",
            memory_mb=1024,
            timeout=Duration.seconds(29),
            made={"openapi.json": openapi_text()},
        )
        function.reads(
            self._storage.work, "*/items/*", "*/images/*", "*/entries/*", f"{s3_keys.KNOWN}*"
        )
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, WORK_ITEMS, READ_ROWS)
        self._rows(function, PAY, READ_ROWS, ADD_ROWS)
        self._rows(function, OPERATORS, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        return function

    def _merge(self) -> PythonFunction:
        function = self._function("merge", memory_mb=1024, timeout=Duration.minutes(15))
        # All of a job, but not the known answers.
        function.reads(
            self._storage.work,
            *("*/plan.json", "*/parts.json", "*/items/*", "*/entries/*", "*/kept/*", "*/merged/*"),
        )
        function.writes(self._storage.work, "*/merged/*", "*/kept/*")
        function.reads(self._storage.delivery, "*")
        function.writes(
            self._storage.delivery,
            *_files(
                s3_keys.STATUS,
                s3_keys.RESULT,
                s3_keys.RESULT_XLSX,
                s3_keys.RESULT_JSONL,
                s3_keys.QUERIES,
                s3_keys.RECONCILIATION,
                s3_keys.CERTIFICATE,
                s3_keys.CERTIFICATE_PDF,
            ),
        )
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, CHANGE_ROWS)
        self._rows(function, WORK_ITEMS, READ_ROWS)
        return function

    def _invoice(self) -> PythonFunction:
        function = self._function("invoice", memory_mb=512, timeout=Duration.minutes(2))
        function.reads(self._storage.delivery, "*")
        function.writes(
            self._storage.delivery,
            *_files(s3_keys.STATUS, s3_keys.INVOICE_JSON, s3_keys.INVOICE_PDF, s3_keys.DONE),
        )
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, CHANGE_ROWS)
        self._rows(function, INVOICES, READ_ROWS, ADD_ROWS, CHANGE_ROWS)
        return function

    def _oversee(self) -> PythonFunction:
        # It reads no entry and no image: whoever looks after the work need not see what is keyed.
        function = self._function("oversee", memory_mb=1024, timeout=Duration.seconds(29))
        function.reads(self._storage.delivery, *_files(s3_keys.STATUS))
        function.writes(self._storage.delivery, *_files(s3_keys.STATUS, s3_keys.REJECTED))
        self._rows(function, CATALOGUE, READ_ROWS)
        self._rows(function, JOBS, READ_ROWS, CHANGE_ROWS)
        self._rows(function, WORK_ITEMS, READ_ROWS, ADD_ROWS)
        self._rows(function, PAY, READ_ROWS)
        self._rows(function, OPERATORS, READ_ROWS)
        return function

    def _function(
        self,
        name: str,
        *,
        memory_mb: int,
        timeout: Duration,
        made: Mapping[str, str] | None = None,
    ) -> PythonFunction:
        return PythonFunction(
            self, name.capitalize(), name=name, memory_mb=memory_mb, timeout=timeout, made=made
        )

    def _rows(self, function: PythonFunction, table: Table, *actions: tuple[str, ...]) -> None:
        function.uses(self._tables[table], table, *actions)


def _files(*names: str) -> tuple[str, ...]:
    """Return the pattern of each of these files in any client's delivery folders."""
    return tuple(f"*/{name}" for name in names)
