// The meeting's app; tests hold the addresses against the map of the site.

export const PROGRAM = {
  format: "desk-1", // of the slice (meetings/desk/slices.py)
  role: "office",
  shell: "/rapat/",
  worker: "/rapat/sw.js",
  words: "/rapat/kata.json",
  slice: "/rapat/irisan.json",
};
export const meeting = (id) => `/meetings/${id}/`;
export const door = (site, id, step, mac) => `${site}/hari-ini/#/hadir/${id}/${step}/${mac}`;
