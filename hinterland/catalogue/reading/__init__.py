"""Reads the catalogue from plain documents, and finds every mistake with its place."""
