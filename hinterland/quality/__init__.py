"""Whether what was keyed is right: who is checked, what is in dispute, what holds in the end."""
