-- Follows envelope_facts.sql: the envelopes behind one figure, of one cadre or (NULL) of all, oldest hand-over first.
SELECT id, handed_on, age FROM fact
WHERE %(figure)s = ANY (figures) AND (%(cadre)s::bigint IS NULL OR cadre_id = %(cadre)s)
ORDER BY handed_on, number
