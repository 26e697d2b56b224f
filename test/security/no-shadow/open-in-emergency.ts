import type { FamilyId } from '#platform';
import type { Looker } from './looker.js';
import { unseenOf } from './look-at-families.js';
import type { World } from './world.js';

const FORM = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{ judgeName: 'P. Sergeant', judgeRole: 'Duty sergeant', judgeOrganisation: 'Police' },
  limb: 'CANNOT_OBTAIN',
};

interface Opening {
  readonly world: World;
  readonly viewer: Looker;
  readonly manager: Looker;
  readonly custodian: Looker;
  readonly family: FamilyId;
}

/** The form with something missing, the answer to it filled in, and what its reviewers see of it. */
export async function openInEmergency(opening: Opening): Promise<void> {
  const { world, viewer, manager, custodian, family } = opening;
  const path = `/break-glass/${family}`;
  const form = await viewer.get(path);
  await viewer.submit(form, { ...FORM, danger: '' }, 'emergency, with something missing');
  const body = new URLSearchParams([...unseenOf(form), ...Object.entries(FORM)]);
  // The page that follows may show the hidden item: that is what an emergency is for.
  await viewer.postOnly(path, body, 'emergency, opened');
  await world.level();
  const glass = `/emergency/${await world.lastGlass()}`;
  await manager.get('/emergency');
  const page = await manager.get(glass, 'the emergency view');
  if (page.status === 200)
    await manager.submit(page, { verdict: 'JUSTIFIED', reason: 'It was' }, 'the emergency view, reviewed');
  await custodian.get(glass, 'the emergency view');
  await world.level();
}
