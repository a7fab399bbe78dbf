"""Whoever reads or writes several rows at once does so alone, as in one transaction."""

from threading import RLock

# One for all stores: a transaction may reach over several of them.
ALONE = RLock()
