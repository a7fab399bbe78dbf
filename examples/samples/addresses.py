"""Invents addresses as people write them, and the same in fields as an operator keys them."""

from dataclasses import asdict, dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Address:
    """An address in fields: what work type `addresses` asks for."""

    street: str
    locality: str
    city: str
    pin: str
    state: str

    def truth(self) -> dict[str, str]:
        """Return what a faultless operator keys."""
        return asdict(self)


DOORS = ("{n}", "{n}/{m}", "{n}-A", "Old {n} New {m}", "Plot {n}")
STREETS = (
    "Car Street",
    "Mela Veedhi",
    "Agraharam Street",
    "Bazaar Road",
    "Gandhi Salai",
    "Sannathi Street",
    "2nd Cross Street",
    "Railway Station Road",
    "Pillaiyar Koil Street",
    "Big Street (North)",
    "'A' Block",
)
LOCALITIES = ("Anna Nagar", "Nethaji Nagar", "Mela Theru", "Pudhu Palayam", "KK Nagar", "")
# City or village, PIN, state.
CITIES = (
    ("Kollumangudi", "609403", "Tamil Nadu"),
    ("Peralam", "609405", "Tamil Nadu"),
    ("Nannilam", "610105", "Tamil Nadu"),
    ("Mayiladuthurai", "609001", "Tamil Nadu"),
    ("Sirkazhi", "609110", "Tamil Nadu"),
    ("Kumbakonam", "612001", "Tamil Nadu"),
    ("Hosur", "635109", "Tamil Nadu"),
    ("Karaikal", "609602", "Puducherry"),
    ("Palakkad", "678001", "Kerala"),
    ("Chittoor", "517001", "Andhra Pradesh"),
)
# The state is a choice, and so is keyed in English.
IN_TAMIL = Address("12 கீழ வீதி", "", "கொல்லுமாங்குடி", "609403", "Tamil Nadu")
IN_TAMIL_WRITTEN = "12 கீழ வீதி, கொல்லுமாங்குடி, தமிழ்நாடு - 609403"


def invent(random: Random) -> Address:
    """Make up an address."""
    door = random.choice(DOORS).format(n=random.randint(1, 240), m=random.randint(1, 60))
    street = f"{door} {random.choice(STREETS)}"
    return Address(street, random.choice(LOCALITIES), *random.choice(CITIES))


def write_by_hand(address: Address, random: Random) -> str:
    """Write an address in one of the ways in which people do."""
    a = address
    where = [a.street, a.locality] if a.locality else [a.street]
    return random.choice(
        (
            f"{', '.join(where)}, {a.city}, {a.state} - {a.pin}",
            f"{'\n'.join(where)}\n{a.city} {a.pin}\n{a.state}",
            f"{',\r\n'.join(where)},\r\n{a.city} - {a.pin}.\r\n{a.state}",
            f'{"; ".join(where)}; "{a.city}" P.O.; PIN {a.pin}; {a.state}',
            f"{','.join(where)},{a.city} {a.pin[:3]} {a.pin[3:]}",  # the PIN tells the state
        )
    )
