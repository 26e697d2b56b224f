import { buildHub } from '../../hub/hub-process.js';
import { runChaos, type ChaosReport } from './run-chaos.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? 1 + (Date.now() % 1_000_000));
const FAULTS = Number(process.env['CHAOS_FAULTS'] ?? 40);

describe(`Services and engines under ${FAULTS} faults (CHAOS_SEED=${SEED})`, () => {
  let report: ChaosReport;
  const faults: string[] = [];

  beforeAll(async () => {
    buildHub();
    const tell = (line: string) => void faults.push(line);
    report = await runChaos({ seed: SEED, faults: FAULTS, perSecond: 40, tell }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nUp to then:\n${faults.join('\n')}`);
    });
  }, 1_500_000);

  const findings = (check: string) => ({ check, found: report.findings[check] });

  it('strike every kind of process while agencies publish', () => {
    expect(Object.values(report.struck).reduce((sum, count) => sum + count, 0)).toBe(FAULTS);
    expect(report.accepted).toBeGreaterThan(300);
  });

  it.each([
    'accepted events without exactly one outcome',
    'events of one subject in another order',
    'feed positions that two outcomes claim',
    'streams with a gap or a double',
    'items that another decision would change',
    'views that differ from a rebuild',
  ])('leave no %s', (check) => {
    expect(findings(check)).toEqual({ check, found: [] });
  });
});
