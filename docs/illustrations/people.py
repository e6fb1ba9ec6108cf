"""The people of the sample issues: invented, every one."""

from __future__ import annotations

from faces import Face

FAIR, ROSY, WARM, TAN, BROWN, DEEP = "#F3CBAA", "#F2C1A2", "#E9B48F", "#D9A27A", "#B07A52", "#8A5A3C"

PEOPLE = {
    "gunvor-tallhammar": Face(
        ROSY, 55, "pixie", "#B8643C", "scarf", "#1F5F62", accent="#E0A458", lips="#B5484A",
        earrings="#E8B84E", lean=-2.5, brows="#8A4A2E",
    ),
    "birger-ostangard": Face(
        FAIR, 65, "wreath", "#D5D6D6", "suit", "#2F3F52", inner="#EEF3F6", accent="#8A1C4A", man=True,
        beard="full", beard_colour="#E4E3E0", glasses="round", rims="#7A5A3A", brows="#B4B1AE", jaw=1.03, lean=1.5,
    ),
    "linnea-stavsjo": Face(
        FAIR, 35, "bun", "#8A5A34", "jersey", "#DFA33F", inner="#F7F1E4", freckles=True, teeth=True, smile=0.95,
        lean=3, jaw=0.97, eyes="#3D5A45",
    ),
    "barbro-kallhult": Face(
        ROSY, 58, "cloud", "#9A948F", "round jacket", "#8A1C4A", inner="#C9D8DE", accent="#FBF6EC",
        glasses="soft", rims="#A63A2B", lips="#B33F50", jaw=1.05, lean=-2,
    ),
    "joar-fagerhem": Face(
        WARM, 48, "brushed up", "#4A3428", "open shirt", "#4F6358", inner="#E8EEF0", accent="#C9D6D8", man=True,
        beard="stubble", beard_colour="#C08F6C", lean=-2,
    ),
    "rebecka-ravnas": Face(
        BROWN, 50, "long", "#3B2A26", "jacket", "#2F5E8C", inner="#F6D9C4", accent="#0F6466", lips="#A2413F",
        lean=2, eyes="#2E2422",
    ),
    "naima-solberga": Face(
        DEEP, 42, "nape", "#2A2022", "jacket", "#7A2350", inner="#F8EBDD", accent="#1D4E89", lips="#9C3B45",
        earrings="#E8B84E", eyes="#241A1A", smile=0.95, teeth=True,
    ),
    "ingela-brovall": Face(
        FAIR, 55, "bob", "#E2C27C", "jacket", "#8A1C4A", inner="#F6EBD8", lips="#B84A4F", earrings="#DDE2E2",
    ),
    "jerker-tornvik": Face(
        TAN, 50, "side parting", "#2E2729", "suit", "#27404F", accent="#0F6466", man=True, glasses="square",
        eyes="#2E2422", lean=1.5,
    ),
    "vidar-hagelstam": Face(
        FAIR, 60, "side parting", "#A8A9AB", "suit", "#1D4E89", accent="#C98A4B", man=True, lean=-1.5,
    ),
    "sture-ekeskog": Face(
        ROSY, 63, "receding", "#BDBBB8", "open shirt", "#4A4350", inner="#DDE8EE", accent="#E8B84E", man=True, jaw=1.06,
        beard="moustache", lean=1,
    ),
    "torun-hallsjo": Face(
        WARM, 45, "bob", "#2A2326", "blouse", "#0F6466", inner=WARM, accent="#E8B84E", lips="#B5484A", lean=-1.5,
    ),
    "ylva-stenkulla": Face(
        FAIR, 40, "long", "#B5533C", "turtleneck", "#3E5C4A", accent="#E8B84E", freckles=True, teeth=True, lean=2,
    ),
    "ragnar-abrink": Face(
        DEEP, 45, "cropped", "#221B1D", "polo", "#5A6772", inner="#E0A458", man=True, beard="full",
        beard_colour="#2A2020", teeth=True, eyes="#241A1A", lean=-1.5,
    ),
    "kerstin-malmgarden": Face(
        ROSY, 52, "pixie", "#CFD1D3", "round jacket", "#3A4652", inner="#E9C893", accent="#0F6466", lips="#B33F50",
        brows="#8F8E92", glasses="cat", rims="#0F6466", lean=1.5,
    ),
}  # fmt: skip
