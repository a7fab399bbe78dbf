"""Whether what was keyed is right: checks, agreement, settlement, and each operator's record."""
