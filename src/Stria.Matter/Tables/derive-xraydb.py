#!/usr/bin/env python3
"""Derives the compact tables of the folders Elam and Chantler from XrayDB's database.

usage: derive-xraydb.py XRAYDB.SQLITE [OUTPUT_FOLDER]

Both become f2 as in the other tables: f2 = (mu/rho) M / (2 r_e lambda N_A). Elam's photoabsorption is sampled from its published cubic
splines in (log E, log mu/rho), piece by piece between edges; Chantler's f2 is taken at its published energies, where an edge is a
steep piece between two neighbouring points. The fewest points are kept from which straight lines in (log E, log f2) give all
others within TOLERANCE.
"""
import json
import math
import pathlib
import sqlite3
import sys

from derive import TOLERANCE, thinned

LOWEST, HIGHEST = {"Elam": 100.0, "Chantler": 10.0}, 30000.0
SAMPLES = 200  # of Elam's spline, per e-fold of energy
R_E, HC, N_A = 2.8179403205e-15, 1.239841984332003e-6, 6.02214076e23
SOURCES = {
    "Elam": ["Elam, Ravel & Sieber, Radiat. Phys. Chem. 63, 121 (2002), doi:10.1016/S0969-806X(01)00227-4 (photoabsorption)"],
    "Chantler": ["Chantler, J. Phys. Chem. Ref. Data 29, 597 (2000), doi:10.1063/1.1321055 (f2)"],
}


def elam(database, symbol, molar_mass):
    row = database.execute("select log_energy, log_photoabsorption, log_photoabsorption_spline from photoabsorption where element=?", (symbol,)).fetchone()
    x, y, y2 = (json.loads(v) for v in row)
    part, parts = [], []
    for i in range(len(x) - 1):
        if x[i + 1] == x[i]:
            # A point written twice is an edge where the value jumps; elsewhere only the spline starts anew.
            if y[i + 1] > y[i] + 0.01:
                parts.append(part)
                part = []
            continue
        n = max(2, int(SAMPLES * (x[i + 1] - x[i])))
        for k in range(n + 1):
            part.append(spline(x, y, y2, i, k / n))
    parts.append(part)
    for part in parts:
        points = {}
        for log_e, log_mu in part:
            energy = math.exp(log_e)
            points[round(energy, 4)] = math.exp(log_mu) * 0.1 * molar_mass * 1e-3 / (2 * R_E * (HC / energy) * N_A)
        inside = [(e, f) for e, f in sorted(points.items()) if LOWEST["Elam"] - 0.01 <= e <= HIGHEST * 1.02]
        if len(inside) > 1:
            yield inside


def spline(x, y, y2, i, t):
    h = x[i + 1] - x[i]
    a, b = 1 - t, t
    return x[i] + t * h, a * y[i] + b * y[i + 1] + ((a**3 - a) * y2[i] + (b**3 - b) * y2[i + 1]) * h * h / 6


def chantler(database, symbol, _):
    energy, f2 = (json.loads(v) for v in database.execute("select energy, f2 from Chantler where element=?", (symbol,)).fetchone())
    yield [(e, f) for e, f in zip(energy, f2) if LOWEST["Chantler"] <= e <= HIGHEST * 1.02]


def main():
    database = sqlite3.connect(sys.argv[1])
    here = pathlib.Path(__file__).parent
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else here
    masses = dict(database.execute("select element, molar_mass from elements"))
    for name, read in (("Elam", elam), ("Chantler", chantler)):
        for path in sorted(here.glob("*.csv")):
            symbol = path.stem
            parts = [thinned(p) for p in read(database, symbol, masses[symbol])]
            for before, after in zip(parts, parts[1:]):
                after[0] = (before[-1][0], after[0][1])
            rows = [f"{e:.7g},{f:.6g}" for part in parts for e, f in part]
            head = [
                f"# {symbol}: atomic scattering factor f2, derived from {SOURCES[name][0]},",
                f"# by way of XrayDB (public domain). {len(rows)} points, chosen by derive-xraydb.py: log-log lines hold the others within {TOLERANCE * 100:g} %.",
                "# An energy written twice is a sharp edge: f2 just below, f2 just above.",
                "energy [eV],f2 [electrons/atom]",
            ]
            (target / name / f"{symbol}.csv").write_text("\n".join(head + rows) + "\n")


if __name__ == "__main__":
    main()
