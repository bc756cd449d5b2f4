// Encryption on the device. `lock` and `unlock` use a key that never leaves this browser and cannot be read out of it;
// `seal` closes a record for the server alone (kaderjkn/common/devices/boxes.py opens it).

import {get, putOnce} from "./database.js";

const CURVE = {name: "ECDH", namedCurve: "P-256"};
const INFO = new TextEncoder().encode("kaderjkn record 1");

const encode = (bytes) => {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
};
const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** The key of this device; made where there is none. */
async function deviceKey({make}) {
  const found = await get("facts", "key");
  if (found || !make) return found;
  const fresh = await crypto.subtle.generateKey({name: "AES-GCM", length: 256}, false, ["encrypt", "decrypt"]);
  return putOnce("facts", fresh, "key");
}

/** Only the first slice makes a key: what comes after a wipe must not begin a new store. */
export async function lockBytes(content, {makes = false} = {}) {
  const key = await deviceKey({make: makes});
  if (!key) throw new Error("wiped");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return {iv, content: await crypto.subtle.encrypt({name: "AES-GCM", iv}, key, content)};
}

export const lock = (value, options) => lockBytes(new TextEncoder().encode(JSON.stringify(value)), options);

/** What was locked; null where the key is gone. */
export async function unlock(locked) {
  const content = await unlockBytes(locked);
  return content && JSON.parse(new TextDecoder().decode(content));
}

export async function unlockBytes(locked) {
  const key = locked && (await deviceKey({make: false}));
  if (!key) return null;
  try {
    return await crypto.subtle.decrypt({name: "AES-GCM", iv: locked.iv}, key, locked.content);
  } catch {
    return null; // written with a key that was wiped
  }
}

/** A box that only the server opens. */
export async function seal(record, serverKey) {
  const theirs = await crypto.subtle.importKey("raw", decode(serverKey), CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({name: "ECDH", public: theirs}, ours.privateKey, 256);
  const source = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    {name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: INFO}, source, {name: "AES-GCM", length: 256}, false, ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(JSON.stringify(record));
  const sealed = await crypto.subtle.encrypt({name: "AES-GCM", iv, additionalData: INFO}, key, content);
  return {key: encode(await crypto.subtle.exportKey("raw", ours.publicKey)), iv: encode(iv), content: encode(sealed)};
}
