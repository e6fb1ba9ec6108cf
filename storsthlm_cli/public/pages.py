"""The pages: what the reader of a mail sees of where they stand, with buttons and without scripts.

No page shows the reader's address. A mail is forwarded, printed and quoted, with its link: whoever opens it would learn
whose it was, and the name in it is all that they had to know to leave. So a page says which newsletter, and no more.
"""

from __future__ import annotations

import html
import urllib.parse
from dataclasses import dataclass, field

from storsthlm_cli.model.leaving import Ask, Standing
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.public.bodies import FIELD
from storsthlm_cli.public.looks import Looks
from storsthlm_cli.public.words import Text, Words, words_of

_SUBJECTS = {"sv": "Avsluta", "en": "Unsubscribe"}
_Buttons = tuple[tuple[Ask, str], ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the pages of a newsletter. `at_once` says that what a reader asks takes effect at once."""

    newsletter: Newsletter
    looks: Looks
    at_once: bool = True
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", words_of(self.newsletter.language))

    def standing(self, standing: Standing, asked: Ask | None = None, *, understood: bool = True) -> str:
        """Return the page for where a reader stands; `asked` is what they have just done, None for a look.

        Without `understood` the page says that it is not known what was asked, and that nothing has changed.
        """
        words = self.words
        notice = "" if understood else words.nothing_asked
        undo: _Buttons = ((Ask.RETURN, words.undo),) if standing.may_return else ()
        if standing.test:
            return self._page(words.test, standing)
        if standing.left:
            text = words.left if standing.may_return else words.left_by_others
            return self._page(text, standing, undo, notice, done=True)
        if standing.left_list:
            text = words.left_list if standing.list else words.left_list_unnamed
            return self._page(text, standing, (*undo, (Ask.LEAVE, words.leave_all)), notice, done=True)
        leave: _Buttons = ((Ask.LEAVE, words.leave),)
        if standing.list:
            leave = ((Ask.LEAVE, words.leave_all), (Ask.LEAVE_LIST, words.leave_list))
        if asked is Ask.RETURN:
            return self._page(words.returned, standing, leave, notice, done=True)
        return self._page(words.ask, standing, leave, notice, through=bool(standing.list))

    def unknown(self, *, too_often: bool = False) -> str:
        """Return the page for an address that is none of ours, which a broken link may lead to."""
        return self._page(self.words.unknown, Standing(), notice=self.words.too_often if too_often else "")

    def trouble(self) -> str:
        """Return the page for when something is wrong with us."""
        return self._page(self.words.trouble, Standing())

    def refused(self) -> str:
        """Return the page for what no reader asks."""
        return self._page(self.words.refused, Standing())

    def _page(
        self,
        text: Text,
        standing: Standing,
        buttons: _Buttons = (),
        notice: str = "",
        *,
        done: bool = False,
        through: bool = False,
    ) -> str:
        """Return a page. `done` marks what has come about: then no button calls for being pressed."""
        heading = self._filled(text.heading, standing)
        lines = [f"<p>{self._filled(line, standing)}</p>" for line in text.lines]
        if notice:
            lines.insert(0, f'<p class="notice" role="status">{self._filled(notice, standing)}</p>')
        if through:
            lines.append(f'<p class="small">{self._filled(self.words.through, standing)}</p>')
        forms = [
            f'<button name="{FIELD}" value="{ask.value}" class="{"other" if number or done else "first"}">'
            f"{self._filled(label, standing)}</button>"
            for number, (ask, label) in enumerate(buttons)
        ]
        # The form leads to the very address that the page has: nobody else knows what proxies made of it.
        form = f'<form method="post">{"".join(forms)}</form>' if forms else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.words.language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
            f"<title>{heading} – {self._name}</title>\n<style>{self.looks.sheet}</style>\n</head>\n<body>\n"
            f'<header class="mast"><div class="frame">{self._mark()}<p>{self._name}</p></div></header>\n'
            f'<main><div class="frame"><div class="card{" done" if done else ""}">\n<h1>{heading}</h1>\n'
            f"{chr(10).join(lines)}\n{form}\n</div></div></main>\n"
            f'<footer class="foot"><div class="frame">{self._foot()}</div></footer>\n</body>\n</html>\n'
        )

    @property
    def _name(self) -> str:
        return html.escape(self.newsletter.name)

    def _filled(self, text: str, standing: Standing) -> str:
        """Return words with what they name, as HTML."""
        newsletter = self.newsletter
        contact = (newsletter.reply_to or newsletter.sender).address
        return html.escape(text).format(
            name=self._name,
            list=html.escape(standing.list),
            soon=html.escape(self.words.soon) if self.at_once else "",
            now=html.escape(self.words.now if self.at_once else self.words.later),
            contact=_mail_link(contact),
            mail=_mail_link(newsletter.unsubscribe_mail, _SUBJECTS[self.words.language]),
        )

    def _mark(self) -> str:
        organisation = html.escape(self.newsletter.organisation)
        if self.looks.logo:
            return f'<p class="mark"><img class="logo" src="{self.looks.logo}" alt="{organisation}"></p>'
        return f'<p class="mark">{organisation}</p>'

    def _foot(self) -> str:
        newsletter, words = self.newsletter, self.words
        links = [(newsletter.archive_url and f"{newsletter.archive_url}/", words.earlier)]
        links += [(newsletter.privacy_url, words.privacy)]
        made = [f'<a href="{html.escape(url)}" rel="noreferrer">{label}</a>' for url, label in links if url]
        lines = [html.escape(f"{newsletter.organisation}, {newsletter.postal_address}"), " · ".join(made)]
        return "".join(f"<p>{line}</p>" for line in lines if line)


def _mail_link(address: str, subject: str = "") -> str:
    asked = f"?subject={subject}" if subject else ""
    target = urllib.parse.quote(address, safe="@+!$*")  # RFC 6068
    shown = html.escape(address).replace("@", "@<wbr>")
    return f'<a href="mailto:{html.escape(target)}{asked}">{shown}</a>'
