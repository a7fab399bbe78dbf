"""The roles that people have, and the sign-in groups that go with them. Names only."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. A person may have several roles."""

    OPERATOR = "operator"  # keys in a centre
    HEAD = "head"  # looks after a centre's people
    OFFICE = "office"  # looks after all of it


# The group in the user pool. Who is in one has the role only if the catalogue says so as well.
GROUPS = {Role.OPERATOR: "operators", Role.HEAD: "heads", Role.OFFICE: "office"}
