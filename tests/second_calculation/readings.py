"""What was decided where RULES.md leaves room. Section 9 wins over everything; else the most literal reading.

Those marked "not generated" do not occur in `scenarios`; the ledger still has to do something, and does this.

1. Household: two rows marked as head: the lower card. `noka_kepala` joins a KK only when that card has a
    row of its own with the KK (not when it is merely named as somebody's head).
2. A KK appears: the household found by (a) the cards named as noka_kepala, (b) the head row's card, (c) the
    other cards, lowest first. Two card-keyed households that meet in one KK: the first found is raised, the
    other stays as it was. (not generated) A household that had a KK from its start and loses it is a new
    household. (not generated)
3. Reports show the household's present key, also for periods before the KK appeared.
4. Placement tries the next way whenever one fails: wrong code, then both names, then a kelurahan name
    unique in the branch, even if the kecamatan named beside it is another one. Place comes from the head
    row alone.
5. The same file as the one in force changes nothing, whatever its data date.
6. A correction sets months and target of existing cases, also when they leave the band; kelurahan and
    holder stay. A correction of an update leaves cases alone that an earlier list in force had brought.
    (not generated)
7. An update: a household without a case that is gone from the newest list is no longer reported; one that
    stays shows its new months and amount.
8. Touched: a contact dated in the period with that household (whenever it arrived), a payment of the period
    that belongs to the case (also one taken back later, also one with nothing eligible), a move that
    changed the holder. Once touched, always touched: also when the file or the match by hand is undone.
9. Undo of a list: cases that carry its values take those of the list that it had corrected; the others go,
   unless touched (then they stay as they are); cases that it had taken away come back as they were; raised
   keys stay raised.
10. Payers are looked up anew whenever figures are worked out (lists that arrive after the payment count). A
    case that stayed though its list was replaced keeps its payers; a card that only the replaced list had, of
    a case that the correction has too, is not on the list any more. Newest list of the month first, then
    lists before.
11. A payer found only on an earlier list has no case, even if the household has a case in that month under
    another identifier (9 wins over 5.2).
12. On hold at assignment: holds that start on or before the day of assignment. A hold by contact starts on
    the day of the contact.
13. Branch policy in force, else the one for all branches; a branch row not yet in force does not hide the
    other.
14. `selesai` of territories is the last day, included, as for agreements.
15. A move: 'present holder' is the holder on the day of the move; a move to them changes nothing, not even
    later holders. A move to a day before the assignment day is taken and starts the case then. (not
    generated)
16. Last holder in P: the last cadre, an empty place after an ended partnership is passed over. `end` on a
    day: that day is the last of agreement and territory, cases pass on from the day after; later agreements
    and territories go; a successor without an agreement then makes the decision refused. (not generated: the
    program ends a partnership only on a day to come)
17. Attribution compares days in the branch's zone; the 7 days of late arrival are 7 x 24 hours from the
    device time; a contact that arrives in the same second or later than the payment is not 'before'.
18. A reversal takes back the whole payment of the same source, whatever its own amount; unknown, repeated
    and reversed reversals are rejected rows. Before settlement (also of a late payment) the payment counts
    no more and leaves no line.
19. The negative line takes its place in the sequence by the reversal's own (paid-on, source, reference); it
    gives back target, cap per case, and cap per month of the period that pays; negative eligible is late
    collection of the first collector (also without a reward line), in the month of the original for
    reviews.
20. Months that no tier holds: rate 0, a line with reward 0. (not generated)
21. Fees lie outside both caps, need no agreement, belong to the month of `tanggal`; a card is registered
    once; a registration for a closed month is paid in the earliest open one, like a late payment, by the
    scheme of its own month.
22. collectability lists a cadre with any item collected in the closing (also if the sum is 0). By
    kecamatan: only kecamatan with a case (rows of 0 cases are left out before comparing). Paying and
    settled count the period's own payments only, not late ones.
23. Reviews: a payment row that is no reversal makes its month one with payments, also if unmatched or taken
    back later. 'Collected 0' is the net sum after reversals. Months on which the look-back rests need not
    be adjacent.
24. Reopening takes back what the closing did to reviews: opened ones go (unless decided), voided ones are
    open.
25. reviews report: opened up to the asked period, with the status of today.
26. Write-offs change no figure, no case and no assignment.
27. A contact about a card finds the household on the list of its month, else before, else on the newest
    list ever imported that has the card, also a replaced one.
28. unmatched-payments: payments paid in the period that fit no household or two; payers on earlier lists
    are matched. Reversals are not listed, nor what they took back: it counts no more. A closing does not
    settle an unmatched payment: matched by hand later, it is late in the earliest open month.
    arrears-by-kecamatan: newest list; no place = empty code, before TOTAL.
29. Undoing a payment file is refused when a closed period has settled one of its payments, or when another
    file takes one of them back.
30. A row of settings for a first day that stands already takes its place, unless a period was closed with
    that one and is closed still: then the row is rejected.
31. Active status: the cadres of `collectability`; only recorded attendances count.
"""
