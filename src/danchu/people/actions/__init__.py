"""The acts of this room, one function each: one transaction, one lock, one audit entry."""

from danchu.people.actions.cards import bind_device, enter_once, issue_card
from danchu.people.actions.citizens import leave, retire_key
from danchu.people.actions.contacts import name_helper, set_phone
from danchu.people.actions.details import change_contact, correct_name, correct_term
from danchu.people.actions.erase import erase, erase_again, erase_name
from danchu.people.actions.handing import hand_over
from danchu.people.actions.households import (
    add_household,
    change_representative,
    correct_household,
    merge_households,
    move_away,
    split_household,
    strike_household,
)
from danchu.people.actions.identities import link_identity, recognise, unlink_identity
from danchu.people.actions.looking import look_at
from danchu.people.actions.numbers import enter_by_code, prove_by_code, send_code
from danchu.people.actions.passkeys import add_passkey, remove_passkey, use_passkey
from danchu.people.actions.passwords import change_password, enrol_app, set_one_time_password
from danchu.people.actions.phones import change_pin, check_pin, revoke_device
from danchu.people.actions.practice import close_practice, open_practice
from danchu.people.actions.printing import print_ways_in
from danchu.people.actions.proxies import give_proxy, withdraw_proxy
from danchu.people.actions.rolls import (
    confirm_roll,
    erase_household,
    freeze_roll,
    look_at_household,
    look_at_roll,
)
from danchu.people.actions.terms import appoint, appoint_new, end_term, register_person

__all__ = [
    "add_household",
    "add_passkey",
    "appoint",
    "appoint_new",
    "bind_device",
    "change_contact",
    "change_password",
    "change_pin",
    "change_representative",
    "check_pin",
    "close_practice",
    "confirm_roll",
    "correct_household",
    "correct_name",
    "correct_term",
    "end_term",
    "enrol_app",
    "enter_by_code",
    "enter_once",
    "erase",
    "erase_again",
    "erase_household",
    "erase_name",
    "freeze_roll",
    "give_proxy",
    "hand_over",
    "issue_card",
    "leave",
    "link_identity",
    "look_at",
    "look_at_household",
    "look_at_roll",
    "merge_households",
    "move_away",
    "name_helper",
    "open_practice",
    "print_ways_in",
    "prove_by_code",
    "recognise",
    "register_person",
    "remove_passkey",
    "retire_key",
    "revoke_device",
    "send_code",
    "set_one_time_password",
    "set_phone",
    "split_household",
    "strike_household",
    "unlink_identity",
    "use_passkey",
    "withdraw_proxy",
]
