"""What the renderer may take, and how large a file or picture may be for that."""

from typing import Final

from hinterland.jobs.job import FileKind

# Of address space, for one document and the page that is drawn. Its libraries take 0.2 GB of it.
MEMORY_BYTES: Final = 1300 * 1024 * 1024

# What is decoded in memory must fit there, several times over.
_PICTURE: Final = 64 * 1024 * 1024
_PAPER: Final = 256 * 1024 * 1024
BYTES: Final = {
    FileKind.JPEG: _PICTURE,
    FileKind.PNG: _PICTURE,
    FileKind.WEBP: _PICTURE,
    FileKind.GIF: _PICTURE,
    FileKind.BMP: _PAPER,
    FileKind.JPEG_2000: _PICTURE,
    FileKind.HEIC: _PICTURE,
    FileKind.AVIF: _PICTURE,
    FileKind.TIFF: _PAPER,
    FileKind.PDF: _PAPER,
}
