-- Stand-ins for cases and what makes them, where another band changes who is one. Filled month by month; of months
-- before only the cases that later payments ask for.

CREATE TEMPORARY TABLE arrears_case (LIKE public.arrears_case INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
ALTER TABLE pg_temp.arrears_case ALTER COLUMN id RESTART WITH 1000000000000000;
CREATE INDEX ON arrears_case (id);
CREATE INDEX ON arrears_case (branch_id, month, household_id);
INSERT INTO arrears_case
SELECT held.* FROM public.arrears_case AS held WHERE held.id IN (SELECT case_id FROM asked_for);

CREATE TEMPORARY TABLE arrears_caseholder
    (LIKE public.arrears_caseholder INCLUDING DEFAULTS INCLUDING IDENTITY) ON COMMIT DROP;
ALTER TABLE pg_temp.arrears_caseholder ALTER COLUMN id RESTART WITH 1000000000000000;
CREATE INDEX ON arrears_caseholder (case_id, from_on);
INSERT INTO arrears_caseholder
SELECT holder.* FROM public.arrears_caseholder AS holder WHERE holder.case_id IN (SELECT case_id FROM asked_for);

CREATE TEMPORARY TABLE arrears_listedhousehold (LIKE public.arrears_listedhousehold INCLUDING DEFAULTS) ON COMMIT DROP;
