from __future__ import annotations

import datetime
import pathlib

import pytest

from storsthlm_cli.model.delivery import Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox
from storsthlm_cli.settings.loading import find_root, load
from storsthlm_cli.settings.records import BadSettings, Settings

REPOSITORY = pathlib.Path(__file__).parents[2]
SMALLEST = """\
newsletter:
  name: Nytt
  list_id: Nytt.Example.org
  organisation: Förbundet
  postal_address: Gatan 1
  why: Du är med.
sender:
  address: nytt@Exempel.example
web:
  unsubscribe_mail: ut@exempel.example
"""


def loaded(
    folder: pathlib.Path,
    text: str = SMALLEST,
    overrides: dict[str, str] | None = None,
    environment: dict[str, str] | None = None,
) -> Settings:
    (folder / "storsthlm.yaml").write_text(text, encoding="utf-8")
    return load(folder, overrides or {}, environment or {})


def refusal(
    folder: pathlib.Path,
    text: str,
    overrides: dict[str, str] | None = None,
    environment: dict[str, str] | None = None,
) -> Failure:
    with pytest.raises(Failure) as caught:
        loaded(folder, text, overrides, environment)
    assert caught.value.exit_code == 2
    return caught.value


def where(failure: Failure) -> tuple[int, int]:
    assert failure.place is not None
    assert failure.place.file == "storsthlm.yaml"
    return failure.place.line, failure.place.column


def changed(old: str, new: str) -> str:
    assert old in SMALLEST
    return SMALLEST.replace(old, new)


def test_the_repositorys_own_settings_load_and_keep_mail_on_this_computer() -> None:
    settings = load(find_root(REPOSITORY / "issues" / "2021-06"), {}, {})
    assert settings.root == REPOSITORY
    assert settings.transport == "outbox"
    assert settings.newsletter.sender == Mailbox("Storsthlm", "nyhetsbrev@storsthlm.example")
    assert settings.newsletter.reply_to == Mailbox("Storsthlm", "kommunikation@storsthlm.example")
    assert settings.newsletter.archive_url == "https://nyhetsbrev.storsthlm.example"
    assert settings.state_folder == REPOSITORY / ".storsthlm"


def test_the_lines_that_are_commented_out_in_the_repositorys_settings_are_right_too(tmp_path: pathlib.Path) -> None:
    lines = (REPOSITORY / "storsthlm.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("# smtp:")
    told = [
        line.removeprefix("# ") if line.startswith("# ") and not line.startswith("# A ") else line for line in lines
    ]
    settings = loaded(tmp_path, "\n".join([*lines[:start], *told[start:]]))
    assert settings.smtp.first.host == "smtp.storsthlm.example"
    assert settings.smtp.first.password_file == tmp_path / ".storsthlm" / "smtp-password"
    assert settings.levels == {"D201": Level.INFO}


def test_what_is_left_out_has_a_default(tmp_path: pathlib.Path) -> None:
    settings = loaded(tmp_path)
    assert settings.newsletter.sender == Mailbox("Nytt", "nytt@exempel.example")
    assert settings.newsletter.list_id == "nytt.example.org"
    assert settings.newsletter.reply_to is None
    assert settings.newsletter.images is ImageDelivery.EMBEDDED
    assert (settings.newsletter.language, settings.newsletter.timezone) == ("sv", "Europe/Stockholm")
    assert settings.transport == "outbox"
    assert settings.smtp.first.security is Security.STARTTLS
    assert settings.smtp.retry_for == datetime.timedelta(hours=48)
    assert settings.origins["smtp.port"] == "default"


def test_a_flag_beats_the_environment_that_beats_the_file(tmp_path: pathlib.Path) -> None:
    text = SMALLEST + "smtp:\n  host: fil.example\n  port: 1\n  user: fil\n"
    environment = {"STORSTHLM_SMTP_HOST": "miljö.example".encode("idna").decode(), "STORSTHLM_SMTP_PORT": "2"}
    settings = loaded(tmp_path, text, {"smtp.port": "3"}, environment)
    assert (settings.smtp.first.host, settings.smtp.first.port, settings.smtp.first.user) == (
        "xn--milj-8qa.example",
        3,
        "fil",
    )
    assert settings.origins["smtp.host"] == "environment"
    assert settings.origins["smtp.port"] == "flag"
    assert settings.origins["smtp.user"] == "storsthlm.yaml:14"
    assert settings.origins["smtp.connections"] == "default"


def test_an_empty_value_or_variable_counts_as_left_out(tmp_path: pathlib.Path) -> None:
    settings = loaded(tmp_path, SMALLEST + "smtp:\n  port:\ndesign:\n", environment={"STORSTHLM_TRANSPORT": ""})
    assert settings.smtp.first.port == 587
    assert settings.transport == "outbox"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("plain", 25)])
def test_the_port_follows_the_security(tmp_path: pathlib.Path, security: str, port: int) -> None:
    assert loaded(tmp_path, SMALLEST + f"smtp: {{security: {security}}}\n").smtp.first.port == port


def test_words_that_older_yaml_takes_for_something_else_stay_words(tmp_path: pathlib.Path) -> None:
    assert loaded(tmp_path, changed("name: Nytt", "name: no")).newsletter.name == "no"
    assert loaded(tmp_path, changed("name: Nytt", "name: 010")).newsletter.name == "010"


def test_an_unknown_section_names_the_nearest_at_its_place(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "smpt:\n  host: a.example\n")
    assert failure.message == "unknown key `smpt`"
    assert failure.hint == "did you mean `smtp`?"
    assert where(failure) == (11, 1)


def test_an_unknown_key_names_the_nearest_at_its_place(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, changed("  why:", "  whyy:"))
    assert failure.message == "unknown key `newsletter.whyy`"
    assert failure.hint == "did you mean `why`?"
    assert where(failure) == (6, 3)


def test_a_key_unlike_any_gets_the_known_ones_told(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "zzz: 1\n")
    assert failure.hint is not None
    assert failure.hint.startswith("known are `newsletter`, `sender`, `web`, ")


@pytest.mark.parametrize("key", ["name", "list_id", "organisation", "postal_address", "why"])
def test_what_has_no_default_must_be_given_and_its_section_is_pointed_at(tmp_path: pathlib.Path, key: str) -> None:
    text = "".join(line for line in SMALLEST.splitlines(keepends=True) if not line.startswith(f"  {key}:"))
    failure = refusal(tmp_path, text)
    assert failure.message == f"the settings have no `newsletter.{key}`"
    assert failure.hint is not None
    assert where(failure) == (1, 1)


def test_an_empty_file_says_what_is_missing_first(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path, "").message == "the settings have no `newsletter.name`"


@pytest.mark.parametrize(
    ("old", "new", "part", "place"),
    [
        ("nytt@Exempel.example", "nytt-exempel.example", "`sender.address` is no valid e-mail address: ", (8, 12)),
        ("ut@exempel.example", "ut@@exempel.example", "`web.unsubscribe_mail` is no valid e-mail address: ", (10, 21)),
        ("Nytt.Example.org", "Nytt Example", "`newsletter.list_id` is `Nytt Example`", (3, 12)),
        ("name: Nytt", 'name: "Nytt\\nBcc: alla@exempel.example"', "`newsletter.name` must be one line", (2, 9)),
        ("name: Nytt", "name: [Nytt]", "`newsletter.name` takes a single value", (2, 9)),
    ],
)
def test_a_bad_value_is_told_at_its_place(
    tmp_path: pathlib.Path, old: str, new: str, part: str, place: tuple[int, int]
) -> None:
    failure = refusal(tmp_path, changed(old, new))
    assert failure.message.startswith(part)
    assert where(failure) == place


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("transport: smpt\n", "`transport` is `smpt`, not one of `outbox`, `smtp`; did you mean `smtp`?"),
        ("smtp: {port: 70000}\n", "`smtp.port` is `70000`, not a whole number from 1 to 65535"),
        ("smtp: {connections: 0}\n", "`smtp.connections` is `0`, not a whole number from 1 to 50"),
        ("smtp: {retry_hours: 2 days}\n", "`smtp.retry_hours` is `2 days`"),
        ("smtp: {security: ssl}\n", "`smtp.security` is `ssl`, not one of `starttls`, `tls`, `plain`"),
        ('smtp: {host: "https://smtp.example"}\n', "`smtp.host` is `https://smtp.example`"),
        ("design: {images: embeded}\n", "`design.images` is `embeded`"),
        ("design: {name: ../hemligt}\n", "`design.name` is `../hemligt`"),
        ('design: {colours: {link: "blå"}}\n', "`design.colours.link` is `blå`, not a colour"),
        ("smtp: ja\n", "`smtp` is no mapping"),
        ('smtp: {user: "' + "a" * 501 + '"}\n', "`smtp.user` has 501 characters"),
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: pathlib.Path, text: str, part: str) -> None:
    failure = refusal(tmp_path, SMALLEST + text)
    assert failure.message.startswith(part)
    assert where(failure)[0] == 11


def test_a_bad_value_from_outside_names_the_variable(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST, environment={"STORSTHLM_SMTP_PORT": "sju"})
    assert failure.message == "`smtp.port` (from `STORSTHLM_SMTP_PORT`) is `sju`, not a whole number from 1 to 65535"
    assert failure.place is None


def test_a_bad_value_from_a_flag_says_so(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST, {"transport": "post"})
    assert failure.message.startswith("`transport` (given by a flag) is `post`")


@pytest.mark.parametrize("name", ["STORSTHLM_TRANSPROT", "STORSTHLM_SMTP_HOSTNAME"])
def test_a_misspelt_variable_is_never_passed_over(tmp_path: pathlib.Path, name: str) -> None:
    failure = refusal(tmp_path, SMALLEST, environment={name: "x"})
    assert failure.message == f"the environment variable `{name}` sets nothing"
    assert failure.hint in ("did you mean `STORSTHLM_TRANSPORT`?", "did you mean `STORSTHLM_SMTP_HOST`?")


def test_a_password_in_the_environment_is_refused_without_being_shown(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST, environment={"STORSTHLM_SMTP_PASS": "hemligt"})
    assert failure.hint is not None
    assert "storsthlm login" in failure.hint
    assert "hemligt" not in f"{failure.message} {failure.hint}"


def test_variables_of_others_with_our_prefix_are_left_alone(tmp_path: pathlib.Path) -> None:
    assert loaded(tmp_path, environment={"STORSTHLM_KILLS": "50", "PATH": "/bin"}).transport == "outbox"


def test_a_flag_for_a_setting_that_does_not_exist_is_refused(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path, SMALLEST, {"smtp.hots": "x"}).hint == "did you mean `smtp.host`?"


def test_plain_smtp_to_another_computer_is_refused(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "smtp:\n  host: smtp.example\n  security: plain\n")
    assert "`smtp.example` is another computer" in failure.message
    assert where(failure) == (13, 13)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", '"::1"'])
def test_plain_smtp_on_this_computer_is_fine(tmp_path: pathlib.Path, host: str) -> None:
    text = SMALLEST + f"smtp: {{host: {host}, security: plain}}\n"
    assert loaded(tmp_path, text).smtp.first.security is Security.PLAIN


@pytest.mark.parametrize("host", ["localhost.example.org", "10.0.0.1", "0.0.0.0", "128.0.0.1"])
def test_a_host_that_only_looks_like_this_computer_is_another(tmp_path: pathlib.Path, host: str) -> None:
    assert "another computer" in refusal(tmp_path, SMALLEST + f"smtp: {{host: {host}, security: plain}}\n").message


def test_the_smtp_transport_needs_a_server(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "transport: smtp\n")
    assert failure.message == "the transport is `smtp`, but no server is named"
    assert where(failure) == (11, 12)
    assert loaded(tmp_path, SMALLEST + "transport: smtp\nsmtp: {host: a.example}\n").transport == "smtp"


def test_hosted_images_need_an_address(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "design: {images: hosted}\n")
    assert failure.hint is not None
    assert "`web.archive_url`" in failure.hint
    text = changed("web:\n", "web:\n  archive_url: https://a.example/brev/\n") + "design: {images: hosted}\n"
    assert loaded(tmp_path, text).newsletter.archive_url == "https://a.example/brev"


@pytest.mark.parametrize(
    "url", ["http://a.example/", "a.example", "https://", "https://u:p@a.example/", "https://a.example/å", "https://[a"]
)
def test_a_web_address_is_https_and_fit_for_a_header(tmp_path: pathlib.Path, url: str) -> None:
    text = changed("web:\n", f'web:\n  unsubscribe_url: "{url}"\n')
    assert refusal(tmp_path, text).message.startswith("`web.unsubscribe_url` is ")


def test_a_misspelt_time_zone_gets_the_nearest(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, changed("  why:", "  timezone: Europe/Stokholm\n  why:"))
    assert failure.message.endswith("the nearest is `Europe/Stockholm`")


def test_files_are_found_from_the_workspace(tmp_path: pathlib.Path) -> None:
    absolute = tmp_path.parent / "ca.pem"
    text = SMALLEST + f"smtp: {{password_file: hemligt/lösen, ca_file: '{absolute}'}}\n"
    smtp = loaded(tmp_path, text).smtp.first
    assert smtp.password_file == tmp_path / "hemligt" / "lösen"
    assert smtp.ca_file == absolute


def test_levels_are_read_with_their_reasons(tmp_path: pathlib.Path) -> None:
    settings = loaded(tmp_path, SMALLEST + "checks:\n  L102:\n    level: warning\n    reason: gamla länkar\n")
    assert settings.levels == {"L102": Level.WARNING}
    assert settings.origins["checks.L102"] == "storsthlm.yaml:13"


@pytest.mark.parametrize(
    ("entry", "message", "line"),
    [
        ("  L102: {level: info}\n", "`checks.L102` has no `reason`", 12),
        ("  L102: {reason: så är det}\n", "`checks.L102` has no `level`", 12),
        ("  L102: {level: info, reson: x}\n", "unknown key `checks.L102.reson`", 12),
        ("  L102: info\n", "`checks.L102` is no mapping of keys to values", 12),
        ("  L102:\n    level: none\n    reason: x\n", "`checks.L102.level` is `none`, not one of", 13),
        ("  l2: {level: info, reason: x}\n", "`l2` is no finding code", 12),
        ("  L192: {level: info, reason: x}\n", "`L192` is no finding code", 12),
    ],
)
def test_a_level_needs_a_code_a_level_and_a_reason(tmp_path: pathlib.Path, entry: str, message: str, line: int) -> None:
    failure = refusal(tmp_path, f"{SMALLEST}checks:\n{entry}")
    assert failure.message.startswith(message)
    assert where(failure)[0] == line


def test_the_nearest_code_is_named_for_one_that_there_is_not(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path, f"{SMALLEST}checks: {{l102: {{}}}}\n").hint == "did you mean `L102`?"
    assert refusal(tmp_path, f"{SMALLEST}checks: {{x: {{}}}}\n").hint == "`storsthlm explain` lists all codes"


def test_a_colour_needs_its_quotation_marks(tmp_path: pathlib.Path) -> None:
    assert loaded(tmp_path, SMALLEST + 'design: {colours: {link: "#1d4e89"}}\n').newsletter.colours == {
        "link": "#1D4E89"
    }
    assert "quotation marks" in refusal(tmp_path, SMALLEST + "design:\n  colours:\n    link: #1d4e89\n").message


def test_broken_yaml_is_told_as_findings_and_ends_with_exit_code_2(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, SMALLEST + "newsletter: {}\n")
    assert isinstance(failure, BadSettings)
    assert [finding.code for finding in failure.findings] == ["S002"]


def test_a_file_that_is_no_mapping_is_refused(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path, "- a\n- b\n").message == "`storsthlm.yaml` is no mapping of keys to values"


def test_a_missing_file_is_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="does not exist"):
        load(tmp_path, {}, {})


def test_the_nearest_workspace_above_is_found(tmp_path: pathlib.Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "storsthlm.yaml").touch()
    assert find_root(inner) == tmp_path.resolve()
    (tmp_path / "a" / "storsthlm.yaml").touch()
    assert find_root(inner) == (tmp_path / "a").resolve()


def test_outside_any_workspace_the_way_in_is_told(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match=r"there is no `storsthlm\.yaml`") as caught:
        find_root(tmp_path)
    assert caught.value.hint is not None
    assert "--workspace" in caught.value.hint


def test_a_language_that_nobody_knows_is_told_at_its_place(tmp_path: pathlib.Path) -> None:
    failure = refusal(tmp_path, changed("newsletter:\n", "newsletter:\n  language: xx\n"))
    assert failure.message == "`newsletter.language` is `xx`, which is no known language; write a tag like `sv`"
    assert where(failure)[0] == 2


@pytest.mark.parametrize("written", ["studs+{token}@exempel.example", "{token}@exempel.example", "s@exempel.example"])
def test_reports_may_come_back_to_an_address_with_a_token(tmp_path: pathlib.Path, written: str) -> None:
    text = changed("Exempel.example\n", f'Exempel.example\n  bounces: "{written}"\n')
    assert loaded(tmp_path, text).newsletter.bounces == written


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("studs+{token}", "stands once, before the @"),
        ("studs@{token}.example", "stands once, before the @"),
        ("{token}+{token}@exempel.example", "stands once, before the @"),
        ("studs{token}@exempel.example", "write a `+` or `-` between"),
        ("aterkommande+{token}@exempel.example", "at most 8 characters"),
        ("st ds+{token}@exempel.example", "is no valid e-mail address"),
    ],
)
def test_an_address_that_the_token_cannot_stand_in_is_refused(tmp_path: pathlib.Path, written: str, words: str) -> None:
    text = changed("Exempel.example\n", f'Exempel.example\n  bounces: "{written}"\n')
    failure = refusal(tmp_path, text)
    assert "`sender.bounces`" in str(failure)
    assert words in str(failure)


def test_addresses_are_kept_for_ever_unless_a_time_of_three_months_or_more_is_set(tmp_path: pathlib.Path) -> None:
    assert loaded(tmp_path).forget_after is None
    english = (("24 months", 24), ("2 years", 24), ("3 Months", 3), ("1 year", 12))
    for text, months in (*english, ("24 månader", 24), ("2 år", 24)):
        assert loaded(tmp_path, f'{SMALLEST}retention: {{addresses: "{text}"}}\n').forget_after == months
    for text in ("2 months", "0 years", "24", "two years", "90 days"):
        failure = refusal(tmp_path, f'{SMALLEST}retention: {{addresses: "{text}"}}\n')
        assert failure.message.startswith(f"`retention.addresses` is `{text}`")
