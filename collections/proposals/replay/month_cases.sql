-- The cases of a month under another band: those of the real ones that lie in it, with their holders and moves, and as
-- candidates the listed households that the real band had shut out.

INSERT INTO arrears_case
SELECT held.* FROM public.arrears_case AS held
WHERE held.branch_id = %(branch)s AND held.month = %(month)s
  AND (NOT %(is_other_band)s OR (held.months >= %(min_months)s AND coalesce(held.months <= %(max_months)s, true)));

INSERT INTO arrears_caseholder
SELECT holder.*
FROM arrears_case AS held
JOIN public.arrears_caseholder AS holder ON holder.case_id = held.id
WHERE held.branch_id = %(branch)s AND held.month = %(month)s;

DELETE FROM arrears_listedhousehold;
INSERT INTO arrears_listedhousehold
SELECT listed.*
FROM public.arrears_listedhousehold AS listed
JOIN public.arrears_arrearslist AS listing ON listing.id = listed.list_id AND listing.state = 'in_force'
WHERE %(is_other_band)s AND listed.branch_id = %(branch)s AND listed.month = %(month)s
  AND listed.status IN ('below_band', 'above_band')
  AND listed.months >= %(min_months)s AND coalesce(listed.months <= %(max_months)s, true)
  AND NOT EXISTS (SELECT FROM public.arrears_case AS held
                  WHERE held.branch_id = %(branch)s AND held.month = %(month)s
                    AND held.household_id = listed.household_id);

ANALYZE arrears_case, arrears_caseholder, arrears_listedhousehold;
