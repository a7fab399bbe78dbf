"""A page or a file that is too much for its reader is one bad record; its neighbours are keyed."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from functions.split.pages.collection import Sought
from functions.split.pages.drawing.allowance import Allowance
from functions.split.pages.drawing.renderer import Renderer
from functions.split.pages.image_parts import plan_images, records_of_images
from hinterland.jobs.job import FileKind
from tests.unit.split.made_papers import (
    good_pdf,
    pdf_page,
    picture,
    raw_pdf,
    split,
    stream,
    told,
    zipped,
)

MEGABYTE = 1024 * 1024


def pdf_that_takes_all_memory() -> bytes:
    """A page whose drawing, packed three times over, unpacks to 4 GB."""
    deflate = zlib.compressobj(1)
    first = deflate.compress(bytes(16 * MEGABYTE)) + deflate.flush(zlib.Z_FULL_FLUSH)
    again = deflate.compress(bytes(16 * MEGABYTE)) + deflate.flush(zlib.Z_FULL_FLUSH)
    packed = first + again * 255 + deflate.flush()
    content = zlib.compress(zlib.compress(packed))
    return raw_pdf(
        *pdf_page(
            b"<</Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
            % (len(content), content)
        )
    )


def pdf_that_never_ends() -> bytes:
    """A page covered by a pattern of which a billion pieces are to be drawn."""
    pattern = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
        b"/XStep 0.02/YStep 0.02/Resources<<>>"
    )
    return raw_pdf(
        *pdf_page(
            stream(b"/Pattern cs /P scn 0 0 3000 3000 re f"),
            resources=b"/Pattern<</P 5 0 R>>",
            box=b"0 0 3000 3000",
        ),
        stream(b"0 0 1 1 re f", more=pattern),
    )


def lying(size: int, says: int) -> bytes:
    """An archive whose member unpacks to `size` bytes and is said to have `says`."""
    body = bytearray(
        zipped([("bomb.png", picture("png") + bytes(size)), ("b.jpg", picture("jpeg"))])
    )
    place = body.index(b"PK\x01\x02")
    struct.pack_into("<L", body, place + 24, says)
    return bytes(body)


@pytest.mark.prove
def test_a_page_that_takes_too_much_memory_leaves_its_neighbours_be() -> None:
    hog = pdf_that_takes_all_memory()
    body = zipped([("1.pdf", good_pdf()), ("2.pdf", hog), ("3.pdf", good_pdf())])
    first, bad, last = told(split(body, FileKind.ZIP))
    assert (first, last) == ("1.pdf", "3.pdf")
    assert bad.startswith("2.pdf, page 1, takes more memory to draw than we can give a page; ")


@pytest.mark.prove
def test_a_page_that_never_ends_is_ended_and_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("functions.split.pages.drawing.allowance._LONGEST", 2.0)
    body = zipped([("1.pdf", good_pdf()), ("2.pdf", pdf_that_never_ends()), ("3.pdf", good_pdf())])
    first, bad, last = told(split(body, FileKind.ZIP))
    assert (first, last) == ("1.pdf", "3.pdf")
    assert bad.startswith("2.pdf, page 1, takes too long to draw; ")


def test_pages_that_never_end_have_less_and_less_time() -> None:
    allowance = Allowance.of_drawing(100)
    spent = 0.0
    for _ in range(100):
        spent += allowance.seconds
        allowance.spend(allowance.seconds)
    assert 15 + 99 * 4 <= spent <= 720  # the part has 900 seconds
    assert allowance.seconds == 4


def test_a_member_that_unpacks_to_more_than_it_says_is_a_bad_record() -> None:
    bad, good = told(split(lying(60 * MEGABYTE, says=10_000), FileKind.ZIP))
    assert bad == (
        "bomb.png is damaged: it unpacks to more than the 10,000 bytes that the archive says."
    )
    assert good == "b.jpg"


def test_a_reader_that_is_killed_costs_the_page_that_killed_it() -> None:
    with Renderer(io.BytesIO(good_pdf()), Allowance.of_drawing(2)) as renderer:
        sought = Sought(FileKind.PDF, None)
        assert renderer.count(sought).pages == 1
        (child,) = _children()
        os.kill(child, 9)
        # Its death may have been the work of the page before: it is tried once in a fresh one.
        assert renderer.draw(sought, 1, 0).body
    assert _children() == []


def test_the_reader_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hush")
    with Renderer(io.BytesIO(good_pdf()), Allowance.of_drawing(1)) as renderer:
        renderer.count(Sought(FileKind.PDF, None))
        (child,) = _children()
        environment = Path(f"/proc/{child}/environ").read_bytes()
    assert b"PYTHONPATH" in environment
    assert b"AWS" not in environment


def test_pages_that_are_not_there_are_not_counted() -> None:
    objects = pdf_page(stream(b"0 0 9 9 re f"))
    objects[1] = objects[1].replace(b"/Count 1", b"/Count 900000")
    assert told(split(raw_pdf(*objects), FileKind.PDF)) == ["drop"]


class _Counted(io.BytesIO):
    """A file that counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found


def test_a_part_of_a_large_archive_reads_no_more_than_its_own_members() -> None:
    photo = picture("png", "L", (50, 50))
    body = zipped([(f"{number:04}.png", photo) for number in range(3000)], zipfile.ZIP_STORED)
    assert len(body) > 7 * MEGABYTE
    planned = plan_images(io.BytesIO(body), FileKind.ZIP, "drop", 5)
    file = _Counted(body)
    records = list(records_of_images(file, FileKind.ZIP, "drop", planned.parts[-1]))
    assert told(records) == [f"{number:04}.png" for number in range(2900, 3000)]
    assert file.taken < MEGABYTE


@pytest.mark.prove
def test_a_part_of_a_long_tiff_reads_no_more_than_its_own_pages() -> None:
    pages = [Image.effect_noise((60, 60), 60) for _ in range(1500)]
    whole = io.BytesIO()
    pages[0].save(whole, "TIFF", save_all=True, append_images=pages[1:])
    body = whole.getvalue()
    assert len(body) > 5 * MEGABYTE
    planned = plan_images(io.BytesIO(body), FileKind.TIFF, "drop", 5)
    file = _Counted(body)
    assert told(records_of_images(file, FileKind.TIFF, "drop", planned.parts[-1])) == ["drop"] * 100
    assert file.taken < 1.5 * MEGABYTE


def _children() -> list[int]:
    """Return the readers that this process began; other tests' servers are its children too."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    children = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for pid in children if b"rendering" in Path(f"/proc/{pid}/cmdline").read_bytes()]
