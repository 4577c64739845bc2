"""Every act that may change a cell of the province's page marks its month; a new one fails here."""

import pytest

from tests.test_acts import WRITING, called, reached

MARKING = {"mark", "mark_item", "mark_papers", "mark_year", "changed"}
# Acts that write, and change nothing that cells count. Each with its reason.
CHANGES_NO_CELL = {
    **dict.fromkeys(
        (
            "disclosure.save_draft",
            "disclosure.submit",
            "disclosure.give_back",
            "disclosure.drop_correction",
            "disclosure.attach",
            "disclosure.attach_kept",
            "disclosure.detach",
            "disclosure.decide",
            "disclosure.sign",
            "disclosure.take_up",
            "disclosure.look_again",
            "disclosure.seal_older",
        ),
        "drafts: a paper waits as before until it is public",
    ),
    **dict.fromkeys(
        (
            "disclosure.point",
            "disclosure.answer",
            "disclosure.link",
            "disclosure.settle_pointers",
        ),
        "pointers are no papers",
    ),
    **dict.fromkeys(
        (
            "disclosure.receive",
            "disclosure.receive_zip",
            "disclosure.drop",
            "disclosure.forget",
            "disclosure.read_scans",
        ),
        "files that wait",
    ),
    "disclosure.enter": "by `note`, which marks",
    "disclosure.declare_public": "said, never proven: no day moves",
    "disclosure.declare_nothing": "read from its own table, never from a cell",
    "disclosure.post_quarterly_list": "no paper of its own",
    "disclosure.heard": "taps never stand in a cell",
    "disclosure.count_month": "fills the cells",
    "postings.ensure_places": "a place without a paper",
    "postings.add_place": "a place without a paper",
}
ACTS = [act for act in WRITING if act.name.split(".")[0] in {"disclosure", "postings"}]
NAMES = {act.name: act for act in ACTS}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_act_marks_what_it_changes_or_is_named_here(name):
    marks = bool(called(reached(NAMES[name])) & MARKING)

    assert marks is not (name in CHANGES_NO_CELL), name


def test_only_acts_that_exist_are_named():
    assert CHANGES_NO_CELL.keys() - NAMES.keys() == set()
