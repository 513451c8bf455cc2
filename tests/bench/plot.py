"""SVG plots of what redial-bench measured: curves on log axes, bars."""

import math

INK = "#222222"
GRID = "#dddddd"
OURS = "#0b5fa5"
PEERS = ["#d55e00", "#009e73", "#cc79a7", "#b58900", "#7f7f7f", "#56b4e9"]
GOOD, BAD = "#0b5fa5", "#d55e00"
PANEL_W, PANEL_H = 232, 200
LEFT, TOP = 46, 40


class Svg:
    """Text, lines and boxes; y grows downward."""

    def __init__(self, width, height, title):
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
            f'height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="sans-serif" font-size="11" fill="{INK}">',
            f"<title>{title}</title>",
            f'<rect width="{width}" height="{height}" fill="white"/>']

    def text(self, x, y, words, anchor="start", weight="normal"):
        words = words.replace("&", "&amp;").replace("<", "&lt;")
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor='
                          f'"{anchor}" font-weight="{weight}">{words}</text>')

    def line(self, points, colour, width=1.0):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.parts.append(f'<polyline points="{path}" fill="none" '
                          f'stroke="{colour}" stroke-width="{width}"/>')

    def dot(self, x, y, colour):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" '
                          f'fill="{colour}"/>')

    def box(self, x, y, width, height, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
                          f'height="{height:.1f}" fill="{colour}"/>')

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.parts) + "\n</svg>\n")


def power(exponent):
    """A power of ten as people write it."""
    names = {3: "1k", 4: "10k", 5: "100k", 6: "1M"}
    return names.get(exponent, f"{10 ** exponent:g}")


def time_name(exponent):
    names = {0: "1 ns", 1: "10", 2: "100", 3: "1 µs", 4: "10", 5: "100",
             6: "1 ms", 7: "10", 8: "100"}
    return names.get(exponent, "")


def panel(svg, left, title, curves, colours, low, high):
    """One plot: curves {name: [(n, ns)]}, y from 10^low to 10^high."""
    def x_of(n):
        return left + math.log10(n) / 6 * PANEL_W

    def y_of(ns):
        share = (math.log10(ns) - low) / (high - low)
        return TOP + (1 - share) * PANEL_H

    svg.text(left + PANEL_W / 2, TOP - 8, title, "middle", "bold")
    for exponent in range(0, 7):
        x = x_of(10 ** exponent)
        svg.line([(x, TOP), (x, TOP + PANEL_H)], GRID)
        svg.text(x, TOP + PANEL_H + 14, power(exponent), "middle")
    for exponent in range(low, high + 1):
        y = y_of(10 ** exponent)
        svg.line([(left, y), (left + PANEL_W, y)], GRID)
        svg.text(left - 4, y + 4, time_name(exponent), "end")
    for name, points in curves.items():
        width = 2.4 if colours[name] == OURS else 1.2
        places = [(x_of(n), y_of(ns)) for n, ns in sorted(points)]
        svg.line(places, colours[name], width)
        for x, y in places:
            svg.dot(x, y, colours[name])


def curves(path, title, ours, panels):
    """Panels [(title, {name: [(n, ns)]})] beside each other, one legend."""
    names = []
    for _, lines in panels:
        names += [name for name in lines if name not in names]
    names.sort(key=lambda name: name != ours)
    colours = {name: OURS if name == ours else PEERS[(i - 1) % len(PEERS)]
               for i, name in enumerate(names)}
    times = [ns for _, lines in panels for points in lines.values()
             for _, ns in points]
    low = math.floor(math.log10(min(times)))
    high = math.ceil(math.log10(max(times)))
    width = LEFT + len(panels) * (PANEL_W + LEFT)
    rows = (len(names) + 2) // 3
    svg = Svg(width, TOP + PANEL_H + 44 + 16 * rows, title)
    svg.text(LEFT, 16, title, weight="bold")
    for i, (head, lines) in enumerate(panels):
        panel(svg, LEFT + i * (PANEL_W + LEFT), head, lines, colours, low,
              max(high, low + 1))
    svg.text(width / 2, TOP + PANEL_H + 28, "targets", "middle")
    for i, name in enumerate(names):
        x = LEFT + (i % 3) * (width - LEFT) / 3
        y = TOP + PANEL_H + 46 + 16 * (i // 3)
        svg.line([(x, y - 4), (x + 18, y - 4)], colours[name],
                 2.4 if name == ours else 1.2)
        svg.text(x + 24, y, name)
    svg.save(path)


def bars(path, title, items, one):
    """Items [(name, share)] on a log axis; what a share of 1 is called."""
    low, high = -3, 1
    left, width, step = 430, 330, 16
    height = TOP + step * len(items) + 34
    svg = Svg(left + width + 60, height, title)

    def x_of(share):
        share = min(max(share, 10 ** low), 10 ** high)
        return left + (math.log10(share) - low) / (high - low) * width

    svg.text(12, 16, title, weight="bold")
    for exponent in range(low, high + 1):
        x = x_of(10 ** exponent)
        svg.line([(x, TOP - 6), (x, height - 28)],
                 INK if exponent == 0 else GRID, 1.2)
        svg.text(x, height - 12,
                 one if exponent == 0 else f"{10 ** exponent:g}", "middle")
    for i, (name, share) in enumerate(items):
        y = TOP + i * step
        svg.text(left - 8, y + 9, name, "end")
        svg.box(left, y, x_of(share) - left, step - 5,
                GOOD if share <= 1 else BAD)
        svg.text(left + width + 52, y + 9, f"{share:.2g}", "end")
    svg.save(path)
