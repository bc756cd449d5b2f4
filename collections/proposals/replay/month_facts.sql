-- What the closing of a month had before it: the payments that it settled, as yet unsettled, and the contacts and
-- incidents that were known. What came or was decided later changes no closed figure, so it may change none here.

DROP TABLE IF EXISTS pg_temp.arrears_payment;
CREATE TEMPORARY TABLE arrears_payment ON COMMIT DROP AS
SELECT payment.*
FROM public.collections_settlement AS settled
JOIN public.arrears_payment AS payment ON payment.id = settled.payment_id
WHERE settled.closing_id = %(closing)s;
ALTER TABLE pg_temp.arrears_payment DROP COLUMN settled_month, ADD COLUMN settled_month date;
ANALYZE arrears_payment;

CREATE OR REPLACE TEMPORARY VIEW collections_contact AS
SELECT * FROM public.collections_contact WHERE received_at <= %(known)s;

CREATE OR REPLACE TEMPORARY VIEW collections_integrityincident AS
SELECT * FROM public.collections_integrityincident WHERE decided_at <= %(known)s;
