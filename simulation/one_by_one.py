"""A pool whose jobs run where they are handed in, so that a seed always comes out the same."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any, override


class OneByOne(Executor):
    """LeaseRequests the place of `ThreadPoolExecutor`."""

    def __init__(self, _workers: int = 1) -> None:
        super().__init__()

    @override
    def map(
        self,
        fn: Callable[..., Any],
        *iterables: Any,
        **_: Any,
    ) -> Iterator[Any]:
        """Call `fn` for each at once, in order, as a pool that has time does."""
        return iter([fn(*each) for each in zip(*iterables, strict=False)])
