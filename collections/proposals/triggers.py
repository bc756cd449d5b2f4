"""What the database itself refuses: changing settings that a closed period used, and approving into the past.

The triggers are declared here, on proxies, since only this floor knows closings; the tables are those below.
"""

import pgtrigger

USED_POLICY = """
IF EXISTS (SELECT FROM collections_closing AS used WHERE used.policy_id = OLD.id AND used.state = 'closed') THEN
    RAISE EXCEPTION 'a closed period used this policy' USING ERRCODE = 'restrict_violation';
END IF;
RETURN COALESCE(NEW, OLD);
"""
USED_SCHEME = USED_POLICY.replace("policy", "scheme")
# waits for a closing at work, which holds the scheme's row, and then sees what it wrote
USED_TIER = """
PERFORM FROM collections_rewardscheme WHERE id IN (OLD.scheme_id, NEW.scheme_id) FOR NO KEY UPDATE;
IF EXISTS (SELECT FROM collections_closing AS closing
           WHERE closing.scheme_id IN (OLD.scheme_id, NEW.scheme_id) AND closing.state = 'closed') THEN
    RAISE EXCEPTION 'a closed period used this scheme' USING ERRCODE = 'restrict_violation';
END IF;
RETURN COALESCE(NEW, OLD);
"""
IN_CLOSED_PERIOD = """
IF (TG_OP = 'INSERT' OR OLD.state <> 'approved')
   AND EXISTS (SELECT FROM common_period AS period
               WHERE period.branch_id = NEW.branch_id AND period.month >= NEW.starts_on AND period.state = 'closed')
THEN
    RAISE EXCEPTION 'a closed period lies behind the start' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


def keep_used(func: str, operation=pgtrigger.Update | pgtrigger.Delete) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name="keep_used", when=pgtrigger.Before, operation=operation, func=func)


KEEP_USED_POLICY = keep_used(USED_POLICY)
KEEP_USED_SCHEME = keep_used(USED_SCHEME)
KEEP_USED_TIER = keep_used(USED_TIER, pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete)
APPROVED_AHEAD = pgtrigger.Trigger(
    name="approved_ahead",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__state="approved"),
    func=IN_CLOSED_PERIOD,
)
KEEP_DECIDED = pgtrigger.Protect(
    name="keep_decided", operation=pgtrigger.Update | pgtrigger.Delete, condition=~pgtrigger.Q(old__state="open")
)
