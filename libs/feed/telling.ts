import type { AgencyId } from '#platform';

/** Something that the hub tells of its own accord. */
export interface Telling {
  /** The agency to whose receipts it goes, or those who run the hub, who are told of every rejection. */
  readonly to: AgencyId | 'operators';
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** Where agencies and operators listen. */
export interface TellingChannel {
  /** False where the agency is not of the directory: nobody listens. */
  reaches(agency: AgencyId): boolean;
  /**
   * Resolves when all of them are durable, those of one key in the order given. Some may be there where it throws
   * `FEED.UNAVAILABLE`: the caller tells all of them again.
   */
  tell(tellings: readonly Telling[]): Promise<void>;
  close(): Promise<void>;
}
