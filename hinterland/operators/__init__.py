"""What the system learned about each operator: accuracy, standing, corrections, outbox."""
