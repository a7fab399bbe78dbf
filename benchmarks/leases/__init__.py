"""How many AWS calls each operation of the lease protocol makes; recorded in docs/leases.md."""
