"""How large or small a rate can be, given the errors found in a sample: Clopper-Pearson bounds.

They are exact: for no true rate does the bound fail more often than 1 - confidence, however small
the sample. (Wilson's, which are narrower, do for rates near 0, where ours are.)

Sources: Clopper and Pearson (1934), Biometrika 26, 404; the binomial tail as an incomplete beta
function, and its continued fraction: NIST Digital Library of Mathematical Functions, 8.17.5 and
8.17.22, https://dlmf.nist.gov/8.17. (scipy has both, and is too large to ship for one formula.)
"""

from collections.abc import Callable, Iterator
from math import exp, lgamma, log, log1p

# A continued fraction that has come so close does not move the result any more.
_PRECISION = 1e-15
_NEARLY_ZERO = 1e-300


def upper_bound(errors: int, sample: int, confidence: float = 0.95) -> float:
    """Return the one-sided upper bound of a rate after `errors` in `sample` trials.

    It is the rate at which so few errors would come with a chance of only 1 - confidence. Without
    an error and with 95 %, about 3 / sample (the rule of three); without a sample, 1. Raises
    `ValueError` for counts or a confidence that cannot be.
    """
    _require(errors, sample, confidence)
    if errors == sample:
        return 1.0
    return _crossing(lambda rate: at_most(errors, sample, rate) <= 1 - confidence)


def lower_bound(errors: int, sample: int, confidence: float = 0.95) -> float:
    """Return the one-sided lower bound of a rate; without an error, 0. Raises as `upper_bound`."""
    return 1 - upper_bound(sample - errors, sample, confidence)


def interval(errors: int, sample: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the two-sided interval of a rate, half of the doubt on each side."""
    one_sided = (1 + confidence) / 2
    return lower_bound(errors, sample, one_sided), upper_bound(errors, sample, one_sided)


def at_most(errors: int, sample: int, rate: float) -> float:
    """Return the chance of no more than `errors` in `sample` trials at a true `rate`."""
    if errors >= sample:
        return 1.0
    return _incomplete_beta(1 - rate, sample - errors, errors + 1)


def _require(errors: int, sample: int, confidence: float) -> None:
    if not 0 <= errors <= sample:
        raise ValueError(f"{errors} errors in a sample of {sample}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not at {confidence}")


def _crossing(is_beyond: Callable[[float], bool]) -> float:
    """Return the least rate for which `is_beyond` holds, by halving [0, 1] to the last bit."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        if is_beyond(middle):
            high = middle
        else:
            low = middle
    return high


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast only below; I is symmetric
        return 1 - _incomplete_beta(1 - x, b, a)
    log_factor = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(log_factor) / (a * _continued_fraction(x, a, b))


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1/(1 + d2/(1 + ...)), by Lentz's method, with the d of DLMF 8.17.22."""
    value, above, below = 1.0, 1.0, 0.0
    for d in _coefficients(x, a, b):
        below = 1 / ((1 + d * below) or _NEARLY_ZERO)
        above = (1 + d / above) or _NEARLY_ZERO
        value *= above * below
        if abs(above * below - 1) < _PRECISION:
            break
    return value


def _coefficients(x: float, a: float, b: float) -> Iterator[float]:
    m = 0
    while True:
        if m:
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        m += 1
