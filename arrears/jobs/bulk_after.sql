-- Who holds them afterwards; cases that the cadre had already are no part of the act.
UPDATE arrears_bulkactrow AS kept SET after = moved.holders
FROM (SELECT holder.case_id,
             jsonb_agg(jsonb_build_object('from_on', holder.from_on, 'cadre_id', holder.cadre_id, 'by_id', holder.by_id,
                                          'cover_id', holder.cover_id) ORDER BY holder.from_on) AS holders
      FROM arrears_caseholder AS holder
      JOIN arrears_bulkactrow AS row ON row.case_id = holder.case_id AND row.act_id = %(act)s
      GROUP BY holder.case_id) AS moved
WHERE kept.act_id = %(act)s AND kept.case_id = moved.case_id;

DELETE FROM arrears_bulkactrow AS kept WHERE kept.act_id = %(act)s AND kept.before = kept.after
