"""Every number that Luật 10/2022/QH15 sets, copied from the text by hand."""

NUMBERS = {
    "disclosure.publish": {"working_days": 5},
    "disclosure.posting": {"days": 30, "consecutive": True},
    "disclosure.broadcast": {"days": 3, "consecutive": True},
    "decisions.initiative": {"at_least": "1/10"},
    "decisions.endorsement": {"months": 3},
    "decisions.meeting.clusters": {"households_min": 200},
    "decisions.slips.announce": {"days": 2},
    "decisions.slips.team": {"persons_min": 3, "persons_max": 5},
    "decisions.slips.one_each": {"slips_per_household": 1},
    "decisions.signatures": {"households": 2},
    "decisions.send_decision": {"working_days": 5},
    "decisions.approval.money": {"at_least": "2/3"},
    "decisions.approval.other": {"more_than": "1/2"},
    "decisions.commune_approval.money": {"at_least": "2/3"},
    "decisions.recognise": {"working_days": 5},
}

# Of what each share is a share.
WHOLES = {
    "decisions.approval.money": "all_households",
    "decisions.approval.other": "all_households",
    "decisions.commune_approval.money": "all_communities",
    "decisions.initiative": "all_households",
}
