"""Tables as text: which letters, which separator, which quotes."""
