"""The letter to an IT department: what is to be put right, in words to paste. It is the only text here in Swedish too.

It holds names of servers and of the newsletter's own accounts, no reader and no secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storsthlm_cli.model.health import Ask, Request
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.report.consoles import visible


@dataclass(frozen=True, slots=True)
class _Letter:
    """The words of one language."""

    greeting: str
    opening: str
    closing: str
    asks: Mapping[Ask, str]


_SWEDISH = _Letter(
    "Hej!",
    "Vi skickar nyhetsbrevet ”{name}” från adressen {address}, med ett program på en av våra datorer. "
    "En kontroll visar att följande behöver åtgärdas:",
    "Hör gärna av er om något är oklart. När det är klart kör vi kontrollen igen.",
    {
        Ask.NAME: (
            "Servern {host} går inte att slå upp i DNS från vår dator. Vad heter den server som vi ska skicka eller "
            "läsa e-post genom, och går den att nå från vårt nät?"
        ),
        Ask.PORT: (
            "Vår dator når inte {host} på port {port} (TCP, utgående). Öppna för den i brandväggen, eller säg vilken "
            "server och port vi ska använda."
        ),
        Ask.TLS: (
            "Det går inte att öppna en krypterad förbindelse till {host}:{port}. Programmet kräver TLS 1.2 eller "
            "nyare och ett giltigt certifikat för namnet {host}. Felet lyder: {words}. Om certifikatet är utfärdat av "
            "er egen certifikatutfärdare behöver vi dess rotcertifikat i PEM-format."
        ),
        Ask.EXPIRY: (
            "Certifikatet för {host}:{port} går ut om {days} dagar. Förnya det innan dess, annars stannar utskicken."
        ),
        Ask.LOGIN: (
            "Kontot {user} får inte logga in på {host}:{port}. Kontot behöver få skicka med SMTP AUTH (inloggning med "
            "lösenord över TLS), som avsändaren {address}. Felet lyder: {words}"
        ),
        Ask.REGISTRATION: (
            "Kontot {user} får inte logga in på {host} med OAuth 2.0 (klient {client}, organisation {tenant}). "
            "Kontrollera appregistreringen i Microsoft Entra: offentlig klient med enhetskodsflöde tillåtet (”Allow "
            "public client flows”), delegerade behörigheter SMTP.Send, IMAP.AccessAsUser.All och offline_access med "
            "administratörsmedgivande, och autentiserad SMTP tillåten för postlådan (Set-CASMailbox "
            "-SmtpClientAuthenticationDisabled $false)."
        ),
        Ask.MAILBOX: (
            "Postlådan för {user} på {host}:{port} går inte att läsa. Kontot behöver få logga in med IMAP över TLS."
        ),
        Ask.CONNECTIONS: (
            "Servern {host} tar emot {borne} av våra {wanted} samtidiga förbindelser. Hur många får vi ha, och hur "
            "många meddelanden får vi skicka per minut och per dygn?"
        ),
        Ask.SIZE: (
            "Servern {host} tar emot meddelanden på högst {most} kB, och vårt nyhetsbrev är på {size} kB. Kan gränsen "
            "höjas för kontot {user}?"
        ),
        Ask.SPF_MISSING: (
            "Domänen {domain} saknar SPF-post (RFC 7208). Lägg till en TXT-post som börjar med ”v=spf1” och som "
            "omfattar alla servrar som skickar e-post från domänen, även den som vårt nyhetsbrev går "
            "genom{relays}."
        ),
        Ask.SPF_BROKEN: (
            "Mottagare kan inte använda SPF-posten för {domain} (RFC 7208): {words}. Det ska finnas exakt en giltig "
            "post, och den får ge upphov till högst tio uppslag."
        ),
        Ask.SPF_OPEN: (
            "SPF-posten för {domain} slutar med ”+all” och låter alla skicka i vårt namn. Byt till ”-all” eller ”~all”."
        ),
        Ask.SPF_SERVER: (
            "Servern {host} finns inte bland dem som SPF-posten för {domain} tillåter. Är det den servern, eller en "
            "annan efter den, som lämnar ut posten? Den som gör det behöver finnas med i posten."
        ),
        Ask.DKIM: (
            "Utgående e-post från {domain} behöver signeras med DKIM (RFC 6376) av den server som lämnar ut den, med "
            "en nyckel på minst 2048 bitar publicerad i DNS. Signaturen ska omfatta även List-Unsubscribe och "
            "List-Unsubscribe-Post. Vilken selektor används?"
        ),
        Ask.DMARC_MISSING: (
            "Domänen {domain} saknar DMARC-post. Lägg till en TXT-post på _dmarc.{domain}, till att börja med "
            "”v=DMARC1; p=none; rua=mailto:…” med en adress som någon läser, och skärp den när rapporterna ser bra "
            "ut."
        ),
        Ask.DMARC_BROKEN: (
            "DMARC-posten för {domain} fungerar inte: {words}. Det ska finnas exakt en, med p=none, p=quarantine "
            "eller p=reject."
        ),
        Ask.MX: (
            "Ingen server tar emot e-post för {domain}. Studsar och svar på vårt nyhetsbrev går dit: lägg till en "
            "MX-post som leder till en server som tar emot dem."
        ),
        Ask.WEB: (
            "Adressen {url} står i varje brev men svarar inte som den ska: {words}. Den behöver svara över https med "
            "ett giltigt certifikat."
        ),
    },
)

_ENGLISH = _Letter(
    "Hello,",
    "we send the newsletter “{name}” from {address}, with a program on one of our machines. "
    "An examination shows that we need your help with this:",
    "Please ask if anything is unclear. We shall run the examination again when it is done.",
    {
        Ask.NAME: (
            "The server {host} cannot be found in the DNS from our machine. What is the server called that we are to "
            "send or read mail through, and can it be reached from our network?"
        ),
        Ask.PORT: (
            "Our machine does not reach {host} at port {port} (TCP, outgoing). Please open the firewall for it, or "
            "tell us which server and port to use."
        ),
        Ask.TLS: (
            "No encrypted connection to {host}:{port} can be opened. The program wants TLS 1.2 or newer and a valid "
            "certificate for the name {host}. The error is: {words}. If the certificate is from an authority of your "
            "own, we need its root certificate in PEM format."
        ),
        Ask.EXPIRY: "The certificate of {host}:{port} ends in {days} days. Please renew it, or sending stops.",
        Ask.LOGIN: (
            "The account {user} may not log in to {host}:{port}. It needs to send with SMTP AUTH (by password over "
            "TLS), as the sender {address}. The error is: {words}"
        ),
        Ask.REGISTRATION: (
            "The account {user} may not log in to {host} with OAuth 2.0 (client {client}, tenant {tenant}). Please "
            "check the app registration in Microsoft Entra: a public client with the device code flow allowed (“Allow "
            "public client flows”), the delegated permissions SMTP.Send, IMAP.AccessAsUser.All and offline_access "
            "with admin consent, and authenticated SMTP allowed for the mailbox (Set-CASMailbox "
            "-SmtpClientAuthenticationDisabled $false)."
        ),
        Ask.MAILBOX: (
            "The mailbox of {user} at {host}:{port} cannot be read. The account needs to log in with IMAP over TLS."
        ),
        Ask.CONNECTIONS: (
            "The server {host} takes {borne} of our {wanted} connections at a time. How many may we open, and how "
            "many messages may we send a minute and a day?"
        ),
        Ask.SIZE: (
            "The server {host} takes messages of {most} kB at most, and our newsletter has {size} kB. Can the limit "
            "be raised for the account {user}?"
        ),
        Ask.SPF_MISSING: (
            "The domain {domain} has no SPF record (RFC 7208). Please add a TXT record that begins with “v=spf1” and "
            "covers all servers that send mail from the domain, also the one that our newsletter goes "
            "through{relays}."
        ),
        Ask.SPF_BROKEN: (
            "Receivers cannot use the SPF record of {domain} (RFC 7208): {words}. There must be exactly one valid "
            "record, and it may lead to ten look-ups at most."
        ),
        Ask.SPF_OPEN: (
            "The SPF record of {domain} ends in “+all” and lets everybody send in our name. Please change it to "
            "“-all” or “~all”."
        ),
        Ask.SPF_SERVER: (
            "The server {host} is not among those that the SPF record of {domain} allows. Is it this server that "
            "hands out the mail, or one behind it? Whichever does must be in the record."
        ),
        Ask.DKIM: (
            "Outgoing mail of {domain} needs a DKIM signature (RFC 6376) by the server that hands it out, with a key "
            "of 2048 bits or more in the DNS. It should cover List-Unsubscribe and List-Unsubscribe-Post too. Which "
            "selector is used?"
        ),
        Ask.DMARC_MISSING: (
            "The domain {domain} has no DMARC record. Please add a TXT record at _dmarc.{domain}, to begin with "
            "“v=DMARC1; p=none; rua=mailto:…” and an address that somebody reads; tighten it when the reports look "
            "well."
        ),
        Ask.DMARC_BROKEN: (
            "The DMARC record of {domain} does not work: {words}. There must be exactly one, with p=none, "
            "p=quarantine or p=reject."
        ),
        Ask.MX: (
            "No server takes mail for {domain}. Bounces of and answers to our newsletter go there: please add an MX "
            "record that leads to a server which takes them."
        ),
        Ask.WEB: (
            "The address {url} stands in every mail but does not answer as it should: {words}. It must answer over "
            "https with a valid certificate."
        ),
    },
)


def letter(newsletter: Newsletter, relays: Sequence[str], requests: Sequence[Request]) -> str:
    """Return a letter that asks for each thing once, "" when there is nothing to ask for.

    In Swedish for a newsletter in Swedish, else in English. `relays` are the hosts of the mail servers that are named.
    """
    words = _SWEDISH if newsletter.language.partition("-")[0] == "sv" else _ENGLISH
    through = f" ({', '.join(relays)})" if relays else ""
    ours = {"name": newsletter.name, "address": newsletter.sender.address, "relays": through}
    wanted = dict.fromkeys(_told(words, request, ours) for request in requests)
    if not wanted:
        return ""
    points = [f"{number}. {text}" for number, text in enumerate(wanted, 1)]
    return "\n\n".join((words.greeting, words.opening.format(**ours), *points, words.closing))


def _told(words: _Letter, request: Request, ours: Mapping[str, str]) -> str:
    plain = {name: visible(value.replace("`", "")) for name, value in {**ours, **request.values}.items()}
    return words.asks[request.ask].format(**plain)
