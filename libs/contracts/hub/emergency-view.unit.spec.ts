import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { hubSchemaFaults } from '../testing/hub-schemas.js';
import { EMERGENCY_VIEW_TYPE } from './emergency-view-event.js';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(projectPath('contracts', 'examples', EMERGENCY_VIEW_TYPE, file), 'utf8'));
const faultsOf = hubSchemaFaults(`${EMERGENCY_VIEW_TYPE}.schema.json`);

describe('what an agency is told of an emergency view', () => {
  it('keeps to its schema in the example', () => {
    expect(faultsOf(read('valid.json'))).toEqual([]);
  });

  it('would be caught naming an agency or anything besides', () => {
    const { because, event } = read('invalid-names-an-agency.json') as { because: string; event: unknown };
    expect(faultsOf(event)).toEqual([because]);
  });
});
