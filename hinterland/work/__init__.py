"""Work: items, the leases on them, and the entries that operators key under these."""
