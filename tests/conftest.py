"""What holds for every test."""

from hypothesis import settings

# How long one example takes says more about the machine's other work than about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
