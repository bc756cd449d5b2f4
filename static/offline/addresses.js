// Addresses of the site that every app asks; tests hold them against the map of the site.

export const STATE = "/hp/keadaan/";
export const INTAKE = "/hp/kirim/";
export const SIGN_IN = "/account/login/";
export const SIGN_OUT = "/account/logout/";
export const LANGUAGE = "/language/";
