"""Workbooks: the sheets of Excel and OpenDocument files, as their cells show them."""
