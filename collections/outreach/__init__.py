"""How the office itself reaches households outside the cadre band: a call list, and messages sent in bulk.

Nothing here is a contact of a cadre: no figure, no attribution and no reward reads these rows (RULES 2 and 4). They
count in the week's contacts only, together with those of the cadres.
"""
