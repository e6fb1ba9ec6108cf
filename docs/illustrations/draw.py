"""Draw the illustrations of the sample issue anew: `python docs/illustrations/draw.py [FOLDER]`.

Each module beside this one is one picture. The same code draws the same picture, to the byte with the same Pillow.
"""

from __future__ import annotations

import pathlib
import sys

import archipelago
import city
import portrait
import school

PICTURES = {
    "forbundsdirektor.jpg": portrait.draw,
    "gymnasieregionen.jpg": school.draw,
    "stockholmsregionen.jpg": city.draw,
    "sommar.jpg": archipelago.draw,
}
SAMPLE = pathlib.Path(__file__).parents[2] / "issues" / "2021-06" / "images"


def main(folder: pathlib.Path) -> None:
    """Draw every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        path = folder / name
        draw().save(path)
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
