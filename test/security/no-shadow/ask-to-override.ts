import type { FamilyId } from '#platform';
import type { Answer } from '../../../apps/workbench/testing/visitor.js';
import { unseenOf } from './look-at-families.js';
import type { Looker } from './looker.js';
import type { World } from './world.js';

const TEXTS = {
  harmFeared: 'Injury feared by the nurse',
  evidence: 'Bruises seen on two days',
  whyNoAgreement: 'The mother said no',
  alternatives: 'The nurse asked again',
  whyNotTold: 'Telling would endanger the child',
};
const RECIPIENTS = ['urn:agency:la:873/mash', 'urn:agency:other:NSEH/family-help'];

interface Asking {
  readonly world: World;
  readonly viewer: Looker;
  /** Undefined where the manager may know of the hidden item: then the same is done, and nothing of it compared. */
  readonly manager: Looker;
  readonly family: FamilyId;
  /** Posted beside what the form offers, as somebody might who guesses it. */
  readonly guessed: string;
}

/** A request for all that the form offers, its list, the second person's answer to it, and where it then stands. */
export async function askToOverride({ world, viewer, manager, family, guessed }: Asking): Promise<void> {
  const path = `/families/${family}/overrides`;
  const form = await viewer.get(`${path}/new`);
  await viewer.post(path, formOf(form, [...offered(form), guessed], 'check'), 'override, with one guessed');
  await viewer.post(path, formOf(form, offered(form), 'check'), 'override, to be checked');
  const sent = await viewer.post(path, formOf(form, offered(form), 'send'), 'override, sent');
  await world.level();
  await viewer.get('/overrides');
  await manager.get('/overrides');
  const address = new URL(sent.url).pathname;
  if (!/^\/overrides\/[0-9a-f-]{36}$/.test(address)) return;
  const asked = await manager.get(address, 'the override');
  if (asked.status === 200) await manager.post(address, answerTo(asked), 'the override, answered');
  await world.level();
  await viewer.get(address, 'the override, when answered');
}

const offered = (form: Answer): readonly string[] =>
  form
    .$('input[name=items]')
    .map((_at, input) => form.$(input).attr('value'))
    .get();

const formOf = (form: Answer, items: readonly string[], step: 'check' | 'send'): URLSearchParams =>
  new URLSearchParams([
    ...unseenOf(form),
    ...Object.entries({ ...TEXTS, row: 'D3', told: 'no', step }),
    ...Object.entries({ 'review-day': '10', 'review-month': '12', 'review-year': '2026' }),
    ...RECIPIENTS.map((recipient) => ['recipients', recipient]),
    ...items.flatMap((item) => [
      ['items', item],
      [`necessity-${item}`, 'It shows the injury'],
    ]),
  ] as [string, string][]);

const answerTo = (page: Answer): URLSearchParams =>
  new URLSearchParams([
    ...unseenOf(page),
    ...Object.entries({ line: 'no', reason: 'Needed today', answer: 'authorise' }),
    ...page
      .$('input[name^=item-][value=approve]')
      .map((_at, input) => page.$(input).attr('name'))
      .get()
      .map((name) => [name, 'approve']),
  ] as [string, string][]);
