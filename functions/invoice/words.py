"""An amount in words, as an Indian invoice has it."""

from decimal import Decimal

from num2words import num2words


def in_words(amount: Decimal) -> str:
    """Write rupees and paise: `Rupees One Lakh Two Hundred and Paise Fifty Only`."""
    rupees, paise = divmod(int(amount * 100), 100)
    text = f"Rupees {_words(rupees)}"
    if paise:
        text += f" and Paise {_words(paise)}"
    return f"{text} Only"


def _words(number: int) -> str:
    plain = num2words(number, lang="en_IN").replace(",", "").replace("-", " ")
    return " ".join(word if word == "and" else word.capitalize() for word in plain.split())
