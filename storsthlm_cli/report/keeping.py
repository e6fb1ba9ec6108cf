"""What is kept of a person, why, and for how long, in words for them: Swedish, or English for an English newsletter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from storsthlm_cli.model.persons import Person

_SWEDISH: Mapping[str, str] = {
    "nothing": "Vi har inga uppgifter om den här adressen.",
    "lists": "Listor: adressen och de övriga uppgifter som står under `lists`. Vad varje lista är till för, på vilken "
    "rättslig grund och varifrån uppgifterna kommer står under `about_lists`. En rad finns kvar så länge den står i "
    "listan.",
    "no_facts": "För listan `{name}` är ändamål, rättslig grund eller källa ännu inte antecknade; fråga oss.",
    "dispatches": "Utskick: för varje brev antecknas vart det skickades, när, och vad den mottagande servern svarade "
    "(`dispatches`), så att ingen får samma brev två gånger och fel kan rättas.",
    "months": "Adressen i ett avslutat utskick tas bort efter {months} månader; kvar blir antal, tidpunkt och ett "
    "kontrollvärde som inte kan läsas utan vår nyckel.",
    "ever": "Adressen i ett avslutat utskick finns kvar tills du begär att den raderas.",
    "suppressions": "Avregistreringar: att du inte ska få brev, sedan när och varför (`suppressions`, `changes`). Det "
    "sparas så länge nyhetsbrevet finns, så att ingen gammal lista för in dig igen.",
    "erased": "Adressen är raderad ur vårt register över utskick och avregistreringar. Kvar där är ett kontrollvärde "
    "av den, dagen och orsaken, så att inga fler brev skickas till den.",
    "still": "Den står ännu i de filer som nämns under `lists`, där den inte har raderats än.",
    "directory": "Kontaktuppgifter: adressen står i vår kontaktkatalog och kan vara publicerad i nyhetsbrevet.",
    "rights": "Vi mäter inte vem som öppnar brev eller följer länkar. Du kan begära att uppgifter rättas, raderas "
    "eller begränsas, det vill säga bara lagras (artiklarna 16, 17 och 18 i dataskyddsförordningen), invända mot att "
    "vi använder dem (artikel 21), och klaga hos Integritetsskyddsmyndigheten (imy.se).",
}
_ENGLISH: Mapping[str, str] = {
    "nothing": "We hold nothing about this address.",
    "lists": "Lists: the address and what else stands under `lists`. What each list is for, on what legal basis and "
    "where it comes from stands under `about_lists`. A row is kept as long as it stands in the list.",
    "no_facts": "For the list `{name}`, purpose, legal basis or source have not been noted yet; ask us.",
    "dispatches": "Dispatches: of each letter we note where it was sent, when, and what the receiving server answered "
    "(`dispatches`), so that nobody gets a letter twice and mistakes can be put right.",
    "months": "The address in an ended dispatch is taken away after {months} months; counts, times and a digest that "
    "cannot be read without our key stay.",
    "ever": "The address in an ended dispatch stays until you ask for it to be erased.",
    "suppressions": "Unsubscriptions: that you are to get no letters, since when and why (`suppressions`, `changes`). "
    "That is kept as long as the newsletter exists, so that no old list brings you back.",
    "erased": "The address was erased from our record of dispatches and unsubscriptions. A digest of it, the day and "
    "the reason are kept there, so that nothing is sent to it.",
    "still": "It still stands in the files named under `lists`, from which it has not been erased yet.",
    "directory": "Contacts: the address stands in our directory, and may have been published in the newsletter.",
    "rights": "We do not measure who opens letters or follows links. You may ask for data to be put right, erased or "
    "restricted, that is to say only stored (articles 16, 17 and 18 of the GDPR), object to our using them (article "
    "21), and complain to the supervisory authority.",
}


def words_of(person: Person, language: str, months: int | None) -> Iterator[str]:
    """Yield sentences on what is kept of a person; `months` is how long the ledger keeps addresses, None for ever."""
    words = _SWEDISH if language.partition("-")[0] == "sv" else _ENGLISH
    if not person.known:
        yield words["nothing"]
    if person.listed:
        yield words["lists"]
    for name in dict.fromkeys(each.list for each in person.listed):
        facts = person.facts.get(name)
        if facts is None or facts.lacking:
            yield words["no_facts"].format(name=name)
    if person.mailed:
        yield words["dispatches"]
        if person.erased is None or not all(each.forgotten for each in person.mailed):
            yield words["ever"] if months is None else words["months"].format(months=months)
    if person.erased is not None:
        yield words["erased"]
        if person.listed:
            yield words["still"]
    elif person.suppressions or person.departures:
        yield words["suppressions"]
    if person.published:
        yield words["directory"]
    yield words["rights"]
