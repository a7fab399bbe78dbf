"""Oversee: what the heads of centres and the office see, and the office's buttons that help."""
