"""Pay: what one entry earned its operator, and what that adds up to."""
