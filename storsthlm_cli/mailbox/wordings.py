"""What servers say, by whose fault it is: one pattern a line, in the order in which they are tried.

Whoever adds one adds the server's sentence to `tests/mailbox/test_faults.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storsthlm_cli.model.inbox import Fault

_WHO = (
    r"\b(?:user|recipient|mail ?box|account|addressee|e-?mail address|e-?mail account|address|alias|local[- ]?part"
    r"|person|username|user ?id|customer|subscriber|rcpt)"
)
_IS = r"(?: is| was| are| has| have| been| could| can| cannot| appears to be| seems to be)*"

_ABOUT_US = r"""
sender (?:e-?mail )?(?:address|domain|verif|id\b|policy|is not|does(?:n.?t| not)|unknown|denied|reject|black|block)
(?:invalid|bad|unknown|unverified|verify(?: the)?) sender
domain of sender|envelope sender|from address|sender.{0,60}(?:reject|black|block|not (?:allowed|authori|accept|permit))
mail from\b.{0,60}(?:reject|denied|refus|not exist|resolve)|return[- ]path.{0,40}(?:invalid|reject)|\b5\.1\.[78]\b
too many (?:\S+ )?(?:invalid|unknown|bad)|\bbatv\b|backscatter|\bdsns?\b.{0,20}(?:not accept|refus|reject)
(?:is|as|for|be|considered|contains?|likely) spam|spam (?:detect|score|content)
\bip[ -]?address|\b(?:helo|ehlo)\b.{0,60}(?:reject|invalid|not|unknown|denied)
client host|your (?:host|server|ip|hostname|helo|network|mail ?server|domain)|reverse (?:dns|lookup)|\brdns\b|\bptr\b
"""
_FULL = rf"""
{_WHO}\S*(?: \S+){{0,6}}? (?:full\b|over ?-?quota|out of (?:quota|space|storage)|overdrawn)
{_WHO}\S*(?: \S+){{0,4}}? (?:over|exceed\w*|reached)(?: \S+){{0,5}}? (?:quota|storage|space|allot\w*)
over[ -]?quota|over (?:storage|disk|mail|the) ?quota|quota ?exceed|quota.{{0,30}}(?:exceed|full|violat|limit|reached)
exceed\w*.{{0,40}}(?:quota|storage|mailbox (?:size|limit)|space|allocat)|mail ?box.{{0,20}}full|full mail ?box
mail ?box (?:\S+ ){{0,3}}(?:too large|size limit)|storage limit|out of storage|delivery would exceed
insufficient (?:user |disk )?(?:quota|space)|not enough (?:space|storage|disk|room)|no space left|no (?:more )?room
rule.imap.full|(?:brevlåd|postlåd|inkorg)\w* .{{0,20}}\bfull\b
postfach.{{0,20}}voll|boîte.{{0,30}}pleine|buz[oó]n.{{0,20}}llen|casella.{{0,20}}piena
too many messages (?:in|on|for) (?:this |the )?(?:mailbox|user|account|server)|too much mail data
does(?:n.t| not) have (?:enough|sufficient) (?:space|room)|space has been used up|shutoffquota
mail ?box (?:\S+ ){{0,3}}exceeds? (?:the |its )?(?:allowed|maximum|local)
"""
_EXPIRED = r"""
queue\.expired|(?:message|mail)\b.{0,20}expired|(?:retry time\w*|time limit|delivery time).{0,20}(?:expired|exceeded)
(?:in|on) the queue too long|queue ?time|gave up|giving up after|delivery attempts?.{0,30}exceed|not been collected
failing for a long time|not be(?:en)? delivered.{0,30}(?:days|hours)|maximum (?:queue|retry) time|retries.{0,20}exhaust
"""
_MAY_COME_BACK = r"""
\bsuspend(?:ed|s)?\b|\bfrozen\b|\bon hold\b|\binactiv|\barchiv[ée]e\b
temporar\w* (?:\S+ )?(?:locked|closed|disabled|deactiv)|(?:locked|disabled|closed|deactivated|unavailable) temporar
(?:account|mail ?box|user)\S* (?:\S+ ){0,2}locked
"""
_ADDRESS = rf"""
5\.4\.1\b.{{0,60}}recipient address rejected: access denied|recipient address rejected: access denied.{{0,40}}\bas\(
resolver\.adr\.(?:ex)?recip\w*notfound|resolver\.adr\.(?:invalid|illegal)|recipient ?not ?found
{_WHO}\S*(?: \S+){{0,5}}?{_IS} (?:unknown\b|unroute?able|un-?deliverable|non-?existent|non-?existant)
{_WHO}\S*(?: \S+){{0,4}}?{_IS} not(?: be)? (?:found|known|listed|recogni[sz]ed|exist|registered|local\b|defined|a valid)
{_WHO}\S*(?: \S+){{0,4}}?{_IS} not present\b|not an active (?:user|mail|recip|address)
<x>\S*{_IS} (?:unknown\b|not found|not (?:a )?known)|no <x> in\b|<x>.{{0,5}} do(?:es)?(?:n.?t| ?not) exist
non[- ]?exist[ae]nt (?:\S+ )?{_WHO}|\bbad[ _-]?(?:rcpt|recip)
{_WHO}\S*(?: \S+){{0,3}}?{_IS} (?:invalid|not valid|illegal|incorrect)\b
{_WHO}\S*(?: \S+){{0,4}}?{_IS} no longer (?:valid|exist|available|active|in use|work|accept|on\b|at\b|employ|monitor)
{_WHO}\b.{{0,90}}\bdo(?:es)?(?:n.?t| ?not) exist|doe?s?(?:n.?t| not) have an? .{{0,40}}(?:account|mail ?box)
(?:unknown|no such|invalid|bad|unroute?able|unrecogni[sz]ed|undeliverable)[ :'"(<-]{{1,3}}(?:\S+ ){{0,2}}?{_WHO}
no such (?:user|person|name|member|local|domain|host|mail|one|id\b)|not our (?:customer|user)|(?:user|recip)\w* ?unknown
no (?:mail ?box|user|account|recipient|one)\b.{{0,20}}(?:here|by that name|with that name|exist|found|named|availab)
there is no (?:such|one|mail ?box|user|account)|not a (?:valid|known|local|current) (?:user|mail|customer|recip|address)
validrcptto|isn.t (?:a |in )?(?:known|valid|listed|registered)|not listed in|unknown ?user
nosuchuser|accountdisabled|not (?:a )?deliverable address
{_WHO}\S*(?: \S+){{0,5}}? (?:been|was|is)(?: \S+)? (?:deleted|removed|closed|terminated|disabled)\b
{_WHO}\S* (?:\S+ )?(?:disabled|deactivated|discontinued|expired)\b|(?:deactivated|disabled|closed) {_WHO}
{_WHO}\S* (?:\S+ ){{0,2}}?(?:moved|left|quit|retired|changed)\b|has moved to\b
no longer (?:with|works|an? valid|handles mail|in use)|wasn.t found at\b|hittades inte (?:på|i)\b
(?:host|domain)\S*(?: \S+){{0,4}}?{_IS}(?: does)? (?:unknown|not(?: be)? (?:found|exist|resolved)|non-?existent)
(?:host|domain)\b.{{0,40}}(?:do(?:es)?n.?t exist|has no (?:mail|mx)|accepts no mail|does not accept (?:e-?)?mail)
host unknown|unknown (?:host|domain)|any host named|nxdomain|bad destination (?:host|system|mailbox)|null ?mx
no mx (?:record|host)|no mail ?hosts? for|domain must exist
unrouteable (?:mail )?(?:domain|address)|name or service not known|mx records? point to non-existent|domain invalid
(?:adress|mottagar|brevlåda|postlåda|användar|e-post)\w*.{{0,60}}(?:inte (?:\w+ )?hittas|hitta\w+ inte|inte att hitta)
(?:adress|mottagar|brevlåda|postlåda|användar|e-post)\w*.{{0,60}}(?:finns inte|okänd|ogiltig|saknas\b(?!.{{0,20}}behör))
(?:empfänger|benutzer|adresse|postfach)\w*.{{0,40}}(?:unbekannt|nicht gefunden|existiert nicht|nicht vorhanden|ungültig)
(?:utilisateur|destinataire|adresse).{{0,30}}(?:inconnu|non recens|introuvable|n.existe pas|invalide)
(?:usuario|direcci[oó]n|cuenta|buz[oó]n|destinatario).{{0,40}}(?:desconocid|no (?:existe|se encontr|encontrad))
no existe .{{0,12}}(?:usuario|persona|cuenta|direcci[oó]n|buz[oó]n)|nessun utente
(?:usu[áa]rio|destinat[áa]rio|endereço).{{0,40}}(?:desconhecid|inexistente|n[ãa]o (?:existe|encontrad))
(?:utente|casella|destinatario).{{0,20}}(?:sconosciut|inesistente)|gebruiker.{{0,20}}onbekend
"""
_SIZE = r"""
(?:message|mail|body|size)\b.{0,40}(?:too (?:large|big|long)|larger than|exceed\w*.{0,40}(?:size|limit|maximum))
meddelandet\b.{0,20}\bför stort
size ?limit|exceed\w*.{0,40}(?:maximum|message|fixed).{0,20}size|max(?:imum)? ?message ?size|too (?:large|big) message
"""
_POLICY = r"""
\bu?spam|\bspf\b|dmarc|dkim|\bdnsbl|\brbl\b|(?:block|black|deny|gr[ae]y) ?-?list|\bblock(?:ed|ing|s)?\b|reputation
unsolicited|\bbulk\b|\brate\b|rate-?limit|throttl|hourly|per (?:hour|day|minute)|daily limit|\bpoor\b|\bscore
too (?:many|much) (?:connection|message|recipient|mail|error|session|request|concurren)|senderbase|junk|filter
policy|policies|prohibit|(?:not|un)[ -]?(?:authori[sz]ed|permitted|allowed)|access denied|denied by|restrict|relay
authenticat|virus|malware|phish|suspicious|banned|bounce ?verif|\babus|complain|attachment|forbidden|\btrust
content (?:reject|filter|denied|not accept)|rejected (?:due|by|for|because|as)\b|message (?:was )?(?:refused|rejected)
tls required|starttls|encrypt|bare (?:lf|cr)|header.{0,30}(?:invalid|missing|duplicate|malformed)|rfc ?-?[25]\d{3}
\bblockera|skräppost|behörig|svartlist
non-compliant|\b(?:helo|ehlo)\b|refused (?:by|due)|exceed\w*.{0,40}(?:connection|recipient|limit|messages)
"""
_NETWORK = r"""
connection (?:timed|refused|reset|lost|dropped|was|failed|could not|closed|died|broken|time)|timed? ?-?out|no route
network (?:is )?unreachable|(?:cannot|could(?:n.t| not)|unable to|failed to) (?:connect|establish|contact|reach)
too many hops|hop count|\bloop|dns (?:error|fail|lookup|server)|name ?server|name service error|lost connection
conversation with|temporar(?:y|ily).{0,40}(?:fail|unavail|error|problem|resol|local|lookup)|unreachable|not reachable
service (?:not available|unavailable|refuse)|system (?:not|is|error|resource|config|busy|incorrectly)\b|disk full
local error|configuration error|out of memory|insufficient (?:system )?(?:resource|storage)|i/?o error
server (?:busy|error|down|is|too|unavail|not responding)|host (?:is )?down
"""
_WEAK = rf"""
5\d\d\b.{{0,50}}(?:invalid recipient|(?:address|recipient) rejected|address unknown)|5\.1\.0\b.{{0,10}}address reject
requested (?:mail )?action not taken: mailbox (?:unavailable|not found)|(?:mailbox|account) unavai\w*|no valid recip
{_WHO}\S* (?:\S+ )?(?:is )?not (?:accept\w*|available|active)
"""
"""Words that mean somebody unknown where nothing else has been said: Outlook, GMX."""


def _compiled(lines: str) -> re.Pattern[str]:
    return re.compile("|".join(line for line in lines.splitlines() if line), re.IGNORECASE)


WORDINGS: Sequence[tuple[Fault, re.Pattern[str]]] = (
    (Fault.POLICY, _compiled(_ABOUT_US)),
    (Fault.FULL, _compiled(_FULL)),
    (Fault.EXPIRED, _compiled(_EXPIRED)),
    (Fault.OTHER, _compiled(_MAY_COME_BACK)),
    (Fault.ADDRESS, _compiled(_ADDRESS)),
    (Fault.SIZE, _compiled(_SIZE)),
    (Fault.POLICY, _compiled(_POLICY)),
    (Fault.NETWORK, _compiled(_NETWORK)),
    (Fault.ADDRESS, _compiled(_WEAK)),
)
