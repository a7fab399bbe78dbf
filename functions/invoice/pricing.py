"""What a job costs: records delivered at the contract's rate, and GST by the place of supply."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hinterland.catalogue.client import Client, Contract, Tax
from hinterland.catalogue.work_type import WorkType
from hinterland.errors import HinterlandError
from hinterland.jobs.job import Job
from hinterland.money import to_paise


class NotPricedError(HinterlandError):
    """The client's contracts say no price for this work on this day."""

    code = "not_priced"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice: `amount` is quantity times rate, rounded to paise."""

    description: str
    sac: str
    quantity: int  # records
    rate: Decimal  # rupees per record
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One tax on the taxable value, rounded to paise."""

    kind: str  # CGST, SGST or IGST
    percent: Decimal
    amount: Decimal


def contract_for(client: Client, work_type: str, day: date) -> Contract:
    """Return the contract in force on `day`; raise `NotPricedError` if it has no such work."""
    contract = client.contract_on(day)
    if contract is None or work_type not in contract.rates:
        raise NotPricedError(
            f"client {client.id} has no rate for {work_type} on {day}: "
            "add it to the client's contract and apply the catalogue"
        )
    return contract


def is_billed(job: Job) -> bool:
    """Say whether there is anything to bill: a job with nothing delivered gets no invoice."""
    return job.done > job.queried


def line(job: Job, work_type: WorkType, contract: Contract) -> Line:
    """Price a job. What was queried or rejected is not billed."""
    quantity = job.done - job.queried
    rate = contract.rates[job.work_type]
    return Line(
        description=f"Data entry: {work_type.title['en']}, per record delivered",
        sac=contract.tax.sac,
        quantity=quantity,
        rate=rate,
        amount=to_paise(quantity * rate),
    )


def taxes(taxable: Decimal, tax: Tax, supplier_state: str, place_of_supply: str) -> list[TaxLine]:
    """Return the GST on a value: half each to centre and state, or IGST across a state border."""
    if supplier_state != place_of_supply:
        return [_tax("IGST", taxable, tax.percent)]
    return [_tax(kind, taxable, tax.percent / 2) for kind in ("CGST", "SGST")]


def _tax(kind: str, taxable: Decimal, percent: Decimal) -> TaxLine:
    return TaxLine(kind, percent, to_paise(taxable * percent / 100))
