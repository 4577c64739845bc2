"""Every act that may change a cell of the province's page marks its month; a new one fails here."""

import pytest

from tests.test_acts import HOUSE, WRITING, called, reached

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
    **dict.fromkeys(
        (
            "disclosure.ask",
            "disclosure.complete",
            "disclosure.withdraw_request",
            "disclosure.accept_request",
            "disclosure.ask_to_complete",
            "disclosure.announce_supply",
            "disclosure.extend_request",
            "disclosure.refuse_request",
            "disclosure.redirect_request",
            "disclosure.write_answer",
            "disclosure.drop_file",
            "disclosure.mask_file",
            "disclosure.supply",
            "disclosure.publish_answer",
            "disclosure.remove_answer",
        ),
        "requests for information and their answers have figures of their own: no item, no posting",
    ),
    **dict.fromkeys(
        (
            "disclosure.keep_recording",
            "disclosure.take_back",
            "disclosure.seal_recordings",
        ),
        "sounds beside a text: how often it was read aloud is the log's to say",
    ),
    **dict.fromkeys(
        (
            "disclosure.enter_session",
            "disclosure.move_session",
            "disclosure.word_report",
            "disclosure.word_list",
        ),
        "days of the council and words of the office; the paper made of them is noted, which marks",
    ),
    "disclosure.enter": "by `note`, which marks",
    "disclosure.declare_public": "said, never proven: no day moves",
    "disclosure.declare_nothing": "read from its own table, never from a cell",
    "disclosure.post_quarterly_list": "no paper of its own",
    "disclosure.heard": "taps never stand in a cell",
    "disclosure.count_month": "fills the cells",
    "postings.ensure_places": "a place without a paper",
    "postings.add_place": "a place without a paper",
    "postings.make_urgent": "a duty of the province's for today; days of its postings stay",
    "postings.make_ordinary": "only the day of the urgent reading falls away, no posting's",
    "postings.set_schedule": "when loudspeakers speak, not what was read",
    "postings.note_printed": "a sheet was printed, nothing was pinned",
    "postings.write_down": "a line inside `prove`, its only caller, which marks every paper ticked",
}
ACTS = [act for act in WRITING if act.name.split(".")[0] in {"disclosure", "postings"}]
NAMES = {act.name: act for act in ACTS}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_act_marks_what_it_changes_or_is_named_here(name):
    marks = bool(called(reached(NAMES[name])) & MARKING)

    assert marks is not (name in CHANGES_NO_CELL), name


def test_only_acts_that_exist_are_named():
    assert CHANGES_NO_CELL.keys() - NAMES.keys() == set()


def test_what_is_written_inside_another_act_is_marked_there():
    """`write_down` moves the days of a broadcast, so nobody but an act that marks may call it."""
    callers = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        if "tests" not in path.parts and "write_down(" in path.read_text()
    }

    assert callers == {"postings/actions/airing.py", "postings/actions/proving.py"}
    assert {"_do", "changed"} <= called(reached(NAMES["postings.prove"]))
