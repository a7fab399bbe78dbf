"""Makes the sample sets of known answers: addresses like the sample's, with what is right."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from examples.samples.addresses import Address, invent, write_by_hand

type Texts = Mapping[str, str]

TRAINING, GOLD = 14, 24
STREET: Texts = {
    "en": "The door number is part of the street.",
    "ta": "கதவு எண்ணும் தெருவுடன் சேர்ந்தது.",
    "hi": "मकान नंबर सड़क का ही हिस्सा है।",
}
NO_LOCALITY: Texts = {
    "en": "This address has no locality: leave it empty.",
    "ta": "இந்த முகவரியில் பகுதி இல்லை: காலியாக விடவும்.",
    "hi": "इस पते में इलाका नहीं है: उसे खाली छोड़ दें।",
}
BY_PIN: Texts = {
    "en": "No state is written; the PIN code tells it.",
    "ta": "மாநிலம் எழுதப்படவில்லை; அஞ்சல் குறியீடு அதைச் சொல்கிறது.",
    "hi": "राज्य लिखा नहीं है; पिन कोड से पता चलता है।",
}
TORN: Texts = {
    "en": "Too much is missing to key it: say that it cannot be read.",
    "ta": "பெரும்பகுதி காணவில்லை: படிக்க முடியவில்லை எனக் குறிக்கவும்.",
    "hi": "बहुत कुछ गायब है: बताएँ कि पढ़ा नहीं जा सकता।",
}
TORN_ADDRESS = "…2/1… Ba…r R…, …gud…  60…"
_TRAINING_HEAD = """\
# Made by `python -m examples.samples.make`. Whoever passes earns the skill that addresses ask for.
set: addresses-training
use: training
work_type: addresses
skill: addresses
title: {en: Addresses, ta: முகவரிகள், hi: पते}
pass: "0.95"
pay_per_record: "0.60"
paid_attempts: 3
records_per_attempt: 6
records:
"""
_GOLD_HEAD = """\
# Made by `python -m examples.samples.make`. Mixed into addresses where their quality says `gold`.
set: addresses-gold
use: gold
work_type: addresses
records:
"""


def write_known_answers(folder: Path, seed: int) -> None:
    """Write both sets of known answers for addresses."""
    folder.mkdir(exist_ok=True)
    random = Random(f"{seed}/known")
    training = [*_explained(random, TRAINING - 1), _torn(TRAINING)]
    _write(folder / "addresses-training.yaml", _TRAINING_HEAD, training)
    _write(folder / "addresses-gold.yaml", _GOLD_HEAD, list(_plain(random, GOLD)))


def _explained(random: Random, count: int) -> Iterator[dict[str, object]]:
    for number in range(1, count + 1):
        address = invent(random)
        written = write_by_hand(address, random)
        yield {**_record(f"T{number:03d}", written, address), "why": _why(address, written)}


def _plain(random: Random, count: int) -> Iterator[dict[str, object]]:
    for number in range(1, count + 1):
        address = invent(random)
        yield _record(f"A{500 + number}", write_by_hand(address, random), address)


def _record(name: str, written: str, address: Address) -> dict[str, object]:
    return {"show": {"id": name, "address": written}, "values": address.truth()}


def _torn(number: int) -> dict[str, object]:
    shown = {"id": f"T{number:03d}", "address": TORN_ADDRESS}
    return {"show": shown, "flag": "illegible", "why": {"flag": TORN}}


def _why(address: Address, written: str) -> dict[str, Texts]:
    why = {"street": STREET}
    if not address.locality:
        why["locality"] = NO_LOCALITY
    if address.state not in written:
        why["state"] = BY_PIN
    return why


def _write(path: Path, head: str, records: list[dict[str, object]]) -> None:
    # A line of JSON is YAML, too.
    lines = [f"  - {json.dumps(record, ensure_ascii=False)}\n" for record in records]
    path.write_text(head + "".join(lines), encoding="utf-8")
