"""Draw the pictures of the sample workspace anew: `python docs/illustrations/draw.py [FOLDER]`.

Every picture goes to its place in FOLDER, which is the workspace around this file when nothing is said.
A module beside this one is one picture, or a part that pictures share.
The same code draws the same picture, to the byte with the same Pillow.
"""

from __future__ import annotations

import pathlib
import sys

import archipelago
import areas
import city
import hall
import logo
import minister
import portrait
import portraits
import school
import threshold

PICTURES = {
    "issues/2019-02/images/civilminister.jpg": minister.draw,
    "issues/2019-02/images/motesplats-2017.jpg": hall.draw,
    "issues/2019-02/images/huvudomraden.jpg": areas.draw,
    "issues/2021-04/images/origo-kampanj.jpg": threshold.draw,
    "issues/2021-06/images/forbundsdirektor.jpg": portrait.draw,
    "issues/2021-06/images/gymnasieregionen.jpg": school.draw,
    "issues/2021-06/images/stockholmsregionen.jpg": city.draw,
    "issues/2021-06/images/sommar.jpg": archipelago.draw,
    "brand/logo.png": logo.draw,
    **{f"directory/portraits/{key}.jpg": portraits.portrait(key) for key in portraits.KEYS},
}
BUSTS = {
    "ingela-brovall": "#A9C8DF",
    "jerker-tornvik": "#A9C8B4",
    "vidar-hagelstam": "#E9C893",
    "sture-ekeskog": "#C9B8C9",
    "torun-hallsjo": "#A9C8DF",
    "ylva-stenkulla": "#A9C8B4",
    "ragnar-abrink": "#E9C893",
    "kerstin-malmgarden": "#C9B8C9",
}
PICTURES |= {f"issues/2019-02/images/{key}.jpg": portraits.bust(key, colour) for key, colour in BUSTS.items()}
WORKSPACE = pathlib.Path(__file__).parents[2]


def main(workspace: pathlib.Path) -> None:
    """Draw every picture into its place in `workspace`."""
    for name, draw in PICTURES.items():
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draw().save(path)
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else WORKSPACE)
