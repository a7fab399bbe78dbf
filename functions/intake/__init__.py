"""Intake: take a drop in as a job, or tell its client what is wrong with it."""
