"""Stores that keep what they are given in this process, for tests. No part of what is deployed.

They do what the ports say, and the contract tests hold them to it beside the adapters to AWS.
"""

from tests.doubles.in_memory.catalogue import Books, Drawer
from tests.doubles.in_memory.gold import GoldNotes
from tests.doubles.in_memory.invoices import InvoiceNumbers
from tests.doubles.in_memory.jobs import JobRows
from tests.doubles.in_memory.objects import Bucket
from tests.doubles.in_memory.outboxes import OutboxReports
from tests.doubles.in_memory.pay import PayLines
from tests.doubles.in_memory.takes import Plans
from tests.doubles.in_memory.track_records import Learned
from tests.doubles.in_memory.trainings import AttemptRows
from tests.doubles.in_memory.troubles import Noted
from tests.doubles.in_memory.work_items import ItemRows
from tests.doubles.in_memory.workflow import Runs, Waits

__all__ = [
    "AttemptRows",
    "Books",
    "Bucket",
    "Drawer",
    "GoldNotes",
    "InvoiceNumbers",
    "ItemRows",
    "JobRows",
    "Learned",
    "Noted",
    "OutboxReports",
    "PayLines",
    "Plans",
    "Runs",
    "Waits",
]
