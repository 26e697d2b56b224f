import type { Pool } from 'pg';
import { agreementEvent, child, itemEvent } from '../../intake/testing/events.js';
import { readRows, type ReadRows } from '../testing/read-rows.js';
import type { Answer } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

/** More than a search reads at a time. */
const CHILDREN = 60;
const STATED = 'WITH told AS';

describe('A search among many families that are neighbours of one another', () => {
  const rows: ReadRows = readRows();
  let world: WorkbenchWorld;
  let results: Answer;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ readThrough: (pool) => rows.through(pool) });
    const children = Array.from({ length: CHILDREN }, (_, n) => {
      const subject = child(`N-${n}`, { names: [{ given: 'Example', family: 'Neighbour' }] });
      return [
        agreementEvent(`A-N-${n}`, { subject, reference: `ATS-N-${n}` }),
        itemEvent(`E-N-${n}`, { subject }),
      ];
    });
    await world.tell(...children.flat());
    await linkInARow(world.pool);
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    const form = await analyst.get('/search');
    rows.forget();
    const typed = { given: 'Example', family: 'Neighbour' };
    results = await analyst.submit(form, typed);
  });
  afterAll(() => world.close());

  it('reads each of them once', () => {
    expect(rows.of(STATED)).toBe(CHILDREN);
  });

  it('shows nobody twice', () => {
    const hrefs = results.$('main a[href^="/families/"]').toArray();
    expect(new Set(hrefs.map((link) => results.$(link).attr('href'))).size).toBe(10);
  });

  it('asks no fewer times than of families that are not neighbours, which would tell of what joins them', () => {
    expect(rows.times(STATED)).toBe(2);
  });
});

/** As if each had lived for a time where the next one lived. */
const linkInARow = (pool: Pool) =>
  pool.query(`
    INSERT INTO families.homes
      SELECT record_id, 'home ' || place + side
      FROM (SELECT record_id, row_number() OVER (ORDER BY record_id) AS place FROM families.records) r,
        generate_series(0, 1) side`);
