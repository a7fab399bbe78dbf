"""The kinds of field, one to a module: how a value is read, checked, compared, and set up."""
