-- Households that would have become cases, and those that would not have been any. Who held them is the last holder;
-- what they paid and earned is that of the side on which they are cases.

INSERT INTO household_difference
WITH leaving AS (
    SELECT held.*, 'left' AS change
    FROM public.arrears_case AS held
    WHERE held.branch_id = %(branch)s AND held.month = ANY(%(months)s)
      AND NOT EXISTS (SELECT FROM arrears_case AS still WHERE still.id = held.id)
),
entering AS (
    SELECT held.*, 'entered' AS change FROM arrears_case AS held
    WHERE held.branch_id = %(branch)s AND held.month = ANY(%(months)s)
      AND NOT EXISTS (SELECT FROM public.arrears_case AS before WHERE before.id = held.id)
),
holder AS (
    SELECT DISTINCT ON (case_id) case_id, cadre_id
    FROM (SELECT holder.case_id, holder.cadre_id, holder.from_on
          FROM public.arrears_caseholder AS holder JOIN leaving ON leaving.id = holder.case_id
          UNION ALL
          SELECT holder.case_id, holder.cadre_id, holder.from_on
          FROM arrears_caseholder AS holder JOIN entering ON entering.id = holder.case_id) AS every
    WHERE cadre_id IS NOT NULL
    ORDER BY case_id, from_on DESC
),
counted AS (
    SELECT settled.case_id, sum(settled.eligible)::bigint AS eligible
    FROM public.collections_settlement AS settled JOIN leaving ON leaving.id = settled.case_id
    WHERE settled.closing_id = ANY(%(closings)s) GROUP BY settled.case_id
    UNION ALL
    SELECT settled.case_id, sum(settled.eligible)::bigint
    FROM collections_settlement AS settled JOIN entering ON entering.id = settled.case_id
    WHERE settled.closing_id = ANY(%(closings)s) GROUP BY settled.case_id
),
paid AS (
    SELECT line.case_id, sum(line.reward)::bigint AS reward
    FROM public.collections_rewardline AS line JOIN leaving ON leaving.id = line.case_id
    WHERE line.closing_id = ANY(%(closings)s) GROUP BY line.case_id
    UNION ALL
    SELECT line.case_id, sum(line.reward)::bigint
    FROM collections_rewardline AS line JOIN entering ON entering.id = line.case_id
    WHERE line.closing_id = ANY(%(closings)s) GROUP BY line.case_id
)
SELECT %(branch)s, %(dry_run)s, every.month, every.household_id, every.change, holder.cadre_id, every.area_id,
       every.months, every.target, coalesce(counted.eligible, 0), coalesce(paid.reward, 0)
FROM (SELECT * FROM leaving UNION ALL SELECT * FROM entering) AS every
LEFT JOIN holder ON holder.case_id = every.id
LEFT JOIN counted ON counted.case_id = every.id
LEFT JOIN paid ON paid.case_id = every.id;
