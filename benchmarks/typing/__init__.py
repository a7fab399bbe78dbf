"""How many records an hour a typist keys on the real page, and what of it is the page's doing."""
