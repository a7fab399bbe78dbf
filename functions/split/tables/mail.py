"""What is attached to an e-mail (EML), to a mailbox of them (MBOX), or in a saved page (MHTML)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import cast

from hinterland.errors import RejectedError

MOST_BYTES = 64 * 1024 * 1024
_POSTMARK = re.compile(rb"(?:\A|\n)From \S+ [^\n]*\d\d:\d\d[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in an e-mail."""

    name: str
    body: bytes


def attachments(body: bytes) -> list[Attachment]:
    """Return what is attached, or the page of a saved one; raise `RejectedError` if nothing is."""
    found = [each for message in _messages(body) for each in _attached(message)]
    if not found:
        raise RejectedError(
            "not_a_table",
            "This is an e-mail with nothing attached to it. Attach the table, or send it as CSV.",
        )
    return found


def _messages(body: bytes) -> Iterator[EmailMessage]:
    parse = BytesParser(policy=policy.default).parsebytes
    if body.startswith(b"From "):
        for message in _POSTMARK.split(body)[1:]:
            yield parse(message)
        return
    yield parse(body)


def _attached(message: EmailMessage) -> Iterator[Attachment]:
    """Yield the attachments; where there are none, pages, for such are saved as MHTML."""
    pages: list[Attachment] = []
    is_named = False
    for number, part in enumerate(message.walk(), start=1):
        if part.is_multipart():
            continue
        content = cast("bytes | None", part.get_payload(decode=True)) or b""
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            is_named = True
            yield Attachment(name or f"part {number}", content)
        elif part.get_content_type() == "text/html" and b"<t" in content:
            pages.append(Attachment(f"page {len(pages) + 1}", content))
    if not is_named:
        yield from pages
