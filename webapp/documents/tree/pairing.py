"""Which lines, or rows, of an older text became which of a newer one."""

from collections.abc import Sequence


def paired(likeness: Sequence[Sequence[float]], width: int) -> list[tuple[int, int]]:
    """Return the pairs (older, newer), in order, that are most alike in all; none passes another.

    *likeness* has a row of *width* figures for each older one; 0 pairs nothing.
    """
    height = len(likeness)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            both = best[i + 1][j + 1] + likeness[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < height and j < width:
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
