import { familyReference } from '#identity';
import type { Cast } from './events.js';
import type { Stated } from './history.js';
import { ownFamily } from './look-at-families.js';
import type { Looker } from './looker.js';

const BORN = { 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' };
const NOBODY: Stated = {
  ...{ agency: 'clinic', child: 'ada', home: 'none', day: 1 },
  ...{ alias: false, numbered: false, sibling: false, corrects: false },
};

/** By the name, by the other name, by the number and by the family's reference. */
export async function searchEveryWay(looker: Looker, cast: Cast): Promise<void> {
  const form = await looker.get('/search');
  const reference = familyReference(ownFamily(cast, 'clinic', 'ada'), new Set());
  const alias = cast.subject('ada', { ...NOBODY, alias: true }).names?.[0]?.family ?? '';
  const searches: readonly Readonly<Record<string, string>>[] = [
    { given: 'Example', family: cast.family('ada'), ...BORN },
    { given: 'Zara', family: alias },
    { identifier: cast.number('ada') },
    { identifier: reference },
  ];
  for (const typed of searches) await looker.submit(form, typed, `search ${JSON.stringify(typed)}`);
}
