"""Assign: the operator API. Leases work out, takes entries in."""
