import { parseSettings } from '#platform/config';
import { requireSettings } from './needs.js';

describe('What a service alone needs', () => {
  it('is named all at once', () => {
    const settings = parseSettings({ DATABASE_URL: 'postgres://u:p@db/throughline' }, '/srv');
    const ask = () =>
      requireSettings('workbench', ['DATABASE_URL', 'EVENTSTORE_URL', 'OIDC_ISSUER'], settings);
    expect(ask).toThrow(
      [
        'The workbench cannot be configured:',
        '  EVENTSTORE_URL must be given to a service that runs alone',
        '  OIDC_ISSUER must be given to a service that runs alone',
      ].join('\n'),
    );
  });

  it('is enough where everything is given', () => {
    const settings = parseSettings({ DATABASE_URL: 'postgres://u:p@db/throughline' }, '/srv');
    expect(() => requireSettings('gateway', ['DATABASE_URL'], settings)).not.toThrow();
  });
});
