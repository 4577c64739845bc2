"""Acts of a meeting, one function each. Other rooms call them from here."""

from danchu.meetings.actions.clusters import decide_clusters, drop_clusters, plan_clusters
from danchu.meetings.actions.convening import (
    Call,
    When,
    add_handout,
    add_matter,
    add_talk,
    convene,
    drop_item,
    replan,
)
from danchu.meetings.actions.counting import (
    Sheet,
    correct_count,
    enter_tally,
    settle_count,
)
from danchu.meetings.actions.ending import cancel, close, end_without_vote, move
from danchu.meetings.actions.hall import (
    attend,
    attend_many,
    note_question,
    open_meeting,
    take_back,
)
from danchu.meetings.actions.minutes import Signed, sign_minutes
from danchu.meetings.actions.officers import (
    choose_way,
    confirm_secretary,
    confirm_tellers,
    invite_witnesses,
)
from danchu.meetings.actions.telling import notify, send_papers
from danchu.meetings.summing import Numbers

__all__ = [
    "Call",
    "Numbers",
    "Sheet",
    "Signed",
    "When",
    "add_handout",
    "add_matter",
    "add_talk",
    "attend",
    "attend_many",
    "cancel",
    "choose_way",
    "close",
    "confirm_secretary",
    "confirm_tellers",
    "convene",
    "correct_count",
    "decide_clusters",
    "drop_clusters",
    "drop_item",
    "end_without_vote",
    "enter_tally",
    "invite_witnesses",
    "move",
    "note_question",
    "notify",
    "open_meeting",
    "plan_clusters",
    "replan",
    "send_papers",
    "settle_count",
    "sign_minutes",
    "take_back",
]
