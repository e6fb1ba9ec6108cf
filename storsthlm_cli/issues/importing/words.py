"""The words by which parts of a newsletter are known: the one table of all lists, with weights where they count.

Each entry is a regular expression that is looked for in text in small letters. Whatever depends on words only is a
guess, which structure may overrule and which the draft marks. Word boundaries are meant: `styrelse` is not found in
`kommunstyrelsen`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def _any(*patterns: str, whole: bool = False) -> re.Pattern[str]:
    joined = "|".join(patterns)
    return re.compile(rf"(?:{joined})\Z" if whole else rf"\b(?:{joined})")


KINDS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "letter": (
        (r"har ordet\b", 6),
        (r"(?:direktören|ordföranden|chefen|redaktören|vd:n)s? (?:ord|krönika|brev|rader|hälsning)", 6),
        (r"ledare\Z|krönika\b", 3),
    ),
    "interview": ((r"intervju", 6), (r"\d+ (?:snabba )?frågor (?:till|med)|(?:hallå|hej) där|möt \w", 5)),
    "personnel": (
        (r"ny(?:a|e)? (?:\w+ )?\w*(?:direktör|chef|ordförande|vd|sekreterare|ledare|medarbetare)\b", 5),
        (r"(?:tillträder|efterträder|slutar som|blir ny|utsedd till ny|rekryterad|nyanställd|ny på jobbet)", 5),
        (r"(?:blivande|tillträdande|avgående) ", 3),
    ),
    "call": (
        (r"motionera|nominera\b|ansök\b|sök (?:medel|stöd|stipendi)|tyck till|svara på|lämna (?:in|ett|era|ditt)", 4),
        (r"skicka in|glöm inte|sista (?:chansen|dag)|dags att|påminnelse|förslag sökes|hjälp oss", 3),
    ),
    "event": (
        (r"program(?:met|punkt\w*)?\b|seminari|konferens|webbinari|evenemang|mötesplats\b|frukostmöte|mässa\b", 3),
        (r"medverkar|gästar|bjuder in|välkommen till|boka in|save.the.date|anmäl|inbjudan|kom till|träffa ", 3),
    ),
    "campaign": ((r"\w*kampanj", 6),),
    "recap": (
        (r"missade du|missat |i efterhand|se om |inspelning|så var |tack för|återblick|tillbakablick", 6),
        (r"summering|rapport från|referat", 4),
    ),
    "board": (
        (r"(?:förbunds)?styrelse(?:n|ns|möte\w*|sammanträde\w*|beslut\w*)?\b", 5),
        (r"sammanfattning (?:av|från)|protokoll|beslut (?:på|från|av|i)", 2),
    ),
    "calendar": (
        (
            r"kalend|\A(?:det här är |mer |nytt )?på gång|almanack|agenda\b|hålltider|händer (?:i|på|under|fram)"
            r"|datum att|det här händer",
            5,
        ),
        (r"kommande (?:\w+ )?(?:möten|träffar|aktiviteter|datum)|möteskalend|mötesdatum|nätverksträffar", 4),
        (r"möten\b", 2),
    ),
    "notice": (
        (r"öppettid|öppethållande|semester|stängt|stänger|håller öppet|öppet (?:i|under|hela)|telefontid", 5),
        (r"till sist|driftstör|driftstopp|ny adress|flyttar|praktisk|så når du|underhåll", 3),
    ),
}
"""What speaks for a kind when it stands in kicker or headline, and how much."""

IN_BODY: Mapping[str, tuple[tuple[str, int], ...]] = {
    "event": (
        (r"\banmäl(?:an|ning|er)?\b|\banmäl (?:dig|er)", 2),
        (r"\bbjuder (?:vi )?in|\bvälkomna? till", 2),
        (r"\bseminariet?\b|\bseminarier\b", 1),
        (r"\bmedverka|\båhörare|\bföreläs", 1),
    ),
    "personnel": ((r"\bblir ny \w+|\btillträder|\bbörjar (?:sin tjänst|som)", 2),),
    "call": ((r"\blämna (?:in|ett)\b|\bskicka in\b|\binkommit\b|\bansök|\bnominera\b|\bmotion(?:en|er|erna)?\b", 2),),
    "recap": ((r"\bta del av (?:konferensen|inspelning|film)|\bse (?:konferensen|inspelning|film)", 2),),
    "campaign": ((r"\bkampanj\w*[^.]*\.[^\0]{0,2000}?\bkampanj", 5),),
    "notice": ((r"\bsemesterstäng|\bstängt\b", 2), (r"\böppnar igen|\bhåller öppet|\bbemannad", 2)),
    "board": (
        (r"\A.{0,80}\b(?:förbunds)?styrelsen? (?:\w+ )?(?:beslutade|fattade|fastställde|behandlade|enades)", 3),
        (r"\A.{0,120}\b(?:förbunds)?styrelsemöte", 2),
    ),
}
"""What speaks for a kind when it stands in the text, looked for in its first two thousand characters."""

LINK = _any(
    r"läs \w+",
    r"(?:se|titta på|lyssna på|ladda (?:ner|ned|hem)|hämta|öppna|beställ|prenumerera|sök|boka|anmäl)\b",
    r"(?:besök|gå|klicka|välkommen till|svara på|fyll i|delta i|ta del av|hitta|kom) ",
    r"till (?:anmälan|program|rapport|artikel|webb|hela|samtliga|sammanfattning|protokoll|kalend|mötes)",
    r"här (?:kan du|hittar du|finns|finner du|läser du|är länken)",
    r"mer (?:om|information|info|på)\b|fler(?:a)? (?:nyheter|möten|datum)",
    r"upptäck |utforska |följ ",
)
"""How the words of a link begin."""

LINK_END = re.compile(r"(?:\b(?:läs|se|anmäl\w*|mer|information)\b.{0,90})?\bhär[.!]?\Z")
"""How the words of a link may end."""

REGISTER = _any(r"anmäl", r"boka", r"registrera")
VIDEO = _any(r"youtube", r"(?:se|titta på) (?:\w+ ){0,5}(?:film|video|inspelning)\w*")
DOCUMENT = _any(r"pdf\b")
CALENDAR_LINK = _any(r"kalend")
ADDRESSES: Mapping[str, re.Pattern[str]] = {
    "mail": re.compile(r"mailto:", re.IGNORECASE),
    "video": re.compile(
        r"https?://(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com)(?:[:/?#]|\Z)", re.IGNORECASE
    ),
    "document": re.compile(r"https?://[^/?#]+/[^?#]*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp])(?:[?#]|\Z)", re.IGNORECASE),
}
"""What a link is for by its address."""

CONTACT = re.compile(r"\b(?:kontakta|kontakt:|kontaktperson\w*:?|hör av dig till|mejla|maila|ring|vänd dig till)\s")
"""What stands before the name of somebody to ask."""

GREETING = _any(
    r"varmt välkomna?|väl mött|med (?:vänlig\w*|varma?|bästa|en)? ?(?:hälsning|hälsningar|önskan|önskningar)",
    r"hälsningar|vänligen|allt gott|(?:trevlig|skön|glad|god|fin|härlig) \w+|ha (?:en|det) |vi (?:ses|hörs)|tack för",
    r"(?:vi )?önskar (?:er|dig|alla)|på återseende|hälsar|lev väl|sköt om",
)
"""How a letter, or the whole issue, says goodbye."""

FRAME_KICKERS = _any(
    r"kalendarium",
    r"kalender",
    r"på gång",
    r"till sist",
    r"evenemang",
    r"nyheter",
    r"aktuellt",
    r"notiser?",
    r"i korthet",
    r"(?:\w+ )?styrelse(?:n|ns)?",
    r"\w+ har ordet",
    r"personalnytt|nytt om namn",
    r"kampanj",
    r"intervju",
    r"krönika",
    whole=True,
)
"""Kickers that many newsletters have."""

CREDIT = re.compile(
    r"(?:^|(?<=[\s.,;(]))(?P<label>Foto(?:graf)?|Bild|Illustration|Illustratör|Grafik|Montage|Källa)"
    r"\s?:\s*(?P<name>[^:]{2,90})$",
    re.IGNORECASE,
)
"""Who made a picture, at the end of its caption."""

ROWS_OF_PEOPLE: Mapping[str, re.Pattern[str]] = {
    "top": re.compile(
        r"(?:högst upp|längst upp|överst|övre raden?|översta raden|uppe)(?:,? från vänster)?:\s*", re.IGNORECASE
    ),
    "middle": re.compile(r"(?:i mitten|mitten|mittersta raden|mellersta raden)(?:,? från vänster)?:\s*", re.IGNORECASE),
    "bottom": re.compile(
        r"(?:längst ne[dr]|nederst|underst|nedre raden?|nedersta raden|nere)(?:,? från vänster)?:\s*", re.IGNORECASE
    ),
    "row": re.compile(r"från vänster(?: till höger)?:\s*", re.IGNORECASE),
}
"""Where in a picture people are."""

FACTS: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"(?:när|datum|dag|dagar)\s?:\s*", re.IGNORECASE),
    "time": re.compile(r"(?:tid|klockan|tidpunkt|klockslag)\s?:\s*", re.IGNORECASE),
    "place": re.compile(r"(?:plats|var|lokal|adress)\s?:\s*", re.IGNORECASE),
    "organisers": re.compile(r"(?:arrangörer|arrangör|värd|värdar)\s?:\s*", re.IGNORECASE),
    "audience": re.compile(r"(?:målgrupp|för vem|för vilka|vem)\s?:\s*", re.IGNORECASE),
    "deadline": re.compile(
        r"(?:(?:sista (?:anmälnings|svars|ansöknings)?dag(?: för anmälan)?|anmälan senast|anmäl dig senast|osa)\s?:?\s+"
        r"|senast:\s*)(?=\S)",
        re.IGNORECASE,
    ),
}
"""The labels of lines that say when and where."""

DEADLINE = re.compile(
    r"\b(?:senast|sista (?:ansöknings|svars|anmälnings|inlämnings)?dag(?:en)?(?: är)?)(?: den)? ", re.IGNORECASE
)
"""What stands before a day until which something can be handed in."""

EXCERPT = re.compile(r"^(?:detta|det här) är (?:endast |bara )?ett (?:kort )?utdrag\b", re.IGNORECASE)

SAYS = (
    r"säger(?: också| även| vidare)?|sade|sa|menar|berättar|berättade|förklarar|förklarade|tror|anser|konstaterar"
    r"|tycker|understryker|betonar|poängterar|avslutar|fortsätter|påpekar|skriver|uppger|svarar|summerar|hoppas|framhåller"
    r"|sammanfattar|tillägger|undrar|frågar|utbrister|uppmanar|beskriver|kommenterar|resonerar"
)
"""The verbs behind a quote."""

PRONOUNS = ("hon", "han", "hen", "de")
_THIS = r"(?:det här |detta )?(?:(?:nyhets)?brev(?:et)?|mejl(?:et)?|mail(?:et)?|utskick(?:et)?|meddelande(?:t)?)"
FRAME = _any(
    r"(?:visa|öppna|läs|se) (?:i|brevet i|mejlet i|nyhetsbrevet i|mailet i) (?:din )?webbläsare(?:n)?",
    rf"(?:problem|svårt) (?:med )?att (?:läsa|se|visa) {_THIS}\?*(?: (?:klicka|öppna|visa|läs|se)\b.{{0,60}})?",
    r"view (?:this )?(?:e?-?mail )?in (?:your )?browser",
    r"(?:klicka här för att )?(?:avregistrera|avprenumerera|unsubscribe)"
    rf"(?: dig| mig)?(?: (?:från|på) {_THIS})?(?: här)?",
    r"(?:klicka här för att )?avsluta (?:din )?prenumeration(?:en)?(?: här)?",
    r"(?:vill du inte|om du inte (?:längre )?vill) (?:längre )?(?:ha|få)\b.{0,60}"
    r"\b\w*(?:brev|utskick|mejl|mail)\w*\b.{0,10}"
    r"\b(?:avregistrera|avprenumerera|avsluta|klicka|mejla|svara|meddela)\b.{0,60}",
    rf"du får {_THIS} (?:för att|eftersom|därför att|som)\b.{{0,200}}",
    rf"{_THIS} (?:är skickat|har skickats|skickades|skickas) (?:till|av|från)\b.{{0,80}}",
    r"(?:så hanterar vi|om hur vi hanterar|vår hantering av) (?:dina )?personuppgifter",
    r"(?:personuppgifts|integritets)policy|i det här (?:brevet|nyhetsbrevet|numret)|innehåll",
    r"tipsa en vän|dela (?:nyhetsbrevet|på (?:facebook|linkedin|twitter|x))|uppdatera (?:din profil|dina uppgifter)",
    r"välj en dag för att lägga in mötet i din kalender|prenumerera på alla våra möten i din kalender"
    r"|lägg till i (?:din kalender|kalendern)(?:: .{1,120})?",
    whole=True,
)
"""Lines of the mail's own frame, which every issue gets anew: each whole line is such a call."""

FRAME_LINKS = _any(
    r"(?:visa|öppna|läs|se) (?:i|brevet i|mejlet i|nyhetsbrevet i|mailet i) (?:din )?webbläsare.{0,30}",
    r"(?:problem|svårt) (?:med )?att (?:läsa|se|visa) .{0,20}(?:brev|mejl|mail|utskick|meddeland).{0,60}",
    r"view (?:this )?(?:e?-?mail )?in (?:your )?browser.{0,20}",
    r"(?:klicka här för att )?(?:avregistrera|avprenumerera|avsluta (?:din )?prenumeration|unsubscribe)\b.{0,60}",
    r"(?:vill du inte|om du inte (?:längre )?vill) (?:längre )?(?:ha|få)\b.{0,60}(?:brev|utskick|mejl|mail).{0,80}",
    r"(?:så hanterar vi|om hur vi hanterar|vår hantering av) (?:dina )?personuppgifter.{0,60}",
    r"(?:tipsa en vän|dela (?:nyhetsbrevet|på (?:facebook|linkedin|twitter|x))"
    r"|uppdatera (?:din profil|dina uppgifter))\b.{0,40}",
    whole=True,
)
"""The same with more words around, when a link is on the line."""

NEWSLETTER = _any(r"nyhetsbrev(?:et)? (?:från|för|nr|nummer)", r"(?:senaste )?(?:nytt|nyheter|aktuellt) från")
"""How the title of a newsletter begins."""
NAME_OF_LETTER = re.compile(r"(?:(?:nyhets|vecko|månads|info|informations)brev(?:et)?|utgåva)\b")
"""What a newsletter is called that has no name."""
SAYS_NEWS = _any(
    r"\w*brev(?:et)?\b", r"nytt\b", r"nyheter\b", r"aktuellt\b", r"utgåva\b", r"nummer\b", r"nr\b", r"vecka\b"
)
"""What stands beside a day that is the newsletter's own, and not one of a meeting."""
ROLES = re.compile(
    r"\w*(?:direktör|chef|ordförande|råd(?:et)?\b|sekreterare|strateg|ledare|samordnare|koordinator|expert|jurist|utredare|minister"
    r"|landshövding|vd|ekonom|kommunikatör|redaktör|handläggare|rektor|professor|borgmästare|utvecklare|rådgivare)(?:en|n|s)?\b",
    re.IGNORECASE,
)
"""What people are."""

YOU = re.compile(r"\b(?:du|dig|din|ditt|dina|ni|er|era|ert)\b", re.IGNORECASE)
SAVE_THE_DATE = _any(r"save.the.date", r"boka (?:in )?(?:datumet|dagen)", r"reservera (?:datumet|dagen)")

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb", "febr"),
            ("mars", "march", "mar"),
            ("april", "apr"),
            ("maj", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augusti", "august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
