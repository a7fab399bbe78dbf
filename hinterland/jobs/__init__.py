"""Jobs: the processing of one drop, from intake to invoice, and what its client reads of it."""
