import pg from 'pg';

const BIGINT = 20;
const DATE = 1082;

/** How columns are read: 64-bit integers keep their value, dates have no time zone. */
export const readTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (format !== 'binary' && oid === BIGINT) return (text) => BigInt(text);
    if (format !== 'binary' && oid === DATE) return (text) => text;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};
