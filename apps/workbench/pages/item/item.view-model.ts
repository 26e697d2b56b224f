import { describeDetails, titleOf } from '#contracts';
import { ROLE_POLICIES, type AgencyDirectory, type Sitting } from '#access';
import { idsOf, type PermittedItem } from '../../application/decide-for-viewer.js';
import type { FamilyView } from '../../application/family-view.js';
import type { OpenedItem } from '../../application/open-items.js';
import type { ItemPage } from '../../application/view-item.query.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { PURPOSE_WORDS } from '../../frame/words.js';
import { familyFrame } from '../family-frame.js';
import { lateWords, personsOf } from '../timeline/item-cards.js';
import { basisTag, statementTag } from '../tags.js';
import { whyShared } from './why-shared.js';

/** One item: what was said, why this viewer may see it, and where it came from. */
export function itemPage({ view, item, opened }: ItemPage, sitting: Sitting, directory: AgencyDirectory) {
  const agency = directory.agencies.find(({ id }) => id === item.agency);
  const back = `/families/${view.family}/timeline`;
  const title = titleOf(item.type);
  const base = {
    title,
    section: `Family ${view.reference}`,
    familyFrame: familyFrame(view, 'timeline'),
    back,
    agency: agency?.name ?? item.agency,
    happened: momentWords(item.occurredAt),
  };
  if (opened === undefined) return { ...base, withdrawn: true };
  return {
    ...base,
    withdrawn: false,
    tags: [statementTag(item.statementType), basisTag(item.decision)].filter((tag) => tag !== undefined),
    reported: rows(reported(opened, view, directory)),
    why: rows([
      ...whyShared(item.decision),
      ['Your purpose', PURPOSE_WORDS[sitting.purpose]],
      ['Your role', ROLE_POLICIES[sitting.viewer.role].words],
      ['Decided', momentWords(new Date(item.decision.decidedAt))],
      ['Rule set', item.decision.ruleset],
    ]),
    origin: rows(originOf(item, base.agency)),
    corrections: correctionsOf(item, view),
  };
}

type Pair = readonly [label: string, value: string];

function reported(
  item: OpenedItem,
  view: FamilyView,
  { agencies, recipients }: AgencyDirectory,
): readonly Pair[] {
  const nameOf = (id: string) =>
    agencies.find((agency) => agency.id === id)?.name ??
    recipients.find(({ recipient }) => recipient === id)?.name;
  const persons = personsOf(item, view);
  const described = describeDetails(item.type, item.details.details, nameOf);
  const { judgement } = item.details;
  return [
    ...(persons === '' ? [] : [['About', persons] satisfies Pair]),
    ...described.map(({ label, value }): Pair => [label, value]),
    ...(judgement ? [['Judgement', `${judgement.reason} (${judgement.name})`] satisfies Pair] : []),
  ];
}

function originOf(item: PermittedItem, agency: string): readonly Pair[] {
  const late = lateWords(item.occurredAt, item.recordedAt);
  return [
    ['Publisher', agency],
    ['Contract', `${titleOf(item.type)}, version ${/\.v(\d+)$/.exec(item.type)?.[1] ?? '1'}`],
    ['Happened', momentWords(item.occurredAt)],
    [
      'Recorded',
      late === undefined ? momentWords(item.recordedAt) : `${momentWords(item.recordedAt)}. ${late}`,
    ],
    ['Received', momentWords(item.receivedAt)],
  ];
}

/** Links to the other side of a correction, where the viewer may see that too. */
function correctionsOf(item: PermittedItem, view: FamilyView) {
  const permitted = idsOf(view.items);
  const when = new Map(view.items.map(({ item: id, recordedAt }) => [id, dateWords(recordedAt)]));
  const link = (id: (typeof item.correctedBy)[number], words: string) => ({
    text: `${words}, recorded ${when.get(id) ?? ''}`,
    href: `/families/${view.family}/items/${id}`,
  });
  const { corrects } = item;
  return [
    ...item.correctedBy
      .filter((id) => permitted.has(id))
      .map((id) => link(id, 'Corrected by a later statement')),
    ...(corrects !== undefined && permitted.has(corrects)
      ? [link(corrects, 'Corrects an earlier statement')]
      : []),
  ];
}

const rows = (pairs: readonly Pair[]) =>
  pairs.map(([key, value]) => ({ key: { text: key }, value: { text: value } }));
