"""Pictures of every page in every language, for `docs/pages.md`: `python -m examples.pictures`.

The page is the real one, on a local cloud; what the API answers, and the time of day, are those of
a story, so that the same pictures come out each time. That the page works is for tests to show.
"""
