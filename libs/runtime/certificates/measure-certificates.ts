import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { invalid, type Clock, type Logger, type Metrics } from '#platform';
import type { CertificateUse } from './certificate-files.js';

interface Told {
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Tells when the certificates of these files end. Once, at the start: what is read then is what a process goes on with, whatever
 * lies in the file since. One that cannot be read is for whoever uses it to refuse.
 */
export async function measureCertificates(
  files: ReadonlyMap<CertificateUse, string>,
  { metrics, logger, clock }: Told,
): Promise<void> {
  for (const [certificate, path] of files)
    try {
      const ends = endsOf(await readFile(path, 'utf8'));
      const end = isTrusted(certificate) ? nextOf(ends, clock().getTime()) : Math.min(...ends);
      metrics.set('throughline_certificate_ends_seconds', { certificate }, end / 1000);
    } catch (error) {
      logger.of(certificate).warn('It is not known when a certificate ends', { error });
    }
}

const CERTIFICATE = /-----BEGIN (X509 )?CERTIFICATE-----[^-]+-----END (X509 )?CERTIFICATE-----/g;

/** In ms since 1970. */
function endsOf(pem: string): readonly number[] {
  const found = pem.match(CERTIFICATE) ?? [];
  if (found.length === 0) throw invalid('CONFIG.FILE', 'A file of certificates holds none');
  return found.map((each) => Date.parse(new X509Certificate(each).validTo));
}

/** Of the hub's own each is needed, as links of one chain. */
const isTrusted = (certificate: CertificateUse): boolean => !certificate.endsWith('-client');

/** Of authorities nothing tells which is needed. One that ended stays in many a file, a system's own too, and vouches for nothing. */
function nextOf(ends: readonly number[], now: number): number {
  const ahead = ends.filter((end) => end > now);
  return ahead.length > 0 ? Math.min(...ahead) : Math.max(...ends);
}
