import type { RefusedFilter } from '#journey';
import { findAgencyId } from '#platform';
import { understood, wholeNumber, wrongArgument } from '#platform/arguments';

export const USAGE = `Puts refused events back that today's contracts and rules would take: after a contract was widened, a directory
mended or a fault of the hub removed.

  npm run replay -- --code CODE [options]

  --code CODE       reason of the refusal, for example SCHEMA.NOT_IN_LIST
  --agency URN      of one agency only, for example urn:agency:ods:G7H8J
  --since DATE      taken by the feed then or later, for example 2026-11-01 or 2026-11-01T09:30:00Z
  --limit N         puts back at most N; the same command goes on with the next
  --again           takes up too what was put back before and was refused again
  --dry-run         says what it would put back
  --data DIR        data folder of the running hub (data)
  --help            this text

Each event is read again from where it lies in the feed, and put back into the topic of its own agency with the headers
throughline-replay-of and throughline-attempt. What has an outcome since, or was delivered again, is left; so the same
command twice puts nothing back twice. An event that is put back comes after those that came meanwhile.
A running hub goes on. Without one, DATABASE_URL and EVENTSTORE_URL say where the engines are.
`;

export interface ReplayOptions {
  readonly help: boolean;
  readonly dryRun: boolean;
  readonly again: boolean;
  readonly data: string | undefined;
  readonly limit: number | undefined;
  readonly filter: RefusedFilter;
}

/** Throws `PROGRAM.ARGUMENT`. */
export function readReplayOptions(args: readonly string[]): ReplayOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ code: text, agency: text, since: text, limit: text, data: text },
    ...{ 'dry-run': flag, again: flag },
  };
  const { values } = understood(args, { options });
  const { code = '', help = false, data, 'dry-run': dryRun = false, again = false } = values;
  if (!help && !/^[A-Z0-9_]+\.[A-Z0-9_]+$/.test(code))
    throw wrongArgument('--code is the reason of a refusal, for example SCHEMA.NOT_IN_LIST');
  const filter = { code, agency: agencyOf(values.agency), since: dateOf(values.since) };
  const limit = values.limit === undefined ? undefined : wholeNumber('--limit', values.limit);
  return { help, dryRun, again, data, limit, filter };
}

function agencyOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const agency = findAgencyId(text);
  if (!agency) throw wrongArgument('--agency is the id of an agency, for example urn:agency:ods:G7H8J');
  return agency;
}

function dateOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(NaN);
  if (Number.isNaN(date.getTime())) throw wrongArgument('--since is a date, for example 2026-11-01');
  return date;
}
