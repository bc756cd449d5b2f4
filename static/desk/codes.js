// Check-in codes, made on this device from the meeting's key: another one every minute (meetings/codes.py is the other side).

export const STEP = 60; // seconds
const DIGITS = 6;
const MAC_LENGTH = 16;

export const stepOf = (moment) => Math.floor(moment / 1000 / STEP);

/** `{mac, number}` for one minute: what the QR code carries, and what can be typed instead. */
export async function codesOf(key, meeting, step) {
  const bytes = Uint8Array.from(key.match(/../g), (pair) => parseInt(pair, 16));
  const secret = await crypto.subtle.importKey("raw", bytes, {name: "HMAC", hash: "SHA-256"}, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(`${meeting}:${step}`)));
  const mac = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, MAC_LENGTH);
  const number = new DataView(digest.buffer).getBigUint64(8) % 10n ** BigInt(DIGITS);
  return {mac, number: String(number).padStart(DIGITS, "0")};
}
