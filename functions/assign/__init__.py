"""Assign: hands out leases, and takes in what was keyed under them."""
