"""Paper for clients: an A4 sheet with the fonts and the look that all our PDF files share.

It needs fpdf2, which is slow to load: a function imports it where it writes a file, not at its top.
"""
