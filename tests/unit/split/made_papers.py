"""Papers, pictures and archives that tests make themselves, and what splitting makes of them."""

import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, cast

from PIL import Image

from functions.split.pages.image_parts import plan_images, records_of_images
from functions.split.records import BadRecord, Record
from hinterland.jobs.job import FileKind

if TYPE_CHECKING:
    from hinterland.jobs.documents import PartDocument


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1 as they come."""
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return bytes(
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, len(body))
    )


def stream(content: bytes, *, more: bytes = b"", packed: int = 1) -> bytes:
    """A stream, packed once or several times over."""
    for _ in range(packed):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode" * packed
    return b"<</Filter[%s]/Length %d%s>>stream\n%s\nendstream" % (
        filters,
        len(content),
        more,
        content,
    )


def pdf_page(content: bytes, *, resources: bytes = b"", box: bytes = b"0 0 595 842") -> list[bytes]:
    """The objects 1 to 4 of a PDF of one page, of which `content` is the last."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>"
        % (box, resources),
        content,
    ]


def good_pdf() -> bytes:
    return raw_pdf(*pdf_page(stream(b"0 0 300 400 re f")))


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    body = io.BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(body, form)
    return body.getvalue()


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return body.getvalue()


def split(body: bytes | BinaryIO, kind: FileKind, in_item: int = 2) -> list[Record | BadRecord]:
    """Plan a drop and split every part, as the workflow does it: each part on its own."""
    file = io.BytesIO(body) if isinstance(body, bytes) else body
    planned = plan_images(file, kind, "drop", in_item)
    parts = cast("list[PartDocument]", json.loads(json.dumps(planned.parts)))
    records = [record for part in parts for record in records_of_images(file, kind, "drop", part)]
    assert [record.number for record in records] == list(range(1, planned.records + 1))
    return records


def told(records: Iterable[Record | BadRecord]) -> list[str]:
    """The name of each record that can be keyed, and the reason of each that cannot."""
    return [
        str(record.show["file"]) if isinstance(record, Record) else record.reason
        for record in records
    ]


def shown(record: Record | BadRecord) -> Image.Image:
    """The picture that a browser is given."""
    assert isinstance(record, Record), record
    assert record.picture is not None
    image = Image.open(io.BytesIO(record.picture.body))
    image.load()
    assert Image.MIME[image.format or ""] == record.picture.content_type
    return image
