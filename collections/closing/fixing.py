"""What is closed is fixed: triggers that refuse to change or delete the rows of a closing that is not provisional.

They look once per statement, so that writing and clearing hundreds of thousands of provisional rows stays cheap.
"""

import pgtrigger

IS_FIXED = """
    IF EXISTS (SELECT FROM old_rows JOIN collections_closing AS closing ON closing.id = old_rows.closing_id
               WHERE closing.state <> 'provisional') THEN
        RAISE EXCEPTION 'fixed: rows of a closed period are never deleted';
    END IF;
    RETURN NULL;
"""
IS_CHANGED = """
    IF EXISTS (SELECT FROM old_rows
               JOIN collections_closing AS closing ON closing.id = old_rows.closing_id
               JOIN new_rows ON new_rows.id = old_rows.id
               WHERE closing.state <> 'provisional'
                 AND (to_jsonb(old_rows) - '{is_current,paid,payment_id}'::text[]
                          <> to_jsonb(new_rows) - '{is_current,paid,payment_id}'::text[]
                      OR to_jsonb(new_rows) ->> 'payment_id' <> to_jsonb(old_rows) ->> 'payment_id'
                      OR to_jsonb(new_rows) -> 'paid' <> nullif(to_jsonb(old_rows) -> 'paid', 'null'))) THEN
        RAISE EXCEPTION 'fixed: rows of a closed period never change';
    END IF;
    RETURN NULL;
"""


def fixed_rows() -> list[pgtrigger.Trigger]:
    """Triggers of a table whose rows belong to a closing.

    When it is reopened `is_current` falls, and a settlement notes in `paid` what it was for; its payment may then go.
    """
    return [
        pgtrigger.Trigger(
            name="fixed_delete",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            referencing=pgtrigger.Referencing(old="old_rows"),
            func=IS_FIXED,
        ),
        pgtrigger.Trigger(
            name="fixed_update",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
            func=IS_CHANGED,
        ),
    ]


def fixed_closing() -> list[pgtrigger.Trigger]:
    """Triggers of the closing itself: once closed, it can only be superseded, with who and why."""
    kept = "branch_id, month, version, policy_id, scheme_id, settings_used, computed_at, closed_at"
    old, new = (", ".join(f"{row}.{name}" for name in kept.split(", ")) for row in ("OLD", "NEW"))
    return [
        pgtrigger.Protect(
            name="fixed_closing",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(
                f"OLD.state <> 'provisional' AND (({old}) IS DISTINCT FROM ({new}) OR NEW.state = 'provisional')"
            ),
        ),
        pgtrigger.Protect(
            name="keep_closing",
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition("OLD.state <> 'provisional'"),
        ),
    ]
