"""What the sample receipts say. Shops, people, numbers and GSTINs are all invented."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

PAISA = Decimal("0.01")

type Good = tuple[str, str]
"""A good on a shelf: its name as the till prints it, and its price in rupees."""

GROCERIES: tuple[Good, ...] = (
    ("PONNI RICE 5KG", "342.00"),
    ("TOOR DAL 1KG", "168.00"),
    ("GINGELLY OIL 500ML", "196.50"),
    ("JAGGERY 1KG", "72.00"),
    ("FILTER COFFEE 200G", "118.00"),
    ("TAMARIND 250G", "64.00"),
    ("SAMBAR POWDER 100G", "58.00"),
    ("CAMPHOR", "25.00"),
)
MEDICINES: tuple[Good, ...] = (
    ("PARACETAMOL 650 X15", "33.60"),
    ("ORS SACHET", "21.40"),
    ("COUGH SYRUP 100ML", "94.50"),
    ("COTTON ROLL 50G", "38.00"),
    ("ANTISEPTIC 120ML", "76.20"),
)
HARDWARE: tuple[Good, ...] = (
    ("PVC PIPE 1IN 3M", "164.00"),
    ("GI WIRE 1KG", "98.00"),
    ("CEMENT 50KG", "415.00"),
    ("LED BULB 9W", "89.00"),
    ("PAINT BRUSH 2IN", "55.00"),
    ("DOOR HINGE 4IN PAIR", "72.50"),
)
MEALS: tuple[Good, ...] = (
    ("MINI MEALS", "70.00"),
    ("GHEE ROAST", "85.00"),
    ("IDLY 2 PCS", "24.00"),
    ("MEDU VADA", "18.00"),
    ("DEGREE COFFEE", "22.00"),
    ("CURD RICE", "45.00"),
)


@dataclass(frozen=True, slots=True)
class Shop:
    """Where a receipt is from; `address` is line by line, as it is printed."""

    name: str
    address: tuple[str, ...]
    gstin: str
    goods: tuple[Good, ...]
    gst_percent: Decimal


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt, complete; amounts in rupees."""

    shop: Shop
    number: int
    issued_on: date
    lines: tuple[tuple[str, int, Decimal], ...]  # good, quantity, price of one
    taxable: Decimal
    half_tax: Decimal  # CGST; SGST is the same
    total: Decimal  # rounded to whole rupees

    def truth(self) -> dict[str, str]:
        """Return what a faultless operator keys."""
        return {
            "company": self.shop.name,
            "date": f"{self.issued_on:%d/%m/%Y}",
            "address": " ".join(self.shop.address),
            "total": str(self.total),
        }


def _shop(
    name: str, address: tuple[str, ...], pan: str, goods: tuple[Good, ...], percent: str
) -> Shop:
    return Shop(name, address, f"33{pan}1Z0", goods, Decimal(percent))


SHOPS = (
    _shop(
        "SRI MURUGAN MALIGAI STORES",
        ("14, CAR STREET,", "KOLLUMANGUDI 609403"),
        "AAAFS0001M",
        GROCERIES,
        "5",
    ),
    _shop(
        "KAVERI MEDICALS",
        ("2/118, BAZAAR ROAD,", "PERALAM, THIRUVARUR DT 609405"),
        "AAAFK0002K",
        MEDICINES,
        "12",
    ),
    _shop(
        "ANNAPOORANI HOTEL (VEG)",
        ("NEAR BUS STAND,", "MAYILADUTHURAI 609001"),
        "AAAFA0003A",
        MEALS,
        "5",
    ),
    _shop(
        "SELVAM HARDWARES & PAINTS",
        ("47-B, BIG STREET,", "KUMBAKONAM 612001"),
        "AAAFS0004S",
        HARDWARE,
        "18",
    ),
    _shop(
        "THENMOZHI SUPER MARKET",
        ("NO.9, GANDHI SALAI,", "NANNILAM 610105,", "TAMIL NADU"),
        "AAAFT0005T",
        GROCERIES,
        "5",
    ),
    _shop(
        "NEW BHARATH AGENCIES",
        ("112/3, NH ROAD, POONTHOTTAM,", "THIRUVARUR DT 609503"),
        "AAAFN0006N",
        HARDWARE,
        "18",
    ),
    _shop(
        "SARASWATHI TIFFIN CENTRE",
        ("5, SANNATHI STREET,", "SIRKAZHI 609110"),
        "AAAFS0007S",
        MEALS,
        "5",
    ),
)


def write_receipt(shop: Shop, number: int, random: Random) -> Receipt:
    """Fill a basket at `shop` and add it up."""
    goods = random.sample(shop.goods, k=random.randint(2, 5))
    lines = tuple((good, random.randint(1, 3), Decimal(price)) for good, price in goods)
    taxable = sum((quantity * price for _, quantity, price in lines), Decimal(0))
    half_tax = (taxable * shop.gst_percent / 200).quantize(PAISA, ROUND_HALF_UP)
    total = (taxable + 2 * half_tax).quantize(Decimal(1), ROUND_HALF_UP).quantize(PAISA)
    issued_on = date(2026, random.randint(4, 10), random.randint(1, 28))
    return Receipt(shop, number, issued_on, lines, taxable, half_tax, total)
