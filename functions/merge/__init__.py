"""Merge: from the accepted entries of a job to its deliverable."""
