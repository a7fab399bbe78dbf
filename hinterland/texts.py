"""Texts that people read, in the languages of the work."""

from collections.abc import Mapping

type Texts = Mapping[str, str]
"""A text in several languages: `{"en": "Receipts", "ta": …}`. English is always there."""
