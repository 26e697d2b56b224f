import type { SideSummary, Verification } from '../verify.js';

const NAMED = 10;

export const isEqual = ({ differences, writtenSince, sourceUnchanged }: Verification): boolean =>
  differences.length === 0 && writtenSince === 0 && sourceUnchanged;

/** Counts and digest of both sides, then what differs and what to do about it. */
export function reportOf(verification: Verification): string {
  const { source, target } = verification;
  return [...side('Source', source), ...side('Target', target), ...verdict(verification)].join('\n');
}

const side = (name: string, { streams, events, kinds, digest }: SideSummary): string[] => [
  `${name}: ${events} events in ${streams} streams, SHA-256 ${digest}`,
  ...[...kinds].map(([kind, count]) => `  ${kind}: ${count}`),
];

function verdict(verification: Verification): string[] {
  const { differences, writtenSince, sourceUnchanged } = verification;
  if (isEqual(verification)) return ['Both hold the same.'];
  const named = differences
    .slice(0, NAMED)
    .map(
      ({ stream, inSource, inTarget }) => `  ${stream}: ${inSource} in the source, ${inTarget} in the target`,
    );
  return [
    ...(differences.length > 0 ? [`${differences.length} streams differ:`, ...named] : []),
    ...(differences.length > NAMED ? [`  and ${differences.length - NAMED} more`] : []),
    ...(writtenSince > 0
      ? [
          `The source was given ${writtenSince} events during the copy: stop all writers and run the same command again.`,
        ]
      : []),
    ...(sourceUnchanged
      ? []
      : ['The source no longer begins with what was copied: begin again with an empty target.']),
  ];
}

export const HOW_TO_SWITCH = `
To switch, with all writers still stopped (docs/event-store.md has each step):
  1. Stop the server that the source was served from.
  2. Positions differ between servers. Have the hub forget them: npm run forget-positions
  3. Set EVENTSTORE_URL to the target and start the hub. It builds every view again from the target.
     To do so once more at any later time: npm run rebuild -- --all
  4. Keep the source, switched off, until the views have been looked at.`;
