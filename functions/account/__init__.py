"""What belongs to a person rather than to a lease: who they are, pay, corrections, training."""
