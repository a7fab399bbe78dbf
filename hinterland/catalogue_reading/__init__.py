"""The catalogue's entities from plain documents, with every mistake and where it stands."""
