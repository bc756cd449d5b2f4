// Addresses that the app asks; tests hold them against the map of the site.

export const SHELL = "/hari-ini/";
export const WORKER = "/hari-ini/sw.js";
export const WORDS = "/hari-ini/kata.json";
export const SLICE = "/hari-ini/irisan.json";
export const STATE = "/hp/keadaan/";
export const INTAKE = "/hp/kirim/";
export const SIGN_IN = "/account/login/";
export const SIGN_OUT = "/account/logout/";
export const LANGUAGE = "/language/";
export const payment = (id) => `/hari-ini/pembayaran/${id}.json`;
