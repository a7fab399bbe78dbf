"""Training and gold: known answers, attempts at them, and the skills that come of it."""
