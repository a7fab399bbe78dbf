"""Assign: the operators' API. It hands out leases and takes in what was keyed under them."""
