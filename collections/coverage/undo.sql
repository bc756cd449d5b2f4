-- Rows of an import go back to the last values that another import, still in force, gave them; else they go.
WITH mine AS (
    SELECT id, month, area_id FROM collections_coveragefigure WHERE run_id = %(run)s
),
before AS (
    SELECT DISTINCT ON (mine.id) mine.id, kept.population, kept.registered, kept.active, kept.in_arrears, kept.run_id
    FROM mine
    JOIN collections_coveragefigureevent AS kept
      ON kept.branch_id = %(branch)s AND kept.month = mine.month AND kept.area_id = mine.area_id
     AND kept.pgh_label IN ('insert', 'update')
    JOIN common_importrun AS run ON run.id = kept.run_id AND run.state = 'applied' AND run.id <> %(run)s
    ORDER BY mine.id, kept.pgh_id DESC
),
restored AS (
    UPDATE collections_coveragefigure AS figure
    SET population = before.population, registered = before.registered, active = before.active,
        in_arrears = before.in_arrears, run_id = before.run_id
    FROM before WHERE before.id = figure.id
    RETURNING figure.id
),
removed AS (
    DELETE FROM collections_coveragefigure AS figure
    USING mine WHERE mine.id = figure.id AND NOT EXISTS (SELECT FROM before WHERE before.id = mine.id)
    RETURNING figure.id
)
SELECT (SELECT count(*) FROM restored) AS restored, (SELECT count(*) FROM removed) AS removed
