"""What was measured, beside what is wanted."""

from collections.abc import Iterator, Sequence
from statistics import quantiles


class Figures:
    """Rows of a table: what, how much, and the most or the least that is wanted."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str]] = []

    def note(self, what: str, value: float, unit: str, wanted: str = "") -> None:
        """Take a figure down; `wanted` says what it should be, such as "< 50"."""
        self.rows.append((what, f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}", wanted))

    def table(self) -> Iterator[str]:
        """The lines of the table, in Markdown."""
        rows = [("what", "measured", "wanted"), ("---", "---", "---"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            yield "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def percentile(values: Sequence[float], per_cent: int) -> float:
    """The value that so many per cent of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[per_cent - 1]
