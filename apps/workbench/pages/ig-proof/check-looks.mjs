import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * `node check-looks.mjs looks.csv [DAY HEAD]`: whether a proof of looks agrees with itself, and with the digest that somebody
 * kept of a day. It needs Node alone, so that whoever checks trusts nothing of the hub.
 */
const [file, keptDay, keptHead] = process.argv.slice(2);
const HEADER = '"day","number","look","at","digest","head"';

const say = (line) => process.stdout.write(`${line}\n`);
function refuse(why) {
  say(`DOES NOT MATCH: ${why}`);
  process.exit(1);
}

function cellsOf(line, number) {
  const cells = /^"([^"]*)","([^"]*)","([^"]*)","([^"]*)","([^"]*)","([^"]*)"$/.exec(line);
  return cells ? cells.slice(1) : refuse(`line ${number} cannot be read`);
}

function check(text) {
  const lines = text.split('\r\n');
  if (lines.shift() !== HEADER) refuse('it is no proof of looks');
  if (lines.pop() !== '') refuse('it is cut short');
  const heads = new Map();
  let [head, digests, last, looks] = ['', [], '', 0];
  for (const [index, line] of lines.entries()) {
    const [day, number, look, , digest, stated] = cellsOf(line, index + 2);
    if (day <= last) refuse(`line ${index + 2} is of a day that has ended`);
    const isEnd = look === 'end of day';
    if (Number(number) !== digests.length + (isEnd ? 0 : 1)) refuse(`line ${index + 2} has another number`);
    if (!isEnd) {
      digests.push(digest);
      continue;
    }
    head = createHash('sha256')
      .update([head, day, ...digests].join('\n'), 'utf8')
      .digest('hex');
    if (head !== stated) refuse(`the looks of ${day} do not give its digest`);
    heads.set(day, head);
    [looks, digests, last] = [looks + digests.length, [], day];
  }
  if (digests.length > 0) refuse('it is cut short');
  if (heads.size === 0) refuse('it holds no day');
  return { heads, last, looks };
}

const USAGE = `Checks a proof of looks that was downloaded from the hub's page "Proof of the looks".

  node check-looks.mjs looks.csv [DAY HEAD]

  DAY HEAD   a day, YYYY-MM-DD, and the digest of it that was kept outside the hub; without them it is only said whether
             the file agrees with itself

What you do, with Node 20 or newer (https://nodejs.org) and nothing else of the hub:

  1. Ask information governance for the proof (looks.csv) and save it beside this file. It names nobody.
  2. Open a terminal in that folder.
  3. Enter: node check-looks.mjs looks.csv 2026-11-25 DIGEST, with the day and the digest that you kept.
  4. VERIFIED: no look up to the end of that day was changed, removed or put in since you kept the digest.
     DOES NOT MATCH, and why: keep both files and the digest, and tell the data protection officer.

Ends with 0 where it matches and with 1 where it does not; 2 where it could not be asked.`;

function cannotAsk(why) {
  process.stderr.write(`${why}; see --help.\n`);
  process.exit(2);
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return cannotAsk(`${path} cannot be read`);
  }
}

if (file === '--help') {
  say(USAGE);
  process.exit(0);
}
if (file === undefined) cannotAsk('Name the file');
if (file.startsWith('--')) cannotAsk(`Unknown option '${file}'`);
if ((keptDay === undefined) !== (keptHead === undefined))
  cannotAsk('Give both the day and its digest, or neither');
const { heads, last, looks } = check(textOf(file));
const found = `${looks} looks of ${heads.size} days up to ${last}, digest ${heads.get(last)}`;
if (keptDay === undefined)
  say(`AGREES WITH ITSELF: ${found}. Give the day and digest that you kept to prove more.`);
else if (heads.get(keptDay) !== keptHead.toLowerCase()) refuse(`${keptDay} has not the digest that you kept`);
else say(`VERIFIED up to ${keptDay}: ${found}`);
