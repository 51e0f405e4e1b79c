"""Filters: what they mean on this side, and how LXD is told."""

from __future__ import annotations

from typing import Any

import pytest
from lxd_api.models import Instance

from lxd._core.filter_words import write
from lxd._core.server_facts import Filtering, ServerFacts
from lxd.errors import FilterError, LXDError
from lxd.filters import F, Filter, parse, select

WEB: dict[str, Any] = {
    "name": "web",
    "status": "Running",
    "status_code": 103,
    "description": 'it\'s "a b"',
    "ephemeral": False,
    "config": {"limits.cpu": "2", "user.a.b": "x"},
    "devices": {"eth0": {"type": "nic", "network": "br0"}},
    "profiles": ["default", "web"],
    "state": {"memory": {"usage": 5}},
}


@pytest.mark.parametrize(
    "filter",
    [
        F.name == "web",
        F.name != "Web",
        F["name"] == "web",
        F.status_code == 103,
        F.status_code != 102,
        F.ephemeral == False,  # noqa: E712
        F.config["limits.cpu"] == "2",
        F.config["limits.cpu"] == 2,
        F.config.limits.cpu == 2,
        F.config["user.a.b"] == "x",
        F.config["not.set"] == None,  # noqa: E711
        F.config["not.set"] == "",
        F.expanded_config["not.there"] == "",
        F.devices["eth0"]["network"] == "br0",
        F.devices.eth0.type != "disk",
        F.devices["eth9"]["network"] != "br0",
        F.devices["eth0"]["mtu"] == None,  # noqa: E711
        F.devices["eth0"]["mtu"] == "",
        F.devices["eth0"]["limits.max"] == "",
        F.nothing != "x",
        F.state.memory.usage == 5,
        F.profiles == ["default", "web"],
        F.name.in_(["db", "web"]),
        F.status_code.in_([1, 103]),
        F.name.matches("w.b"),
        F.name.matches("(?i)WEB"),
        F.name.startswith("w"),
        F.name.endswith("eb"),
        F.description.contains("'s \"a"),
        (F.name == "web") & (F.status == "Running"),
        (F.name == "db") | (F.status == "Running"),
        ~(F.name == "db"),
        ~((F.name == "db") | (F.status == "Stopped")),
        ~((F.name == "web") & (F.status == "Stopped")),
    ],
    ids=str,
)
def test_it_is_meant(filter: Filter) -> None:
    assert filter.matches(WEB)
    assert not (~filter).matches(WEB)


@pytest.mark.parametrize(
    "filter",
    [
        F.name == "WEB",
        F.name == "w",
        F.name == "w.b",
        F.status_code == "104",
        F.ephemeral == True,  # noqa: E712
        F.config["limits.cpu"] == "",
        F.devices["eth9"]["network"] == "br0",
        F.devices["eth9"]["network"] == "",
        F.nothing == "x",
        F.nothing == "",
        F.name.matches("we"),
        F.name.matches("eb"),
        F.name.startswith("."),
        F.profiles.matches(".*"),
    ],
    ids=str,
)
def test_it_is_not_meant(filter: Filter) -> None:
    assert not filter.matches(WEB)


def test_models_are_picked() -> None:
    instances = [Instance.from_dict(WEB), Instance.from_dict({**WEB, "name": "db"})]
    assert select(F.name == "db", instances) == [instances[1]]


@pytest.mark.parametrize(
    "text",
    [
        "name eq web",
        "name eq WEB",
        "name eq w.b",
        "name eq web|db",
        "name eq ^w",
        "name eq b$",
        "name ne db",
        "not name eq db",
        "NOT name ne web",
        "status_code eq 103",
        "ephemeral eq false",
        'profiles eq ["default","web"]',
        "config.limits.cpu eq 2",
        "config.user.a.b eq x",
        "devices.eth0.network eq br0",
        'description eq "it.s .a b."',
        "name eq db or status eq Running and ephemeral eq false",
        "name eq web or status eq Stopped and ephemeral eq 0",
    ],
)
def test_lxds_words_mean_here_what_they_mean_there(text: str) -> None:
    assert parse(text).matches(WEB)


def test_lxd_reads_from_left_to_right() -> None:
    assert not parse("name eq web or status eq Stopped and ephemeral eq true").matches(WEB)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "an empty text is no filter"),
        ("name", "something is missing"),
        ("name eq", "something is missing"),
        ("not", "something is missing"),
        ("name is web", "'is' is neither 'eq' nor 'ne'"),
        ("name eq web also status eq x", "'also' is neither 'and' nor 'or'"),
        ("name eq web and", "something is missing"),
        ('name eq "web', "something is missing"),
        ('name eq "web"', "something is missing"),  # LXD looks for the end in the words that follow
    ],
)
def test_what_is_no_filter(text: str, why: str) -> None:
    with pytest.raises(FilterError, match=why):
        parse(text)


@pytest.mark.parametrize(
    "text", ["status_code eq x", "ephemeral eq yes", "profiles eq default", "state eq x"]
)
def test_what_cannot_be_compared(text: str) -> None:
    with pytest.raises(FilterError, match="cannot be compared"):
        parse(text).matches(WEB)


def test_a_pattern_that_is_none() -> None:
    with pytest.raises(FilterError, match="'\\(' is no regular expression"):
        F.name.matches("(").matches(WEB)
    with pytest.raises(FilterError, match="is no regular expression"):
        write(F.name.matches("("))


@pytest.mark.parametrize(
    ("filter", "words"),
    [
        (F.status == "Running", "status eq ^(?-i)Running$"),
        (F.name != "a.b", r"name ne ^(?-i)a\x{2e}b$"),
        (F.description == "it's a", r"description eq ^(?-i)it\x{27}s\x{20}a$"),
        (F.description == "é", r"description eq ^(?-i)\x{e9}$"),
        (F.description == "", "description eq ^(?-i)$"),
        (F.config["limits.cpu"] == 2, "config.limits.cpu eq ^(?-i)2$"),
        (F.config["boot.autostart"] == True, "config.boot.autostart eq ^(?-i)true$"),  # noqa: E712
        (F.size == 5, "size eq 5"),
        (F.public == True, "public eq true"),  # noqa: E712
        (F.name.in_(["a", "b|c"]), r"name eq ^(?-i)(a|b\x{7c}c)$"),
        (~F.name.in_(["a", "b"]), "name ne ^(?-i)(a|b)$"),
        (F.size.in_([1, 2]), "size eq 1 or size eq 2"),
        (F.name.matches(r"a b\"\d"), r"name eq ^(?-i)(?:a\x{20}b\x{22}\d)$"),
        ((F.a == "1") & (F.b == "2") & (F.c == "3"), "a eq ^(?-i)1$ and b eq ^(?-i)2$ and c eq ^(?-i)3$"),
        ((F.a == "1") & ((F.b == "2") | (F.c == "3")), "b eq ^(?-i)2$ or c eq ^(?-i)3$ and a eq ^(?-i)1$"),
        ((F.a == "1") | ((F.b == "2") & (F.c == "3")), "b eq ^(?-i)2$ and c eq ^(?-i)3$ or a eq ^(?-i)1$"),
        (
            ((F.a == "1") | (F.a == "2")) & ((F.b == "1") | (F.b == "2")),
            "a eq ^(?-i)(1|2)$ and b eq ^(?-i)(1|2)$",
        ),
        (~((F.a == "1") | (F.b == "2")), "a ne ^(?-i)1$ and b ne ^(?-i)2$"),
        (F.name.matches(r"C:\\\\ .*"), r"name eq ^(?-i)(?:C:\\\\\x{20}.*)$"),
        (F.name.matches(r"\ \é\."), r"name eq ^(?-i)(?:\x{20}\x{e9}\.)$"),
        (parse('name eq "a b" or x ne \'y'), 'name eq "a b" or x ne \'y'),
    ],
    ids=str,
)
def test_how_lxd_is_told(filter: Filter, words: str) -> None:
    assert write(filter) == words


@pytest.mark.parametrize(
    ("filter", "words"),
    [
        (F.status == "Running", "status eq Running"),
        (F.description == "a b", 'description eq "a b"'),
        (F.name == "a.b|c", "name eq a.b|c"),
        (F.name.in_(["a", "b"]), "name eq a or name eq b"),
        (~F.name.in_(["a", "b"]), "name ne a and name ne b"),
    ],
    ids=str,
)
def test_how_lxd_is_told_that_takes_texts_for_themselves(filter: Filter, words: str) -> None:
    assert write(filter, "exact") == words


def test_what_lxds_words_do_not_reach() -> None:
    both = ((F.a == "1") | (F.b == "2")) & ((F.c == "3") | (F.d == "4"))
    with pytest.raises(FilterError, match=r"knows no parentheses.*lxd\.filters\.select"):
        write(both)


@pytest.mark.parametrize(
    "filter",
    [
        F.name.matches("x"),
        F.name == "",
        F.name == "a  b",
        F.name == '"a b',
        F.name == "a\tb",
        (F.a.in_(["1", "2"])) & (F.b.in_(["1", "2"])),
    ],
    ids=str,
)
def test_what_exact_words_do_not_reach(filter: Filter) -> None:
    with pytest.raises(FilterError):
        write(filter, "exact")


@pytest.mark.parametrize("filter", [F["a b"] == "x", F["not"] == "x", F[""] == "x"], ids=str)
def test_a_field_without_words(filter: Filter) -> None:
    with pytest.raises(FilterError, match="cannot be told of a field"):
        write(filter)


def test_a_filter_error_is_a_value_error_of_ours() -> None:
    assert issubclass(FilterError, LXDError)
    assert issubclass(FilterError, ValueError)


def test_pythons_own_words_are_refused() -> None:
    with pytest.raises(TypeError, match=r"&, \| and ~"):
        bool(F.a == "1")
    with pytest.raises(TypeError, match="compare it"):
        bool(F.a)


def test_a_filter_and_something_else() -> None:
    text: Any = "b"
    with pytest.raises(TypeError):
        (F.a == "1") & text
    with pytest.raises(TypeError):
        (F.a == "1") | text


def test_in_takes_several_values() -> None:
    with pytest.raises(TypeError, match="several values"):
        F.a.in_("abc")
    with pytest.raises(ValueError, match="at least"):
        F.a.in_([])


def test_f_alone_is_no_field() -> None:
    with pytest.raises(TypeError, match="name a field"):
        F == "x"  # noqa: B015


def test_a_filter_says_what_it_means() -> None:
    meant = (F.name.in_(["a"]) & ~F.x.matches("b.")) | (F.y == 3)
    assert repr(meant) == "<Filter (name is 'a' and x does not match 'b.') or y is 3>"


def test_a_field_says_what_it_is() -> None:
    assert repr(F.config["limits.cpu"]) == "F.config['limits.cpu']"


@pytest.mark.parametrize(
    ("version", "extensions", "filtering"),
    [
        ("4.0.9", [], "exact"),
        ("5.0.0", [], "exact"),
        ("5.1", [], "exact"),
        ("5.0.1", [], "patterns"),
        ("5.0.2", [], "patterns"),
        ("5.2", [], "patterns"),
        ("5.15", [], "patterns"),
        ("5.0.3", ["network_allocations"], "typed"),
        ("5.16", ["network_allocations"], "typed"),
        ("6.9", ["network_allocations"], "typed"),
    ],
)
def test_how_servers_compare(version: str, extensions: list[str], filtering: str) -> None:
    facts = ServerFacts()
    facts.learn(extensions, version)
    assert facts.filtering == filtering


def test_debian_13_has_a_newer_server_than_its_version_says() -> None:
    facts = ServerFacts()
    facts.learn(["network_allocations"], "5.0.2")
    assert facts.filtering == "typed"


@pytest.mark.parametrize("filtering", ["exact", "patterns"])
def test_servers_that_compare_texts_only(filtering: Filtering) -> None:
    assert write(F.config["limits.cpu"] == 2, filtering)
    for filter in (F.ephemeral == True, F.size == 5, F.size.in_([1, 2])):  # noqa: E712
        with pytest.raises(
            FilterError, match=r"nothing but texts .*, not (ephemeral|size) is .*\(list without"
        ):
            write(filter, filtering)


@pytest.mark.parametrize(
    ("text", "name", "is_meant"),
    [
        ("name eq c++", "c++", True),
        ("name eq C++", "c++", True),
        ("name eq c++", "cc", False),
        ("name eq *", "x", True),
        ("name eq +", "", True),
        ("name eq +", "x", False),
        ("name eq **", "**", True),
        ("name eq **", "x", False),
        ("name ne *^", "x", True),
        ("name eq (web", "(WEB", True),
        (r"name eq (a)\1", r"(a)\1", True),
        (r"name eq (a)\1", "aa", False),
        ("name eq 'tis", "'tis", True),
        (r"name eq a\\z", r"a\z", True),
    ],
)
def test_a_word_that_lxd_cannot_read_as_a_pattern_is_text(text: str, name: str, is_meant: bool) -> None:
    assert parse(text).matches({"name": name}) == is_meant


@pytest.mark.parametrize(
    "word", [r"a\z", r"\pL", r"\x{61}", "^(?-i)a$", "a{,3}", "[[:alpha:]]", "(?U)a", "^*a"]
)
def test_a_word_that_python_reads_otherwise(word: str) -> None:
    with pytest.raises(FilterError, match="Python reads otherwise"):
        parse(f"name eq {word}").matches({"name": "a"})


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        r"(a)\1",
        "(?P<x>a)(?P=x)",
        "(a)?(?(1)b|c)",
        r"a\Z",
        r"\u0061",
        r"[\b]",
        r"[\u0061]",
        "a++",
        "a*+",
        "a?+",
        "a{2}+",
        "(?>a)",
        "(?x)a",
        "(?a:a)",
        "(?#a)",
        "a{1001}",
        "a{5,1001}",
        "(a{100}){11}",
        "a{,3}",
    ],
)
def test_a_pattern_that_lxd_cannot_read(pattern: str) -> None:
    with pytest.raises(FilterError, match=r"LXD cannot read .*lxd\.filters\.select"):
        write(F.name.matches(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        "(?i)a",
        "(?im-s:a)",
        "(?P<x>a|b)+?",
        "a{1000}b{1000}",
        "(a{10}){100}",
        "a{3,}",
        r"\++\(\?=",
        "[]++(?=]",
        r"[\]++]+",
        r"\\1",
        "a{b",
    ],
)
def test_a_pattern_that_lxd_can_read(pattern: str) -> None:
    assert write(F.name.matches(pattern)) == f"name eq ^(?-i)(?:{pattern})$"


def test_a_pattern_that_only_python_reads_is_good_on_this_side() -> None:
    assert F.name.matches("(?!d)[a-z]+").matches(WEB)


@pytest.mark.parametrize(
    ("filter", "text"),
    [
        (F.description.matches("(?i)\u00e4rger"), "\u00c4rger"),
        (F.description.matches("(?u)a"), "a"),
        (~F.description.matches(r"\w"), "\u00e9"),
        (F.description.matches(r"\\w"), "\\w"),
        (r"description ne \w+", "\u00e9"),
    ],
    ids=["case", "flag", "class", "no class", "words"],
)
def test_which_letters_there_are(filter: Filter | str, text: str) -> None:
    assert select(filter, [{"description": text}]) != []
