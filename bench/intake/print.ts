import type { Appended, Asked } from './appended.js';
import type { Run } from './course.js';

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export function printRun(what: string, { events, ms, cpu }: Run): void {
  const perSecond = Math.round((events * 1_000) / ms);
  const times = Object.entries(cpu).map(([name, used]) => [name, (used * 1_000) / events] as const);
  const sum = times.reduce((all, [, used]) => all + used, 0);
  print(`${what.padEnd(40)} ${events} in ${(ms / 1_000).toFixed(2)} s  ${perSecond}/s`);
  const each = times.map(([name, used]) => `${name} ${Math.round(used)}`).join(', ');
  print(`  processor ms for a thousand events: ${each}; together ${Math.round(sum)}`);
}

/** Of each source event: what it became in the event store. */
export function printAppended(rows: readonly Appended[], sources: number, asked?: Asked): void {
  const of = (count: number) => (count / sources).toFixed(2);
  for (const { type, events, bytes } of rows)
    print(`  ${type.padEnd(24)} ${of(events)} for each source event, ${Math.round(bytes / events)} bytes`);
  const hub = rows.filter(({ type }) => type !== 'Raw');
  const sum = (field: 'events' | 'bytes') => hub.reduce((all, row) => all + row[field], 0);
  const bytes = Math.round(sum('bytes') / sources);
  const appends = asked ? `, ${of(asked.appends)} appends` : '';
  print(`intake for each source event: ${of(sum('events'))} events, ${bytes} bytes${appends}`);
  if (asked) print(`  reads of a stream ${asked.reads}, subscriptions ${asked.subscriptions}`);
}
