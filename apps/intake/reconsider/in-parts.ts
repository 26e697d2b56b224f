import type { ReadToDecide } from './to-decide.js';

/** So many items are decided without a turn for intake. */
const TOGETHER = 50;

/** The same in several pieces: what is mended first, then what is shared, then stubs, in their order. */
export function inParts({ facts, standing, stubs, gone, faulty }: ReadToDecide): readonly ReadToDecide[] {
  const nothing = { facts: [], standing: [], stubs: [], gone: [], faulty: [] };
  const first = {
    facts,
    gone,
    faulty,
    standing: standing.slice(0, TOGETHER),
    stubs: stubs.slice(0, TOGETHER),
  };
  const parts: ReadToDecide[] = [first];
  for (let at = TOGETHER; at < Math.max(standing.length, stubs.length); at += TOGETHER) {
    const upTo = at + TOGETHER;
    parts.push({ ...nothing, standing: standing.slice(at, upTo), stubs: stubs.slice(at, upTo) });
  }
  return parts;
}
