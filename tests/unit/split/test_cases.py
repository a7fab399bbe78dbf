"""The cases of pictures, papers and archives that lie beside the project, where they do."""

import io
from pathlib import Path

import pytest

from hinterland.errors import RejectedError
from hinterland.jobs.file_kinds import HEAD_BYTES, sniff
from hinterland.jobs.job import FileKind
from tests.unit.split.made_papers import shown, split, told

CASES = Path(__file__).parents[4] / "shared" / "cases"

# They were made to be heavy.
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not CASES.is_dir(), reason="there are no cases beside the project"),
]


def outcome(name: str) -> list[str]:
    """What becomes of each record of a case, or of the whole of it."""
    body = (CASES / name).read_bytes()
    sniffed = sniff(body[:HEAD_BYTES])
    if sniffed.kind in {None, FileKind.CSV}:
        return [sniffed.name]
    assert sniffed.kind is not None
    try:
        return told(split(body, sniffed.kind))
    except RejectedError as rejection:
        return [rejection.reason, *rejection.details]


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("files/i01-png-30000x30000-1bit.png", ["30,000 x 30,000 pixels"]),
        ("files/i13-16bit-MM2.tif", ["drop"]),
        ("files/i15-jpeg-noeoi.jpg", ["drop"]),
        ("files/i16-tga.bin", ["a TGA picture"]),
        ("files/p06b-form-billion-laughs.pdf", ["takes more memory to draw"]),
        ("files/p08b-flate-twice.pdf", ["takes more memory to draw"]),
        ("files/p10-tiny-pattern.pdf", ["takes too long to draw"]),
        ("files/p19-cjk-nonembedded.pdf", ["the font HeiseiMin-W3, which is not in the file"]),
        ("files/p20b-laughs-among-good.zip", ["1.pdf", "takes more memory to draw", "3.pdf"]),
        ("files/z08-utf8flag-bad-name.zip", ["jpg", "jpg", "jpg"]),
        ("files/z14-empty.zip", ["There are no files in the archive."]),
        ("files/z19-deflate64.zip", ["a.jpg is damaged", "b.jpg"]),  # its data are no Deflate64
        ("reports/i5_xfa_dynamic.pdf", ["open it in Adobe Acrobat Reader and print"]),
        ("reports/i8_jpeg_no_eoi.jpg", ["drop"]),
        ("reports/i8_jpeg_minus20.jpg", ["drop"]),
        ("reports/i11_encrypted.pdf", ["protected by a password"]),
        ("reports/k3_corrupt_second_page.tif", ["drop", "page 2, is damaged", "drop"]),
        ("reports/z1_deflate64.zip", ["d64.jpg"]),
        ("reports/z2_appledouble.zip", ["scan/1.jpg"]),
        ("reports/z3_order.zip", ["img10.jpg", "img2.jpg", "img1.jpg"]),
        ("reports/z6_dup_names.zip", ["a.jpg", "a.jpg"]),
        ("reports/z7_zip64.zip", ["a.jpg"]),
        ("reports/z9_aes.zip", ["None of the 1 files", "protected by a password"]),
    ],
)
def test_each_case_comes_out_as_it_should(name: str, records: list[str]) -> None:
    found = outcome(name)
    assert len(found) == len(records)
    for one, part in zip(found, records, strict=True):
        assert part in one


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("reports/i1_fax_204x98.tif", (1728, 2386)),
        ("reports/i4_long_receipt.pdf", (800, 12_001)),
        ("reports/i4_long_receipt.tif", (640, 9400)),
        ("reports/i4b_small_print_receipt.pdf", (800, 15_001)),
    ],
)
def test_long_and_flat_papers_keep_their_print(name: str, size: tuple[int, int]) -> None:
    body = (CASES / name).read_bytes()
    kind = sniff(body[:HEAD_BYTES]).kind
    assert kind is not None
    (record,) = split(io.BytesIO(body), kind)
    assert shown(record).size == size
