"""What is said of the functions' logs when the demo fails."""

from pathlib import Path

from examples.demo.trouble import LONGEST, last_words


def test_only_the_last_errors_of_each_log_are_told(tmp_path: Path) -> None:
    errors = [f'{{"level":"ERROR","message":"{number}"}}' for number in range(5)]
    (tmp_path / "split.log").write_text("\n".join(['{"level":"INFO"}', *errors, "END"]))
    (tmp_path / "merge.log").write_text('{"level":"INFO"}\n')
    assert last_words(tmp_path) == [f"split: {line}" for line in errors[-3:]]


def test_a_long_line_is_cut(tmp_path: Path) -> None:
    (tmp_path / "split.log").write_text("errorMessage" * 1000)
    [told] = last_words(tmp_path)
    assert len(told) == LONGEST + len("split: ")


def test_without_logs_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert last_words(tmp_path / "none") == []
