"""The acts of this room, one function each: one transaction, one lock, one audit entry."""

from danchu.people.actions.cards import bind_device, enter_once, issue_card
from danchu.people.actions.passwords import change_password, enrol_app, set_one_time_password
from danchu.people.actions.phones import change_pin, check_pin, revoke_device
from danchu.people.actions.terms import appoint, appoint_new, end_term, register_person

__all__ = [
    "appoint",
    "appoint_new",
    "bind_device",
    "change_password",
    "change_pin",
    "check_pin",
    "end_term",
    "enrol_app",
    "enter_once",
    "issue_card",
    "register_person",
    "revoke_device",
    "set_one_time_password",
]
