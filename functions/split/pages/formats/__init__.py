"""Formats of pictures and papers: how the pages of each are found and shown."""
