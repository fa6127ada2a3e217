"""Pictures of figures for a phone: by day with their sum, and by name, in colours that everybody can tell apart."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from itertools import accumulate
from typing import Any
from zipfile import ZipFile

from bot.documents.sheets import tidy

Counted = Sequence[tuple[str, int]]
"""Names, or ISO dates, each with its number."""

MIME = "image/png"
"""What a chart is, for a channel."""
BARS = 20
"""Names that a chart has room for; the others are shown together."""
_NAME = 30
"""Characters of a name that a chart has room for."""
_NOTE = 88
"""Characters of a line of the note that a chart has room for."""
_INCHES, _DOTS = 7.2, 150
# Of the palette of Okabe and Ito, which people who tell few colours apart see as two.
_BLUE, _SKY, _ORANGE, _INK, _FAINT = "#0072B2", "#56B4E9", "#D55E00", "#222222", "#666666"


def together(pictures: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Several charts, by the names of their files, in one archive (ZIP).

    Each is the arguments of `by_day`, where it has `words`, else of `by_name`.
    """
    archive = BytesIO()
    with ZipFile(archive, "w") as files:
        for name, args in pictures.items():
            files.writestr(name, by_day(**args) if "words" in args else by_name(**args))
    return archive.getvalue()


def by_day(
    title: str, note: str, counted: Counted, words: Sequence[str], thousands: str = ".", before: int = 0
) -> bytes:
    """A bar for each day and a line of their sum, with all `before` them in it; `words` name the two."""
    figure, axes = _sheet(title, note)
    if counted:
        days, numbers = _every_day(counted)
        axes.bar(days, numbers, color=_SKY, width=0.9, label=words[0])
        sums = [before + number for number in accumulate(numbers)]
        beside = axes.twinx()
        beside.plot(days, sums, color=_ORANGE, linewidth=3, marker="o" if len(days) < 15 else "", label=words[1])
        beside.set_ylim(bottom=0, top=max(sums) * 1.15 or 1)
        beside.annotate(
            _written(sums[-1], thousands), (days[-1], sums[-1]), (-4, 10), textcoords="offset points", ha="right",
            color=_ORANGE, fontsize=17, fontweight="bold",
        )  # fmt: skip
        _numbered(axes.yaxis, thousands)
        _numbered(beside.yaxis, thousands)
        beside.spines[["top"]].set_visible(False)
        _dated(axes, days)
        figure.legend(loc="upper left", bbox_to_anchor=(0.03, 0.905), ncols=2, frameon=False, fontsize=14)
    return _drawn(figure)


def by_name(title: str, note: str, counted: Counted, others: str, thousands: str = ".") -> bytes:
    """A bar for each name, the largest first; those without room are together under `others`."""
    figure, axes = _sheet(title, note)
    shown = [(_short(name), number) for name, number in counted[:BARS]]
    if len(counted) > BARS:
        shown.append((_short(others), sum(number for _, number in counted[BARS:])))
    if shown:
        places = range(len(shown), 0, -1)
        most = max(number for _, number in shown) or 1
        axes.barh(places, [number for _, number in shown], color=_BLUE, height=0.75)
        axes.set_yticks(list(places), [name for name, _ in shown], fontsize=15 if len(shown) <= 12 else 11)
        for place, (_, number) in zip(places, shown, strict=True):
            axes.annotate(
                _written(number, thousands), (number, place), (5, 0), textcoords="offset points", va="center",
                fontsize=15 if len(shown) <= 12 else 11, color=_INK,
            )  # fmt: skip
        axes.set_xlim(0, most * 1.18)
    axes.xaxis.set_visible(False)
    axes.spines[["bottom"]].set_visible(False)
    return _drawn(figure)


def _sheet(title: str, note: str) -> tuple[Any, Any]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # A dollar in a name begins no formula.
    mpl.rcParams.update({"text.parse_math": False, "font.size": 14, "text.color": _INK, "axes.edgecolor": _FAINT})
    figure = Figure(figsize=(_INCHES, _INCHES), dpi=_DOTS)
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    figure.text(0.04, 0.96, _short(title, 44), fontsize=20, fontweight="bold")
    lines = "\n".join(_short(line, _NOTE) for line in note.splitlines())
    figure.text(0.04, 0.945, lines, fontsize=11, color=_FAINT, va="top")
    return figure, axes


def _drawn(figure: Any) -> bytes:
    figure.tight_layout(rect=(0.02, 0.02, 0.98, 0.86))
    picture = BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _every_day(counted: Counted) -> tuple[list[date], list[int]]:
    known = {date.fromisoformat(day): number for day, number in counted}
    first, last = min(known), max(known)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    return days, [known.get(day, 0) for day in days]


def _dated(axes: Any, days: Sequence[date]) -> None:
    step = max(1, -(-len(days) // 6))
    marks = days[::step]
    axes.set_xticks(marks, [f"{day.day}/{day.month}" for day in marks], fontsize=13)


def _numbered(axis: Any, thousands: str) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axis.set_major_formatter(FuncFormatter(lambda number, _: _written(round(number), thousands)))


def _written(number: int, thousands: str) -> str:
    return f"{number:,}".replace(",", thousands)


def _short(name: str, most: int = _NAME) -> str:
    name = tidy(name).strip()
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
