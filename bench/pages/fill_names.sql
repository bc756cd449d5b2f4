-- People of one branch get names, households addresses, drawn by number: some names stand in every twentieth household,
-- some in every thousandth, as real ones do.
CREATE TEMPORARY TABLE named ON COMMIT DROP AS
SELECT member.id, member.household_id, member.card,
       upper((%(first)s::text[])[1 + (abs(hashint8extended(member.id, 1)) %% cardinality(%(first)s::text[]))::integer] || ' '
          || (%(last)s::text[])[1 + (abs(hashint8extended(member.id, 2)) %% 40 * (abs(hashint8extended(member.id, 3)) %% 3)
                                    %% cardinality(%(last)s::text[]))::integer]
          || CASE abs(hashint8extended(member.id, 4)) %% 4
                 WHEN 0 THEN ' ' || (%(places)s::text[])[1 + (abs(hashint8extended(member.id, 5)) %% cardinality(%(places)s::text[]))::integer]
                 ELSE '' END) AS name
FROM arrears_participant AS member WHERE member.branch_id = %(branch)s;

UPDATE arrears_participant AS member SET name = named.name FROM named WHERE named.id = member.id;

UPDATE arrears_listedhousehold AS listed
SET head_name = named.name,
    address = upper(format('Jl. %%s No. %%s',
        (%(streets)s::text[])[1 + (abs(hashint8extended(listed.household_id, 6)) %% cardinality(%(streets)s::text[]))::integer],
        1 + abs(hashint8extended(listed.household_id, 7)) %% 200))
FROM named
WHERE listed.branch_id = %(branch)s AND named.household_id = listed.household_id AND named.card = listed.head_card;

-- of a thousand contacts one is an SMS, a hundred are calls, and so on; one in seven brings a promise
UPDATE collections_contact AS contact
SET mode = CASE WHEN drawn.number < 1 THEN 'sms' WHEN drawn.number < 100 THEN 'phone'
                WHEN drawn.number < 300 THEN 'whatsapp' ELSE 'visit' END,
    outcome = (ARRAY['met', 'not_home', 'refused', 'unable_to_pay', 'says_paid', 'moved', 'promised'])[1 + drawn.number %% 7],
    promised_on = CASE WHEN drawn.number %% 7 = 6 THEN contact.made_on + 1 + drawn.number %% 10 END,
    promised_amount = CASE WHEN drawn.number %% 14 = 6 THEN 105000 END
FROM (SELECT id, (abs(hashint8extended(id, 8)) %% 1000)::integer AS number
      FROM collections_contact WHERE branch_id = %(branch)s) AS drawn
WHERE drawn.id = contact.id;
