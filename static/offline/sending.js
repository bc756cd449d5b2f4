// Talking to the server: who is signed in, the records that wait, and the slice. Runs in pages and in the service worker;
// one at a time on the whole phone. Nothing here draws.

import {INTAKE, SIGN_OUT, STATE} from "./addresses.js";
import {program} from "./program.js";
import {due, forgetSent, postpone, settle, unsentCount} from "./queue.js";
import {fact, phone, renewLease, saveSlice, setFact, tellChanged, wipe} from "./store.js";

const BATCH = 25;
const BATCH_CHARACTERS = 600_000;
const PATIENCE = 30_000; // milliseconds, and so many more for what is sent or is large
const PER_CHARACTER = 0.25;
const PATIENCE_FOR_SLICE = 5 * 60_000;

/** Send what waits and fetch the slice. Answers `{state, sent, rejected}`; `state` is `offline` where nobody answers. */
export function sync(options = {}) {
  return navigator.locks.request("kirim", {ifAvailable: true}, async (lock) => {
    if (!lock) return {state: "busy", sent: 0, rejected: 0};
    try {
      return await syncAlone(options);
    } catch (failure) {
      if (failure instanceof Unreachable) return {state: "offline", sent: 0, rejected: 0};
      throw failure;
    }
  });
}

class Unreachable extends Error {}

async function syncAlone({force = false, wantSlice = true} = {}) {
  let standing = await leaveIfWanted(await askState());
  if (standing.state === "left") { // signed out on another page of the site
    await wipe("signed_out");
    standing = await askState();
  }
  if (standing.state === "signed_in" && standing.role !== program.role) standing = {state: "another_role"};
  await setFact("standing", standing.state);
  tellChanged("standing");
  if (standing.state === "revoked") await wipe("revoked");
  if (standing.state !== "signed_in") return {state: standing.state, sent: 0, rejected: 0};
  await becomeOwner(standing.user, standing.is_known);
  const counts = await sendAll(standing, force);
  if (wantSlice || counts.sent) await fetchSlice();
  return {state: "signed_in", ...counts};
}

/** Who has signed out without network is signed out now. */
async function leaveIfWanted(standing) {
  if (!(await fact("leaves")) || standing.state === "revoked") return standing;
  if (standing.state === "signed_in") {
    const answer = await ask(SIGN_OUT, {method: "POST", headers: {"X-CSRFToken": standing.token}, redirect: "manual"});
    if (!answer.ok && answer.type !== "opaqueredirect") throw new Unreachable(SIGN_OUT); // tried again before anything else
  }
  await setFact("leaves", false);
  return {state: "signed_out"};
}

/** The phone is the person's who is signed in: what it kept of another goes, unsent records of that one stay sealed. */
async function becomeOwner(user, isKnown) {
  const known = await phone();
  if (known.owner !== null && known.owner !== user) await wipe("");
  const isNew = (await fact("phone")) === undefined || !isKnown;
  await setFact("phone", isNew ? {device: crypto.randomUUID(), owner: user} : {...known, owner: user});
}

const askState = async () => readJson(await ask(STATE));

/** The records of this person, in batches; a batch that the server cannot take goes one by one. */
async function sendAll(standing, force) {
  const counts = {sent: 0, rejected: 0};
  for (const batch of batches(await due(standing.user, {force}))) {
    for (const {outcome, again} of await deliver(batch, standing.token)) {
      if (!again) counts[outcome === "rejected" ? "rejected" : "sent"] += 1;
    }
    tellChanged("queue");
  }
  return counts;
}

function* batches(rows) {
  let batch = [];
  let size = 0;
  for (const row of rows) {
    const length = row.box.content.length;
    if (batch.length === BATCH || (batch.length && size + length > BATCH_CHARACTERS)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(row);
    size += length;
  }
  if (batch.length) yield batch;
}

async function deliver(batch, token) {
  const records = batch.map(({id, box}) => ({id, box}));
  const headers = {"Content-Type": "application/json", "X-CSRFToken": token};
  let response;
  try {
    response = await ask(INTAKE, {method: "POST", headers, body: JSON.stringify({records})});
    if (response.ok) return await keepAnswers(batch, (await readJson(response)).records);
  } catch (failure) {
    await Promise.all(batch.map(({id}) => postpone(id)));
    throw failure;
  }
  if (batch.length > 1 && response.status !== 401) return oneByOne(batch, token);
  await Promise.all(batch.map(({id}) => postpone(id)));
  return [];
}

async function oneByOne(batch, token) {
  const answers = [];
  for (const row of batch) answers.push(...(await deliver([row], token)));
  return answers;
}

async function keepAnswers(batch, answers) {
  const byId = new Map(batch.map((row) => [row.id, row]));
  for (const answer of answers) {
    if (!byId.has(answer.id)) continue;
    await settle(byId.get(answer.id), answer);
    if (answer.again) await postpone(answer.id);
  }
  return answers;
}

async function fetchSlice() {
  const {device} = await phone();
  const asked = Date.now();
  const version = await fact("version");
  const response = await ask(program.slice, {headers: {"X-Slice": version ?? ""}, patience: PATIENCE_FOR_SLICE});
  if (response.status === 304) return renewLease();
  if (!response.ok) return undefined;
  const slice = await readJson(response);
  if (!(await saveSlice(slice, {device}))) return undefined; // somebody has signed out meanwhile
  await forgetSent(asked);
  tellChanged("slice");
  return undefined;
}

/** The answer; one that was cut, or that some other page gave in the server's place, is none. */
async function readJson(response) {
  try {
    return await response.json();
  } catch {
    throw new Unreachable(response.url);
  }
}

/** Ask the server, with what it must know of this phone; throws `Unreachable` where there is no answer. */
async function ask(address, {headers = {}, patience = PATIENCE, ...options} = {}) {
  const {device} = await phone();
  const known = (await fact("phone")) ? {"X-Device": device} : {};
  const facts = {...known, "X-Unsent": String(await unsentCount((await phone()).owner)), "X-Clock": new Date().toISOString(), Accept: "application/json"};
  try {
    return await fetch(address, {
      credentials: "same-origin", cache: "no-store", redirect: "error",
      signal: AbortSignal.timeout(patience + PER_CHARACTER * (options.body?.length ?? 0)),
      ...options, headers: {...facts, ...headers},
    });
  } catch {
    throw new Unreachable(address);
  }
}
