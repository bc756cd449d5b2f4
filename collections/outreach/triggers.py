"""What the database itself refuses: a message to whoever must not get one, and one that was sent already."""

import pgtrigger

from .enums import MessageState

QUEUED, SENDING, SENT, DELIVERED, FAILED, UNSURE, STOPPED, LEFT_OUT = (
    state.value
    for state in (
        MessageState.QUEUED,
        MessageState.SENDING,
        MessageState.SENT,
        MessageState.DELIVERED,
        MessageState.FAILED,
        MessageState.UNSURE,
        MessageState.STOPPED,
        MessageState.LEFT_OUT,
    )
)

# asked about one household by one at a time: the row of the household is the queue
MAY_SEND = """
PERFORM FROM arrears_household WHERE id = NEW.household_id FOR NO KEY UPDATE;
IF EXISTS (SELECT FROM arrears_hold AS hold
           WHERE hold.household_id = NEW.household_id AND hold.starts_on <= NEW.claimed_on
             AND (hold.lifted_on IS NULL OR hold.lifted_on > NEW.claimed_on)) THEN
    RAISE EXCEPTION 'the household is on hold' USING ERRCODE = 'restrict_violation';
END IF;
IF EXISTS (SELECT FROM collections_optout AS wish
           WHERE wish.branch_id = NEW.branch_id AND wish.phone = NEW.phone AND wish.lifted_at IS NULL) THEN
    RAISE EXCEPTION 'the number wants no messages' USING ERRCODE = 'restrict_violation';
END IF;
IF (SELECT count(*) FROM collections_contact AS contact
    WHERE contact.branch_id = NEW.branch_id AND contact.household_id = NEW.household_id
      AND contact.made_on > NEW.claimed_on - 7)
   + (SELECT count(*) FROM collections_officecontact AS contact
      WHERE contact.branch_id = NEW.branch_id AND contact.household_id = NEW.household_id
        AND contact.made_on > NEW.claimed_on - 7)
   >= (SELECT policy.contacts_per_week_max FROM arrears_branchpolicy AS policy
       WHERE (policy.branch_id = NEW.branch_id OR policy.branch_id IS NULL)
         AND policy.starts_on <= date_trunc('month', NEW.claimed_on)::date
       ORDER BY policy.branch_id ASC NULLS LAST, policy.starts_on DESC LIMIT 1) THEN
    RAISE EXCEPTION 'the household was contacted often enough this week' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""
BEGINS_QUEUED = """
IF NEW.state <> 'queued' THEN
    RAISE EXCEPTION 'a message begins in the queue' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""

ASKS_BEFORE_SENDING = pgtrigger.Trigger(
    name="asks_before_sending",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__state=SENDING) & ~pgtrigger.Q(old__state=SENDING),
    func=MAY_SEND,
)
STARTS_IN_QUEUE = pgtrigger.Trigger(
    name="starts_in_queue", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BEGINS_QUEUED
)
NEVER_TWICE = pgtrigger.FSM(
    name="never_twice",
    field="state",
    transitions=[
        (QUEUED, SENDING),
        (QUEUED, LEFT_OUT),
        (SENDING, SENT),
        (SENDING, FAILED),
        (SENDING, UNSURE),
        (SENDING, QUEUED),  # the gateway did not take it
        (SENDING, DELIVERED),  # its news was quicker than our commit
        (SENDING, STOPPED),
        (SENT, DELIVERED),
        (SENT, FAILED),
        (SENT, STOPPED),
        (DELIVERED, STOPPED),
        (UNSURE, SENT),
        (UNSURE, DELIVERED),
        (UNSURE, FAILED),
        (UNSURE, STOPPED),
        (UNSURE, QUEUED),  # a person has looked, and says that it was not sent
    ],
)
