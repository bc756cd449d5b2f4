// The records of this device on their way: what each is about.

import {clock} from "../offline/format.js";
import {queuePages} from "../offline/pages-queue.js";
import {gettext as _} from "../offline/words.js";

const labels = () => ({desk_attendance: _("Kehadiran"), desk_envelope: _("Amplop lama"), desk_bundle: _("Bundel baru"), desk_note: _("Masukan dan pertanyaan")});

function about({kind, record}, {meetings}) {
  const label = labels()[kind] ?? _("Catatan terkunci");
  if (!record) return [label, ""];
  const meeting = meetings.find(({id}) => id === record.fields.meeting);
  const cadre = meeting?.cadres.find(({id, counted}) => id === record.fields.cadre || counted.some((row) => row.id === record.fields.envelope));
  const envelope = cadre?.counted.find(({id}) => id === record.fields.envelope);
  return [label, [cadre?.name, envelope?.number, clock(record.clock)].filter(Boolean).join(" · ")];
}

export const {queuePage, recordPage} = queuePages({labels, about, mending: () => null, from: () => ["/", _("Pertemuan")]});
