"""An object that is open for reading."""

import io
from collections.abc import Buffer, Callable

from hinterland.errors import ConflictError


class Pinned(io.RawIOBase):
    """A file over a body that is read only as long as it is the object's own."""

    def __init__(self, key: str, body: bytes, is_current: Callable[[], bool]) -> None:
        super().__init__()
        self._key = key
        self._file = io.BytesIO(body)
        self._is_current = is_current

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: Buffer, /) -> int:
        if not self._is_current():
            raise ConflictError(f"object {self._key} is another by now")
        return self._file.readinto(buffer)
