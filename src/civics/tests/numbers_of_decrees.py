"""Every number that decrees 59 and 61 of 2023 set, copied from the text by hand."""

NUMBERS = {
    "meetings.notice": {"days": 2, "posted_too": True},
    "meetings.papers": {"days": 2},
    "meetings.secretary": {"more_than": "1/2"},
    "meetings.voting_way": {"more_than": "1/2"},
    "meetings.tellers": {"more_than": "1/2"},
    "meetings.tellers.size": {"persons_min": 3, "persons_max": 5},
    "meetings.witnesses": {"households": 2},
    "meetings.count_minutes": {"copies": 3},
    "meetings.send_decision": {"working_days": 5},
    "slips.plan.send": {"days": 2},
    "slips.team": {"persons_min": 3, "persons_max": 5},
    "slips.announce": {"days": 2},
    "slips.witnesses": {"households": 2},
    "slips.send_decision": {"working_days": 5},
    "online.team": {"persons_min": 3, "persons_max": 5},
    "online.consent": {"more_than": "1/2"},
    "online.approval": {"more_than": "1/2"},
    "online.send_decision": {"working_days": 5},
    "codes.approval": {"more_than": "1/2"},
    "codes.attendance": {"more_than": "1/2"},
}

# Of what each share is a share.
WHOLES = {
    "online.consent": "all_households",
    "online.approval": "all_households",
    "codes.approval": "all_households",
    "codes.attendance": "all_households",
    "meetings.secretary": "households_present",
    "meetings.voting_way": "households_present",
    "meetings.tellers": "households_present",
}
