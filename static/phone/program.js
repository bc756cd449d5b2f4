// The cadre's app; tests hold the addresses against the map of the site.

export const PROGRAM = {
  format: 1, // of the slice (collections/phone/slices.py)
  role: "cadre",
  shell: "/hari-ini/",
  worker: "/hari-ini/sw.js",
  words: "/hari-ini/kata.json",
  slice: "/hari-ini/irisan.json",
  opens: [[/^\/hari-ini\/a\/([\w-]+)\/\w+\/$/, "#/amplop/nomor/$1"]], // what the QR code on a letter holds
};
export const payment = (id) => `/hari-ini/pembayaran/${id}.json`;
export const material = (id) => `/hari-ini/bahan/${id}/`;
