"""Python's collector of cycles, which answers have none of and which would walk over them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector from running; afterwards it is as it was before, also where this raises.

    Objects without cycles are freed all the same, when nobody holds them any more.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
