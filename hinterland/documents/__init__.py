"""Plain documents (mappings, lists, text) as people write them: read with every mistake named."""
