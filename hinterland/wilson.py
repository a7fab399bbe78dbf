"""How large an error rate may be, given the errors found in a sample: Wilson's score interval."""

from math import sqrt

# The 95 % point of the normal distribution, one-sided.
_Z = 1.6448536269514722


def upper_bound(errors: int, sample: int) -> float:
    """Return the one-sided 95 % upper bound of a rate after `errors` in `sample` (> 0) trials.

    With no error found it comes to 2.71 / sample for large samples: a little less than the rule of
    three. Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209.
    """
    rate = errors / sample
    spread = _Z * sqrt(rate * (1 - rate) / sample + _Z**2 / (4 * sample**2))
    return (rate + _Z**2 / (2 * sample) + spread) / (1 + _Z**2 / sample)
