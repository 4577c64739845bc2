"""/luat/ by subject: every heading in words, the commune's rules before the others'."""

import re

from danchu.kit.law import book
from danchu.rulebook import index
from danchu.rulebook.templatetags.rulebook import rules_linked
from danchu.rulebook.words import KEY, lines


def test_every_subject_has_a_vietnamese_heading():
    rooms = {book().rule(key).room for key in book().rules}
    assert rooms - set(index.TITLES) == set()


def test_rules_of_the_commune_come_before_those_of_agencies():
    for section in index.sections(""):
        others = [rule.sphere not in {"commune", "all"} for rule in section.rules]
        assert others == sorted(others), section.title


def test_a_word_narrows_the_subjects():
    found = index.sections("niem yet")
    assert 0 < len(found) < len(index.sections(""))
    assert all(section.rules for section in found)


def test_all_chapters_are_drawn_once_and_anew_when_the_law_is_read_again():
    drawn = index.whole_law()
    assert index.whole_law() is drawn
    assert drawn.count("ledger__a") == len(book().rules)

    book.cache_clear()

    again = index.whole_law()
    assert again is not drawn
    assert again == drawn


def test_no_page_of_a_rule_shows_the_key_of_another_rule_instead_of_its_name(client, db):
    """Notes in `law/` point to other rules by key; people read names, as links."""
    page = client.get("/luat/information.posting/").content.decode()
    assert '(<a href="/luat/disclosure.posting/">' in page

    seen = [
        f"{key}: {word}"
        for key, rule in book().rules.items()
        for text in (rules_linked(rule.note), *_texts(rule))
        for word in KEY.findall(re.sub("<[^>]*>", "", text))
        if word.split(".")[0] in {rule.room for rule in book().rules.values()}
    ]
    assert seen == []


def _texts(rule):
    for value in rule.values:
        yield from (line.text for line in lines(value))


def test_what_a_note_says_is_escaped_around_the_links():
    said = rules_linked("<b>x</b> disclosure.posting & <i>")
    assert said.startswith("&lt;b&gt;x&lt;/b&gt; <a href=")
    assert said.endswith("</a> &amp; &lt;i&gt;")
