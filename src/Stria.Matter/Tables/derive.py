#!/usr/bin/env python3
"""Derives the compact attenuation tables of this folder from the scattering factors of Henke, Gullikson and Davis.

usage: derive.py FOLDER_WITH_NFF [OUTPUT_FOLDER]

Each table keeps the fewest of the published points from which straight lines in (log E, log f2) give all other
published points within TOLERANCE. A sharp edge, published as two points 0.1 eV below and above it, becomes one energy
written twice: f2 just below, f2 just above.
"""
import math
import pathlib
import sys

TOLERANCE = 5e-4
EDGE_HALF_WIDTH = 0.1  # eV, as published
EDGE_RATIO = 3.0


def published(path):
    rows = [[float(v) for v in line.split()] for line in path.read_text().splitlines()[1:] if line.strip()]
    # At the silicon K edge the published energies of two neighbouring rows are exchanged; f2 is in order.
    return list(zip(sorted(row[0] for row in rows), (row[2] for row in rows)))


def segments(points):
    """Splits the points at the sharp edges; yields lists of points with the edge energy as their first or last point."""
    part, i = [], 0
    while i < len(points):
        j = edge_end(points, i)
        if j is None:
            part.append(points[i])
            i += 1
            continue
        edge = round(points[i][0] + EDGE_HALF_WIDTH, 4)
        yield part + [(edge, points[i][1])]
        part, i = [(edge, points[j][1])], j + 1
    yield part


def edge_end(points, i):
    """Index of the point just above the edge that starts at point i, or None. One point may lie between (silicon K)."""
    for j in (i + 1, i + 2):
        if j < len(points) and abs(points[j][0] - points[i][0] - 2 * EDGE_HALF_WIDTH) < 0.01:
            return j if points[j][1] > EDGE_RATIO * points[i][1] else None
    return None


def thinned(points):
    """Greedy: from each kept point to the farthest one whose straight line holds all points between."""
    kept, i = [points[0]], 0
    while i < len(points) - 1:
        j = i + 1
        while j + 1 < len(points) and fits(points, i, j + 1):
            j += 1
        kept.append(points[j])
        i = j
    return kept


def fits(points, i, j):
    (e0, f0), (e1, f1) = points[i], points[j]
    slope = math.log(f1 / f0) / math.log(e1 / e0)
    return all(abs(math.log(f / f0) - slope * math.log(e / e0)) < TOLERANCE for e, f in points[i + 1:j])


def main():
    source = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent
    for path in sorted(source.glob("*.nff")):
        symbol = path.stem.capitalize()
        points = published(path)
        parts = [thinned(part) for part in segments(points)]
        rows = [f"{energy:.7g},{f2:.6g}" for part in parts for energy, f2 in part]
        head = [
            f"# {symbol}: atomic scattering factor f2, derived from Henke, Gullikson & Davis, At. Data Nucl. Data Tables 54, 181 (1993),",
            "# doi:10.1006/adnd.1993.1013, with the authors' later updates (public domain).",
            f"# {len(rows)} of {len(points)} published points, chosen by derive.py: log-log lines hold the others within {TOLERANCE * 100:g} %.",
            "# An energy written twice is a sharp edge: f2 just below, f2 just above.",
            "energy [eV],f2 [electrons/atom]",
        ]
        (target / f"{symbol}.csv").write_text("\n".join(head + rows) + "\n")
        edges = [part[0][0] for part in parts[1:]]
        print(f"{symbol:2s} {len(points)} -> {len(rows)} points, edges {edges}")


if __name__ == "__main__":
    main()
