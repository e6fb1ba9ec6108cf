"""An invented newsletter: a section of every kind."""

from __future__ import annotations

from tests.issues.importing.dresses import Section, block

LONG = (
    "Kommunerna i regionen har tillsammans tagit fram ett underlag som visar hur behoven ser ut de närmaste tio åren "
    "och vad som krävs för att möta dem. Arbetet har pågått i två år och involverat ett hundratal medarbetare."
)
MORE = (
    "Underlaget ska nu behandlas i varje kommun. Därefter tas det fram ett gemensamt förslag som kommunerna kan säga "
    "ja eller nej till, och arbetet kan börja på allvar."
)
LINK = "https://kommun.example/lasmer"

LETTER = Section(
    "letter",
    "",
    "Ett år att minnas!",
    (
        block("picture", "Porträtt", "Estrid Vallhagen, förbundsdirektör. Foto: Torkel Ängsmark"),
        block("p", LONG),
        block("p", MORE),
        block("greeting", "Varmt välkomna!"),
        block("sign", "Estrid Vallhagen", "Förbundsdirektör, Exempelkommunerna"),
    ),
)
CALL = Section(
    "call",
    "Förbundsmöte 2021",
    "Nominera någon som gör skillnad!",
    (block("p", LONG), block("p", "Senast den 12 augusti ska förslagen ha inkommit till info@kommun.example.")),
)
EVENT = Section(
    "event",
    "Mötesdagar i höst",
    "Två dagar om framtidens skola",
    (
        block("p", LONG),
        block("fact", "När", "Torsdagen den 26 augusti"),
        block("fact", "Tid", "kl 09.00-11.30"),
        block("fact", "Plats", "Rådhuset i Exempelby"),
        block("link", "Se hela dagen och säg att du kommer", LINK),
    ),
)
ARTICLE = Section(
    "article",
    "Skola och omsorg",
    "Så ska fler unga klara gymnasiet",
    (
        block("p", LONG),
        block(
            "quote",
            "Vi har väntat länge på det här, säger Sixten Brunnhed, rektor i Exempelby. Nu får vi äntligen börja med "
            "det som eleverna har bett om i flera år, och det märks redan i korridorerna.",
        ),
        block("p", MORE),
        block("link", "Läs mer om underlaget och om kommunernas arbete", LINK),
    ),
)
LISTED = Section(
    "article",
    "Trafik & klimat",
    "Fem beslut som gör länet renare",
    (
        block("p", LONG),
        block("item", "Bussarna går på el senast om tre år."),
        block("item", "Cykelvägarna knyts ihop över kommungränserna."),
        block("sub", "Rapporten om luften"),
        block("p", MORE),
        block("link", "Läs mer om besluten och om rapporten", LINK),
    ),
)
INTERVIEW = Section(
    "interview",
    "Intervju med Ottilia Kvistgren, stadsdirektör i Exempelby",
    "”Vi vågar mer tillsammans”",
    (
        block("p", LONG),
        block("qa", "Vad är den största utmaningen just nu?", MORE),
        block("qa", "Hur ser du på framtiden?", LONG),
        block("link", "Läs hela intervjun med Ottilia Kvistgren", LINK),
    ),
)
SHORT = Section("short", "", "Exempelby är årets kommun", (block("p", MORE),))
RECAP = Section(
    "recap",
    "Evenemang",
    "Missade du dagen om kommunernas framtid?",
    (block("p", LONG), block("link", "Se föreläsningarna på webbplatsen", LINK)),
)
CAMPAIGN = Section(
    "campaign",
    "",
    "Kampanj för fler vuxna i skolan",
    (block("p", LONG), block("contact", "Kontakta kampanj@kommun.example för att få materialet.")),
)
PERSONNEL = Section(
    "personnel",
    "Rufus Ekhammar, blivande stadsdirektör",
    "Ny stadsdirektör i Exempelby",
    (
        block("picture", "Porträtt av Rufus", "Rufus Ekhammar. Foto: Torkel Ängsmark"),
        block("p", LONG),
        block("link", "Läs hela artikeln om den nya direktören", LINK),
    ),
)
BOARD = Section(
    "board",
    "",
    "Kort från styrelsemötet den 10 juni",
    (block("p", LONG), block("link", "Läs hela protokollet från mötet", LINK)),
)
CALENDAR = Section(
    "calendar",
    "Kalendarium",
    "Kommande möten i regionen",
    (
        block("row", "2021-06-22", "Nätverk för skolchefer"),
        block("row", "2021-08-26", "Råd, utskott och styrgrupper: gemensam dag"),
        block("row", "2021-08-26", "Forum för ”nya” ekonomer"),
        block("row", "2021-10-07", "Styrgrupp för vård, omsorg och hälsa 2022"),
        block("link", "Se hela kalendariet", LINK),
    ),
)
NOTICE = Section(
    "notice",
    "Till sist",
    "Våra öppettider i juli",
    (block("sub", "Kansliet"), block("p", LONG), block("sub", "Växeln"), block("p", MORE)),
)
ALL = (
    *(LETTER, CALL, EVENT, ARTICLE, INTERVIEW, LISTED, SHORT, RECAP),
    *(CAMPAIGN, PERSONNEL, BOARD, CALENDAR, NOTICE),
)
CLOSING = "Vi önskar er en riktigt fin sommar!"
