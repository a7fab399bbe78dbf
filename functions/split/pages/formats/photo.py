"""Pictures in a file of their own, each shown as it came where browsers show that right."""

import io
from typing import BinaryIO, Final

import pi_heif
from PIL import Image

from functions.split.decoding import BadFileError, decoding
from functions.split.pages.formats import pictures
from functions.split.pages.formats.cut_off import END, mended
from functions.split.pages.formats.lighter import lighter
from functions.split.pages.formats.orientation import orientation_of, shown_orientation_of
from functions.split.pages.formats.shades import on_paper, uses_all_bits
from functions.split.pages.formats.sizes import keying_size
from functions.split.records import Picture
from hinterland.jobs.job import FileKind

# As Pillow calls them.
_FORMATS: Final = {
    FileKind.JPEG: "JPEG",
    FileKind.PNG: "PNG",
    FileKind.WEBP: "WEBP",
    FileKind.GIF: "GIF",
    FileKind.BMP: "BMP",
    FileKind.JPEG_2000: "JPEG2000",
    FileKind.HEIC: "HEIF",
    FileKind.AVIF: "AVIF",
}
PHOTOS: Final = frozenset(_FORMATS)
# What every browser shows, old ones too.
_SHOWN: Final = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}
# More than old computers can show: such a picture is keyed from a lighter one however light it is.
_SHOWN_PIXELS: Final = 40_000_000

pi_heif.register_heif_opener(
    thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
)


class Photo:
    """A picture, decoded. See `documents.Document`."""

    pages = 1
    places: Final[list[int]] = []

    def __init__(self, body: bytes, kind: FileKind) -> None:
        """Decode it; raise `BadFileError`."""
        self._kind = kind
        self._image, self._size, self._body = _decoded(body, kind)

    def picture(self, page: int, place: int) -> Picture:  # noqa: ARG002 - there is but one
        """Return it as it came, with a lighter one, or drawn anew."""
        if not self._is_shown_right():
            with decoding():
                return pictures.drawn(self._image, orientation=orientation_of(self._image))
        return Picture(self._body, _SHOWN[self._kind], self._lighter())

    def _is_shown_right(self) -> bool:
        """Say whether browsers show the file itself as it is meant."""
        if self._kind not in _SHOWN:
            return False
        if self._kind is not FileKind.JPEG and getattr(self._image, "n_frames", 1) > 1:
            return False  # it moves; a JPEG may hold further pictures that no browser looks at
        try:
            turned = orientation_of(self._image)
            is_upright = turned == shown_orientation_of(self._image, self._kind)
        except BadFileError:  # of odd EXIF data: the browser may know better what to do with them
            return True
        return is_upright and uses_all_bits(self._image)

    def _lighter(self) -> Picture | None:
        width, height = self._size
        least = 2**63 if width * height > _SHOWN_PIXELS else len(self._body)
        try:
            turned = orientation_of(self._image)
            with decoding():
                small = on_paper(self._image, keying_size(self._image.size))
                return lighter(pictures.upright(small, turned), least)
        except BadFileError:
            return None


def _decoded(body: bytes, kind: FileKind) -> tuple[Image.Image, tuple[int, int], bytes]:
    """Return a picture as pixels, so many as keying needs; its own size; and the file, whole."""
    image = _opened(body, kind)
    size = image.size
    with decoding():
        # The decoder reads all of a JPEG, and can make a half, quarter or eighth of it.
        image.draft(image.mode, keying_size(size))
    pictures.check_size(image)
    try:
        with decoding():
            image.load()
    except BadFileError:
        if kind is not FileKind.JPEG:
            raise
        body += END
        image = mended(body, keying_size(size))
    if kind is FileKind.BMP:  # its fourth channel means nothing to most that write it
        image = image.convert("RGB")
    return image, size, body


def _opened(body: bytes, kind: FileKind) -> Image.Image:
    file: BinaryIO = io.BytesIO(body)
    try:
        with decoding():
            return Image.open(file, formats=[_FORMATS[kind]])
    except BadFileError as error:
        raise BadFileError(
            "is damaged, or of a rare kind that we cannot read: save it anew as JPEG or PNG"
        ) from error
