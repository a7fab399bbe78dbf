"""Reading a large S3 object by ranges, so that it can be sought in and is never held whole."""

import io
from collections import OrderedDict
from collections.abc import Buffer, Callable
from typing import override

type Fetch = Callable[[int, int], bytes]
"""Return the bytes from the first offset up to, and without, the second."""

BLOCK_BYTES = 4 * 1024 * 1024
# Two readers of a ZIP take turns: one in its directory, one in a member. Both keep their block.
BLOCKS_KEPT = 4


class RangedReader(io.RawIOBase):
    """A read-only file over `fetch`; holds at most the `BLOCKS_KEPT` blocks that were used last."""

    def __init__(self, size: int, fetch: Fetch, block_bytes: int = BLOCK_BYTES) -> None:
        """Read `size` bytes in all, `block_bytes` at a time."""
        super().__init__()
        self._size = size
        self._fetch = fetch
        self._block_bytes = block_bytes
        self._position = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._position

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError(f"cannot seek to {base + offset}, before the beginning")
        self._position = base + offset
        return self._position

    # Any buffer will do, as in the base class, whose own signature typeshed spells the same way.
    def readinto(self, buffer: Buffer, /) -> int:
        """Fill `buffer` as far as the present block goes; return how many bytes that were."""
        target = memoryview(buffer).cast("B")
        number, offset = divmod(self._position, self._block_bytes)
        found = self._block(number)[offset : offset + len(target)]
        target[: len(found)] = found
        self._position += len(found)
        return len(found)

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        start = number * self._block_bytes
        if start >= self._size:
            return b""
        block = self._fetch(start, min(start + self._block_bytes, self._size))
        self._blocks[number] = block
        if len(self._blocks) > BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        return block
