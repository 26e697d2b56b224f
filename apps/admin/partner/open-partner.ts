import { createAgencyRegistry } from '#access';
import type { DryRun, PutBack } from '#journey';
import type { Shutdown } from '#platform';
import { currentRuleset } from '#sharing';
import { createDryRun } from '../../gateway/dry-run/create-dry-run.js';
import { createPutBack, type PutBackDeps } from '../replay/put-back-asked.js';

export interface PartnerOpening extends PutBackDeps {
  readonly shutdown: Shutdown;
}

/** What owners of partner systems can do from their pages, done by the parts whose work it is. */
export function openPartner(opening: PartnerOpening): { readonly dryRun: DryRun; readonly putBack: PutBack } {
  const { directory, clock, shutdown } = opening;
  const registry = createAgencyRegistry(directory);
  const puttingBack = createPutBack(opening);
  shutdown.add('put-back', () => puttingBack.stop());
  return {
    dryRun: createDryRun({ registry, clock, rulesetAt: currentRuleset }),
    putBack: puttingBack.putBack,
  };
}
