"""Fields: what is keyed for every record; how a value is checked and compared, by kind."""
