"""ZIP archives: what is in them, and unpacking it within bounds."""
