"""What adaptive checking delivers and costs, next to other ways, on simulated operators."""
