import { certificateFilesOf } from '#event-store';
import { AUTHORITIES_OF_NODE, type Settings } from '#platform/config';

/** What a file of certificates is for: the hub presents its own, and trusts what an authority signed. */
export type CertificateUse =
  | 'kafka-authority'
  | 'kafka-client'
  | 'event-store-authority'
  | 'event-store-client'
  | 'database-authority'
  | 'database-client'
  | 'extra-authorities';

type Named = Pick<Settings, 'kafka' | 'eventStoreUrl' | 'databaseUrl'>;

/** The files that these settings name, and the one that Node.js was given. Throws `EVENT_STORE.BAD_ADDRESS`. */
export function certificateFiles(
  { kafka, eventStoreUrl, databaseUrl }: Named,
  extra = AUTHORITIES_OF_NODE,
): ReadonlyMap<CertificateUse, string> {
  const store = eventStoreUrl === undefined ? {} : certificateFilesOf(eventStoreUrl);
  const database = queryOf(databaseUrl);
  const files: readonly (readonly [CertificateUse, string | null | undefined])[] = [
    ['kafka-authority', kafka?.tls?.caFile],
    ['kafka-client', kafka?.tls?.client?.certFile],
    ['event-store-authority', store.authority],
    ['event-store-client', store.client],
    ['database-authority', database.get('sslrootcert')],
    ['database-client', database.get('sslcert')],
    ['extra-authorities', extra],
  ];
  return new Map(files.flatMap(([use, path]) => (path ? [[use, path] as const] : [])));
}

/** Not by `URL`, which refuses some passwords that PostgreSQL's client takes. */
const queryOf = (url = ''): URLSearchParams =>
  new URLSearchParams(url.includes('?') ? url.slice(url.indexOf('?')) : '');
