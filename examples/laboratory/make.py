#!/usr/bin/env python3
"""Makes the measurements of this folder, all of them invented, with the numbers planted that README.md names. Standard library only."""
import cmath
import math
import random

random.seed(7)


def write(name, head, rows):
    with open(name, "w") as f:
        f.write(head + "\n")
        for row in rows:
            f.write(",".join(row) + "\n")


def plateau(x):
    """U(x) of an invented host: plateaus at 3.38 and 3.19 V."""
    return 3.285 - 0.095 * math.tanh((x - 0.45) / 0.03) - 0.28 * math.tanh((x - 0.93) / 0.05) * 0.5 - 0.14 + 0.5 * math.exp(-x / 0.03) - 0.05 * (x - 0.5)


def cycling():
    # 2 mg of V2O5, one lithium is 147.36 mAh/g = 0.29472 mAh; C/10 of that.
    unit, current, rows, t, x = 0.29472, 0.029472, [], 0.0, 0.0
    for cycle in range(3):
        for sign, span in ((-1, 0.96 - 0.02 * cycle), (1, 0.95 - 0.02 * cycle)):
            for k in range(30):
                rows.append((f"{t:.0f}", "0", f"{plateau(x) + random.gauss(0, 2e-4):.5f}"))
                t += 60
            n = 300
            for k in range(n):
                t += span * unit / current * 3600 / n
                x -= sign * span / n
                rows.append((f"{t:.0f}", f"{sign * current:.6f}", f"{plateau(x) + sign * 0.04 + random.gauss(0, 2e-4):.5f}"))
    write("cell7.csv", "time/s,<I>/mA,Ewe/V", rows)


def titration():
    # Slabs of 250 nm half thickness, D = 5e-17 m2/s, U straight: the flux enters at one side of 80 cells.
    n, length, d = 80, 250e-9, 5e-17
    h, x, rows, t, unit = length / n, [0.2] * 80, [], 0.0, 0.29472
    current, pulse, rest, dt = 0.2, 150.0, 7200.0, 0.5

    def surface(flux):
        return x[-1] + flux * h / (2 * d)

    def step(flux):
        a = d * dt / (h * h)
        c, r = [0.0] * n, [0.0] * n
        for i in range(n):
            lower, upper = (a if i > 0 else 0), (a if i < n - 1 else 0)
            b = 1 + lower + upper
            rhs = x[i] + (flux * dt / h if i == n - 1 else 0)
            m = b - (-lower) * (c[i - 1] if i > 0 else 0)
            c[i] = -upper / m
            r[i] = (rhs + lower * (r[i - 1] if i > 0 else 0)) / m
        for i in reversed(range(n)):
            x[i] = r[i] - (c[i] * x[i + 1] if i < n - 1 else 0)

    rows.append(("0", "0", f"{3.5 - 0.6 * surface(0):.6f}"))
    for _ in range(10):
        for flowing, duration in ((True, pulse), (False, rest)):
            flux = current / unit / 3600 * length if flowing else 0.0
            for k in range(int(duration / dt)):
                step(flux)
                t += dt
                if k % (10 if flowing else 240) == (9 if flowing else 239) or k in (1, 3, 7, 15, 31, 63, 127):
                    rows.append((f"{t:.1f}", f"{-current if flowing else 0:.6f}", f"{3.5 - 0.6 * surface(flux) - (0.01 if flowing else 0) + random.gauss(0, 2e-6):.7f}"))
    write("titration.csv", "time/s,<I>/mA,Ewe/V", rows)


def blocked():
    # Symmetric cell: R_HFR 8, contact 12 ohm, R_ion 160, R_el 20 ohm; 0.3 % noise.
    rows = []
    for k in range(81):
        f = 1e6 * 10 ** (-k / 10)
        jw = 2j * math.pi * f
        contact = 1 / (1 / 12 + 2e-6 * jw ** 0.9)
        zs, ri, re = 1 / (4e-4 * jw ** 0.95), 160.0, 20.0
        v = cmath.sqrt((ri + re) / zs)
        e = cmath.exp(-v)
        coth, csch = (1 + e * e) / (1 - e * e), 2 * e / (1 - e * e)
        line = (ri * re * (1 + 2 * csch / v) + (ri * ri + re * re) * coth / v) / (ri + re)
        z = 8 + contact + line
        z += abs(z) * 0.003 * complex(random.gauss(0, 1), random.gauss(0, 1))
        rows.append((f"{f:.8g}", f"{z.real:.8g}", f"{-z.imag:.8g}"))
    write("blocked.csv", "freq/Hz,Re(Z)/Ohm,-Im(Z)/Ohm", rows)


def plate():
    # Stress grows by 8 MPa on discharge; 2 MPa of the first cycle stay; the optics drift. A 203 GPa steel plate of 0.736 mm under 42.3 um.
    factor = 203e9 * 0.736e-3 ** 2 / (6 * 42.3e-6 * (1 - 0.29))
    trace, spots = [], []
    for k in range(0, 45 * 60 + 1, 5):
        hour, done, kept = k / 60, 0.0, 0.0
        for cycle in range(2):
            begin = 1 + 22 * cycle
            down, up = min(max((hour - begin) / 10, 0), 1), min(max((hour - begin - 11) / 10, 0), 1)
            done, kept = done + down - up, kept + (up if cycle == 0 else 0)
        stress = 8e6 * done + 2e6 * kept
        place = (hour - 1) % 22
        current = 0 if hour <= 1 else -0.029472 if 0 < place <= 10 else 0.029472 if 11 < place <= 21 else 0
        trace.append((f"{k * 60}", f"{current:.6f}", f"{plateau(max(done, 0)) + (0.04 if current > 0 else -0.04 if current < 0 else 0):.5f}"))
        curvature = stress / factor + 2e-5 * hour
        spots.append((f"{k * 60}", f"{100 * (1 - curvature * 2 * 0.5 / math.cos(math.radians(10))) + random.gauss(0, 0.002):.5f}"))
    write("plate.csv", "time/s,<I>/mA,Ewe/V", trace)
    write("spots.csv", "time [s],spacing [px]", spots)


cycling()
titration()
blocked()
plate()
