"""A damaged file can make a decoder raise almost anything; here it becomes one error.

What S3 raises is left alone: a file is not bad because the network is.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from pypdfium2 import PdfiumError

from hinterland.errors import HinterlandError

_RAISED = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Image.DecompressionBombError,
    PdfiumError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class BadFileError(HinterlandError):
    """A file, or one in an archive, that cannot be shown. The message goes on from its name."""

    code = "unreadable"


@contextmanager
def decoding() -> Iterator[None]:
    """Raise what decoders raise inside as `BadFileError`."""
    try:
        yield
    except _RAISED as error:
        raise BadFileError("is damaged or not complete") from error
