from __future__ import annotations

import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.rendering.html import inlined, small


class Listener(socketserver.TCPServer):
    """A port on this machine that notes whoever calls."""

    allow_reuse_address = True

    def __init__(self) -> None:
        self.calls: list[str] = []
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)

    def verify_request(self, request: object, client_address: object) -> bool:
        self.calls.append(str(client_address))
        return False


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_nothing_is_ever_fetched(listener: Listener) -> None:
    url = f"http://127.0.0.1:{listener.server_address[1]}/a.css"
    page = f"""<html><head><link rel="stylesheet" href="{url}"><base href="{url}">
      <style>@import url({url}); @IMPORT "{url}"; p {{ color: red; background: url({url}) }}</style>
      <style data-premailer="ignore">@import "{url}";</style><script src="{url}"></script></head>
      <body><iframe src="{url}"></iframe><p style="background:url({url})">Hej</p><img src="{url}" alt=""></body>"""
    written = inlined(page, f'@import "{url}"; @import url({url}) screen; p {{ background: url({url}) }}')
    assert listener.calls == []
    assert "<p" in written
    assert "<img" in written
    for gone in ("@import", "@IMPORT", "<link", "<script", "<iframe", "<base"):
        assert gone not in written


def test_an_at_rule_in_disguise_does_not_reach_the_inliner(listener: Listener) -> None:
    url = f"http://127.0.0.1:{listener.server_address[1]}/a.css"
    for disguised in (r"@\69mport", r"@i\6d port", "@i\\\nmport", "@im/**/port}", "@media { @import"):
        with pytest.raises(Failure, match=r"style\.css"):
            inlined("<p>Hej</p>", f'@charset "x"; {disguised} "{url}"; p {{ margin: 0 }}')
    assert "@" not in inlined("<p>Hej</p>", f'@/**/import "{url}"; p {{ margin: 0 }}')
    assert listener.calls == []


def test_rules_are_written_into_the_elements_without_obsolete_attributes() -> None:
    css = "td { background-color: #ffffff; width: 100px; height: 9px; text-align: left; vertical-align: top }"
    written = inlined("<table><tr><td class=x>Hej</td></tr></table>", css + " .x { color: red !important }")
    assert '<td style="' in written
    for obsolete in ("bgcolor", 'width="', 'height="', "align=", "valign="):
        assert obsolete not in written.replace("text-align", "").replace("vertical-align", "")


def test_style_sheets_for_mail_programs_stay_as_they_are() -> None:
    kept = (
        "@media (max-width:480px){.x{margin:0!important}}"
        "@media screen{@media (prefers-color-scheme:dark){.x{color:#fff!important}}}"
        "[data-ogsc] .x{color:#eee!important}u + .body a{color:inherit}a[x-apple-data-detectors]{color:inherit}"
    )
    written = inlined(
        f"<html><head><style>{kept}</style></head><body><p class=x>Hej</p></body></html>", ".x{color:red}"
    )
    assert f"<style>{kept}</style>" in written
    assert '<p class="x" style="color:red">' in written


def test_classes_that_no_style_sheet_of_the_page_speaks_of_are_taken_away() -> None:
    page = """<html><head><!--[if mso]><style>.word td{margin:0}</style><![endif]-->
      <style>@media (x){.a .b{margin:0}}</style></head>
      <body class="body"><p class="a gone">1</p><p class="b word">2</p><p class="gone">3</p></body></html>"""
    written = inlined(page, ".gone { color: red } .body { margin: 0 }")
    assert '<body style="margin:0">' in written
    assert '<p class="a" style="color:red">1</p>' in written
    assert '<p class="b word">2</p>' in written
    assert '<p style="color:red">3</p>' in written


def test_comments_for_word_letters_and_doctype_survive() -> None:
    page = "<!DOCTYPE html><html><body><!--[if mso]><table><tr><td><![endif]--><p>åäö é –\u00a0”</p></body></html>"
    written = inlined(page, "p { margin: 0 }")
    assert written.startswith("<!DOCTYPE html>\n<html>")
    assert "<!--[if mso]><table><tr><td><![endif]-->" in written
    assert "åäö é –\u00a0”" in written


def test_text_behind_what_is_taken_away_stays() -> None:
    assert "<p>a b c</p>" in inlined("<body><p>a <script>x</script>b <script>y</script>c</p></body>", "")


def test_style_sheets_lose_comments_and_white_space_only() -> None:
    assert small("/* a */ .a , .b {\n  color : red ;\n}\n@media (x: 1) { .c { d: e } }") == (
        ".a,.b{color :red}@media (x:1){.c{d:e}}"
    )


def test_premailer_gets_a_cache_that_holds_all_rules() -> None:
    code = "import os, storsthlm_cli.rendering.html as h; h.inlined('<p>a</p>', 'p { margin: 0 }')"
    code += "; from premailer.cache import cache; print(cache.maxsize)"
    environment = {key: value for key, value in os.environ.items() if key != "PREMAILER_CACHE_MAXSIZE"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert int(done.stdout) >= 512


def test_premailer_gets_nothing_to_fetch_with_and_everybody_else_the_real_requests() -> None:
    code = """if True:
        import sys, storsthlm_cli.rendering.html as h
        h.inlined('<p>a</p>', 'p { margin: 0 }')
        print('requests' in sys.modules, 'urllib3' in sys.modules)
        import premailer.premailer, requests
        print(callable(requests.get), hasattr(premailer.premailer.requests, 'get'))
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False False", "True False"]


def test_styles_of_a_template_win_over_rules_whatever_they_are() -> None:
    page = '<p class="x" style="margin:4px; mso-line-height-rule: exactly; nonsense: 1">Hej</p>'
    assert 'style="margin:4px;color:red;mso-line-height-rule:exactly;nonsense:1"' in inlined(
        page, ".x { margin: 0; color: red }"
    )


def test_a_style_sheet_that_changes_is_read_anew() -> None:
    assert 'style="color:red"' in inlined("<p>a</p>", "p { color: red }")
    assert 'style="color:blue"' in inlined("<p>a</p>", "p { color: blue }")
    assert 'style="color:red"' in inlined("<p>a</p>", "p { color: red }")


def test_importing_the_room_loads_nothing_costly() -> None:
    code = "import sys, storsthlm_cli.rendering.render, storsthlm_cli.images; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"jinja2", "lxml", "cssutils", "premailer", "requests", "PIL", "babel", "yaml"} & set(loaded)


@pytest.mark.parametrize("page", ["", " \n", "<!-- a -->"])
def test_a_page_with_nothing_on_it_is_refused(page: str) -> None:
    with pytest.raises(Failure, match=r"`mail\.html` of the design makes no page"):
        inlined(page, "")
