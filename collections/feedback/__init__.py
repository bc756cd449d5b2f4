"""What cadres bring back from households as a queue of the office, each with an owner, a state, and an answer.

Items are opened by `opening.py` in the transaction that stores the contact or the complaint; `handling.py` is what the
office does with them. The cadres that brought something read its answer on the phone.
"""
