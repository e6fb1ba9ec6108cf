"""What `docs/format.md` says besides the tables and examples that are made from the shapes."""

from __future__ import annotations

HEAD = """\
# The format of an issue

An issue is a folder below `issues/`, named so that the newest sorts last (`2021-06`), with the file `issue.yaml` and
the pictures in `images/`. It holds content only: who gets it and how it looks is said elsewhere (`lists/`,
`templates/`). `storsthlm new-issue` writes one to fill in, `storsthlm validate` says what is wrong with it in the
very line, and `storsthlm preview` shows it.

This page is made from the format itself (`make docs`). The first line of an issue names its schema, so that VS Code
(with the YAML extension by Red Hat) and other editors complete and underline while you write; `storsthlm schema`
renews it when there are new people in the directory, or new lists.

```yaml
# yaml-language-server: $schema=../../schemas/issue.json
date: 2021-06-21
number: 5
subject: Ny förbundsdirektör och höstens alla möten
preheader: Hej {{ recipient.first_name | default("du") }}! Här är det viktigaste före sommaren.

sections:
  - kind: article
    category: social
    headline: Jämlik vård för placerade barn
    body: |
      Ett stycke text.

      Nästa stycke.

closing: Ha en skön sommar!
```

## How things are written

**YAML.** A key, a colon, a space, a value. What belongs together is indented by two spaces; each entry of a list
begins with `- `. A text of several lines begins with `|` after the colon and is indented below it. A text on one line
needs quotation marks when it holds `: ` or ` #`, or begins with a sign such as `"`, `@`, `*`, `&`, `[` or `{`:
`headline: "Boka datumet: vi ses i höst"`. What follows ` #` is a comment. A key that is not needed is left out.

**Text** is Markdown where the tables say so: `body`, `answer`, `closing` and the like. An empty line begins a new
paragraph; a single line break is just a space (two spaces at the end of a line keep it). `**bold**`, `*italics*`,
`[link](https://…)`, lists with `- ` or `1. `, a sub-heading with `### `. No images, tables, HTML or code: pictures
are blocks of their own. A `*` or `_` that is meant as such is written `\\*`. Headlines, captions and other short
texts are plain: what you write is what is read.

**Typography** is typed as it is read: ”citat”, an en dash between spaces – like this – and in ranges (7–8 mars).
No-break spaces are put in for you. The dash before a quote is the design's: leave it out.

**Dates** are written `2021-06-21` and times `09:00` or `09:00–10:30` wherever they are data; the design writes
”torsdag 16 september kl. 9–10.30”. In running text you write them as you like.

**People** are keys of `directory/people.yaml` (`asa-ek`): name, role on that day, party and address come from there.
For somebody who is not in it, write the words to print instead: `Åsa Ek (M), kommunalråd i Exempelby`. Words have a
capital letter or a space in them, keys have not. In a `signature`, the second line of the words is the title.

**Addresses** in `url` and in Markdown links: `https://…`, `mailto:a@b.example`, `tel:+468…`; `#id` leads to a section
of this issue, `issue:2021-04` to an earlier issue and `issue:2021-04#id` to a section of it; `saknas` says that the
address is lost. `file: saknas` says the same of a picture, `title: saknas` of a meeting in the calendar and
`mailbox: saknas` of a contact. A draft may have such gaps, and shows them; a mail that
leaves may not.

**Merge slots** are filled for each reader: `{{ recipient.first_name | default("du") }}`. The fields are the columns of
the list: `first_name`, `last_name`, `name`, `organisation`, `role`, and any other by its heading in small letters
(`Antal anställda` is `antal_anstallda`). They work in the subject,
the preheader, in all Markdown and in addresses, not in headlines and other short texts.

**Order.** Sections are shown in the order in which they stand. A `body` is one text, or a list of texts and blocks,
also in the order in which they stand: a picture can come first, last or between two paragraphs. After the body come,
in this order: `facts` or `deadline`, `excerpt`, `links`, `contacts`, `greeting`, `signature`. What has to stand
elsewhere goes into the body as a block (`link:`, `facts:`, `note:`).
"""

ASIDES = {
    "blocks": """\
## The blocks of a body

A body that is a list has texts and blocks as its entries. A block is a mapping with one key; its own keys are
indented below it. An `item` has a heading and a body of its own, with the same blocks but no further items.

```yaml
body:
  - |
    Ett stycke text.
  - image:
      file: images/motet.jpg
      alt: Tre personer vid ett bord.
      form: wide # cut to 16:9; portrait is 4:5, square is 1:1
      focus: top # what to keep of it
      rights_until: 2022-06-30 # the last day on which it may be shown
      people: [asa-ek, Bo Al, Cilla Dal] # in one row, from the left
      credit: Åsa Ek
  - image:
      collage: [images/asa.jpg, images/bo.jpg, images/cilla.jpg, images/dan.jpg] # always four
      alt: Fyra porträtt.
      people:
        top: [asa-ek, Bo Al]
        bottom: [Cilla Dal, Dan Ek]
      credit: Åsa Ek
  - quote: Ett citat som ingen nämns vid.
  - note: En anmärkning från redaktionen.
```

A caption of several lines is written with `|`:

```yaml
- image:
    file: images/bryggan.jpg
    alt: En brygga i kvällssol.
    caption: |
      Bryggan i Exempelby.
      Den byggdes 1912.
    credit: "Illustration: Exempelby" # with a colon it stands as it is, else `Foto:` comes before it
```
""",
}

DIRECTORY = """\
## The directory

What issues refer to by key stands in `directory/`, one file a sort, each with a schema of its own. An entry is its
key and, indented below it, what it has:

```yaml
# directory/people.yaml
asa-ek:
  name: Åsa Ek
  roles:
    - label: kommundirektör
      organisation: exempelby
      from: 2019-03-01
  email: asa.ek@kommun.example
  portrait: portraits/asa-ek.jpg
  credit: Bo Al
  consent: 2021-05-12
```
"""

CALENDARS = """\
## Calendars from files

`storsthlm new-issue --calendar FILE` and `storsthlm import FILE` read meetings from a calendar (.ics), or from a table
(.csv, .xlsx) whose first row has headings. A date and a title are needed. These headings are known, in any case:
"""

TAIL = """\
## How to say …

- **a section without a headline:** a `letter` needs none. Elsewhere it is an error (S028) unless the section accepts
  it with a reason, and then it is still shown as a remark: `headline: null` and `ignore: [{code: S028, reason: the
  picture has it}]`.
- **several pieces below one headline,** each with its picture, text and link: `item` blocks without `headline` of
  their own.
- **a picture with its caption above the headline:** `image:` in the section itself. **Above the text:** an `image`
  block first in the body.
- **two events in one section:** `item` blocks, each with `facts` and a `link`.
- **a heading over a list:** `### ` in the Markdown before the list.
- **a second piece with a heading in the same section:** an `item`, or `### ` in the body.
- **a date to save:** an `item` with `facts: {date: …}`, in a `recap` or anywhere else.
- **a calendar without meetings:** `note:` instead of `rows:`. **A meeting whose title is lost:** a row with
  `title: saknas`; it is shown as a gap.
- **a topic in other words than the category's:** `category:` for the colour and `kicker:` for the words.
- **a question and answer with a dash before the answer:** write the dash; only quotes get theirs from the design.
- **somebody to ask who is not in the directory:** `person: Bo Al` with `mailbox: bo.al@kommun.example` beside it.
- **a link in the middle of a sentence:** Markdown, `[text](https://…)`. **A link on a line of its own between two
  pieces:** a `link` block.
- **a quote that goes on after `säger …`:** `then:`. **A quote whose speaker is named in the sentence itself:** write
  all of it as the quote's text, without `by` and `verb`.
- **words above the headline that are no category:** `kicker:`. **A kicker made of a person:** `person:` in
  `interview` and `personnel`. **The same kicker on two sections:** nothing stands against it.
- **another subject, or a few words more, for the readers of one list:** `for_lists:`, under the list's name:
  `for_lists: {press: {subject: Till pressen, intro: Ni får det här en dag i förväg.}}`. `send --list press` mails it,
  `preview --list press` shows it; the web page and all other mails are without it. Why these readers get the
  newsletter at all is told at the end of their mails, by `why:` in `lists/press.yaml`.
- **something that somebody has to look at before it is sent:** `check: is that figure right?`
"""
