"""GSTINs: shape and check digit."""

import pytest

from hinterland.fields.kinds.gstin import check_digit, has_shape, is_sound


@pytest.mark.parametrize("gstin", ["27AAPFU0939F1ZV", "33AABCH4821K1ZR", "33AADCK5528P1Z6"])
def test_a_real_gstin_is_sound(gstin: str) -> None:
    assert is_sound(gstin)


def test_every_wrong_character_and_every_swap_of_neighbours_is_found() -> None:
    sound = "27AAPFU0939F1ZV"
    wrong = [
        sound[:place] + other + sound[place + 1 :]
        for place in range(14)
        for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        if other != sound[place]
    ]
    swapped = [
        sound[:place] + sound[place + 1] + sound[place] + sound[place + 2 :]
        for place in range(13)
        if sound[place] != sound[place + 1]
    ]
    assert all(check_digit(each[:14]) != each[14] for each in wrong + swapped)
    assert not any(is_sound(each) for each in wrong + swapped)


@pytest.mark.parametrize("text", ["", "27AAPFU0939F1Z", "27aapfu0939f1zv", "27AAPFU0939F1ZV "])
def test_what_is_not_of_the_shape_is_none(text: str) -> None:
    assert not has_shape(text)
    assert not is_sound(text)
