import { join } from 'node:path';
import type { County } from '../../simulator/index.js';
import { findJson, writeJson } from '#runtime';

/** What was, or is being, loaded: kept so that an interrupted load goes on with the same county. */
export interface CountyRecord {
  readonly seed: number;
  readonly families: number;
  /** ISO date on which the county's history ends. */
  readonly endOn: string;
  readonly state: 'loading' | 'loaded';
  readonly events?: number;
  readonly worthOpening?: readonly Pick<
    County['worthOpening'][number],
    'label' | 'why' | 'childName' | 'dateOfBirth'
  >[];
}

const fileOf = (folder: string): string => join(folder, 'county.json');

export const findCountyRecord = (folder: string): Promise<CountyRecord | undefined> =>
  findJson(fileOf(folder));

export const writeCountyRecord = (folder: string, record: CountyRecord): Promise<void> =>
  writeJson(fileOf(folder), record);
