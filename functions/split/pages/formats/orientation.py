"""How a picture is to be turned: what its EXIF data say, or else its XMP data."""

from typing import Final

from PIL import Image

from functions.split.decoding import decoding
from hinterland.jobs.job import FileKind

_ORIENTATION: Final = 0x0112


def orientation_of(image: Image.Image) -> int:
    """Return EXIF's number for how to turn a picture, 1 if not at all; raise `BadFileError`."""
    with decoding():
        return int(image.getexif().get(_ORIENTATION, 1) or 1)


def shown_orientation_of(image: Image.Image, kind: FileKind) -> int:
    """Return how browsers turn it: by EXIF data, and all of them only in a JPEG."""
    if kind is not FileKind.JPEG:
        return 1
    exif = Image.Exif()
    with decoding():
        exif.load(image.info.get("exif", b""))
        return int(exif.get(_ORIENTATION, 1) or 1)
