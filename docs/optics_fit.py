#!/usr/bin/env python3
"""Errors of shaders/optics.wgsl against the Monte Carlo table that it fits: prints the tables of docs/science.md.

The functions below repeat the shader's formulas; when those change, change them here and run `python3 docs/optics_fit.py`.
"""

from math import exp, log, pi, sqrt
from statistics import median

HALO_SIGMA_MM = 0.6
CHANNELS = range(3)

# dot, diameter mm, top of the pigment mm, ink per mm, contrast R G B, width at half maximum mm, equivalent area R G B mm²
TABLE = [
    ("0.20 mm at 0.08–0.28", 0.20, 0.08, 30, (0.63, 0.58, 0.55), 0.26, (0.16, 0.09, 0.08)),
    ("0.20 mm, column 0.10–0.50", 0.20, 0.10, 30, (0.54, 0.48, 0.45), 0.31, (0.19, 0.12, 0.11)),
    ("same column, ink 8", 0.20, 0.10, 8, (0.37, 0.33, 0.32), 0.32, (0.17, 0.07, 0.05)),
    ("0.20 mm at 0.20–0.40", 0.20, 0.20, 30, (0.22, 0.19, 0.15), 0.44, (0.11, 0.10, 0.07)),
    ("0.20 mm at 0.40–0.60", 0.20, 0.40, 30, (0.075, 0.053, 0.045), None, (0.09, 0.02, 0.06)),
    ("0.10 mm at 0.20–0.40", 0.10, 0.20, 30, (0.08, None, 0.07), 0.43, (0.02, None, None)),
    ("0.15 mm at 0.20–0.40", 0.15, 0.20, 30, (0.14, None, 0.12), 0.44, (0.04, None, None)),
    ("0.30 mm at 0.20–0.40", 0.30, 0.20, 30, (0.36, None, 0.25), 0.46, (0.19, None, None)),
    ("0.45 mm at 0.20–0.40", 0.45, 0.20, 30, (0.52, None, 0.34), 0.57, (0.35, None, None)),
    ("0.20 mm at 0.20–0.40, ink 3", 0.20, 0.20, 3, (0.08, None, None), 0.43, (0.03, None, None)),
    ("0.20 mm at 0.20–0.40, ink 10", 0.20, 0.20, 10, (0.16, None, None), 0.43, (0.06, None, None)),
    ("0.20 mm at 0.20–0.40, ink 100", 0.20, 0.20, 100, (0.26, None, None), 0.43, (0.11, None, None)),
]


def dot_optics(diameter_mm, ink, depth_mm):
    """Width at half maximum (mm), areas of the core and of the whole dot (mm²) for each channel."""
    strength = ink / (ink + 6.5) * (30 + 6.5) / 30
    size = diameter_mm / 0.2
    black = 0.9 / (1 + (depth_mm / 0.11) ** 1.8)
    red = (1 - (1 - black) ** size**1.5) * strength
    to_green = min(max(0.95 - 0.6 * depth_mm, 0.6), 0.95)
    to_blue = 1 / min(1 + 2.1 * depth_mm - 0.9 * depth_mm**2, 2)
    width = sqrt(diameter_mm**2 + (2 * depth_mm / (1 + 0.6 * depth_mm)) ** 2)
    sigma = width / 2.3548
    whole = [k * strength * size**1.7 * exp((0.1 - depth_mm) / 0.35) for k in (0.175, 0.13, 0.122)]
    core = [min(c * 2 * pi * sigma**2, w) for c, w in zip((red, red * to_green, red * to_blue), whole)]
    return width, core, whole


def centre_contrast(width, core, whole):
    """1 − light of the dot's centre over that of the skin, core and halo together."""
    sigma = width / 2.3548
    left = [(1 - c / (2 * pi * sigma**2)) * (1 - (w - c) / (2 * pi * HALO_SIGMA_MM**2)) for c, w in zip(core, whole)]
    return [1 - light for light in left]


def pairs(fitted, table, digits):
    shown = [f"{fitted[k]:.{digits}f} ({table[k]})" for k in CHANNELS if table[k] is not None]
    return " · ".join(shown)


errors = {"contrast": [], "width": [], "area": []}
print("| dot | contrast R · G · B, model (Monte Carlo) | width, mm | equivalent area R · G · B, mm² |\n|---|---|---|---|")
for name, diameter, depth, ink, contrast, wide, area in TABLE:
    width, core, whole = dot_optics(diameter, ink, depth)
    fitted = centre_contrast(width, core, whole)
    print(f"| {name} | {pairs(fitted, contrast, 2)} | {width:.2f} ({wide or '0.5–0.85'}) | {pairs(whole, area, 2)} |")
    errors["contrast"] += [abs(fitted[k] / contrast[k] - 1) for k in CHANNELS if contrast[k] is not None]
    errors["width"] += [abs(width / wide - 1)] if wide else []
    errors["area"] += [abs(whole[k] / area[k] - 1) for k in CHANNELS if area[k] is not None]
print()
for name, list_ in errors.items():
    print(f"{name}: {len(list_)} figures, median error {median(list_):.0%}, largest {max(list_):.0%}")

width, core, whole = dot_optics(0.18, 2.0 * log(10) / 0.2, 0.12)
print("default dot: width", round(width, 2), "contrast", [round(c, 2) for c in centre_contrast(width, core, whole)])
print("  area", [round(w, 3) for w in whole], "share in the core", [round(c / w, 2) for c, w in zip(core, whole)])
print("  field at 90 per cm²", [round(exp(-90 * w / 100), 2) for w in whole])
