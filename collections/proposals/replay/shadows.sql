-- Empty or small stand-ins for what a closing reads and writes. `public.` names the real tables, a bare name the
-- stand-in. Ids made here begin far above real ones.

CREATE TEMPORARY TABLE arrears_branchpolicy (LIKE public.arrears_branchpolicy INCLUDING DEFAULTS) ON COMMIT DROP;
INSERT INTO arrears_branchpolicy SELECT * FROM public.arrears_branchpolicy;

CREATE TEMPORARY TABLE collections_rewardscheme (LIKE public.collections_rewardscheme INCLUDING DEFAULTS) ON COMMIT DROP;
INSERT INTO collections_rewardscheme SELECT * FROM public.collections_rewardscheme;

CREATE TEMPORARY TABLE collections_rewardtier
    (LIKE public.collections_rewardtier INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
ALTER TABLE pg_temp.collections_rewardtier ALTER COLUMN id RESTART WITH 1000000000000000;
INSERT INTO collections_rewardtier SELECT * FROM public.collections_rewardtier;

CREATE TEMPORARY TABLE collections_closing (LIKE public.collections_closing INCLUDING DEFAULTS) ON COMMIT DROP;
INSERT INTO collections_closing
SELECT * FROM public.collections_closing WHERE branch_id = %(branch)s AND state = 'closed' AND month <= %(last)s;

CREATE TEMPORARY TABLE collections_cadrefigure
    (LIKE public.collections_cadrefigure INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
CREATE TEMPORARY TABLE collections_areafigure
    (LIKE public.collections_areafigure INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
CREATE TEMPORARY TABLE collections_settlement
    (LIKE public.collections_settlement INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
ALTER TABLE pg_temp.collections_settlement ALTER COLUMN id RESTART WITH 1000000000000000;
CREATE TEMPORARY TABLE collections_rewardline
    (LIKE public.collections_rewardline INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
ALTER TABLE pg_temp.collections_rewardline ALTER COLUMN id RESTART WITH 1000000000000000;

-- cases of months before, which payments of the months to come were late for, or take back
CREATE TEMPORARY TABLE asked_for ON COMMIT DROP AS
SELECT DISTINCT settled.case_id
FROM public.collections_settlement AS settled
JOIN collections_closing AS closing ON closing.id = settled.closing_id
WHERE closing.month >= %(first)s AND settled.paid_month < %(first)s AND settled.case_id IS NOT NULL;

-- what those months before have settled of them, and the fees that they have paid
INSERT INTO collections_settlement
SELECT settled.*
FROM public.collections_settlement AS settled
JOIN collections_closing AS closing ON closing.id = settled.closing_id AND closing.month < %(first)s
WHERE settled.case_id IN (SELECT case_id FROM asked_for)
   OR settled.payment_id IN (SELECT reversal.reverses_id
                             FROM public.collections_settlement AS taken_back
                             JOIN collections_closing AS later ON later.id = taken_back.closing_id
                             JOIN public.arrears_payment AS reversal ON reversal.id = taken_back.payment_id
                             WHERE later.month >= %(first)s AND taken_back.verdict = 'reversal');

INSERT INTO collections_rewardline
SELECT line.*
FROM public.collections_rewardline AS line
JOIN collections_closing AS closing ON closing.id = line.closing_id AND closing.month < %(first)s
WHERE line.registration_id IS NOT NULL OR line.settlement_id IN (SELECT id FROM collections_settlement);

ANALYZE arrears_branchpolicy, collections_rewardscheme, collections_rewardtier, collections_closing,
        collections_settlement, collections_rewardline;
