import { titleOf } from '#contracts';
import type { AgreementId } from '#platform';
import { isPermitted, type Decision, type WithdrawalEffect } from '#sharing';
import { dateWords } from '../../frame/dates.js';
import { ROW_WORDS } from '../../frame/words.js';
import { agreementReference } from '../item/why-shared.js';

type NameOf = (code: string) => string;

/** What would be hidden comes first. */
export function withdrawalPage(agreement: AgreementId, effects: readonly WithdrawalEffect[], nameOf: NameOf) {
  const hidden = effects.filter(({ after }) => !isPermitted(after));
  const stays = effects.filter(({ after }) => isPermitted(after));
  const items = (of: readonly WithdrawalEffect[]) => new Set(of.map(({ item }) => item.item)).size;
  return {
    title: `What a withdrawal of agreement ${agreementReference(agreement)} would change`,
    section: 'Oversight',
    back: `/ig/agreements/${agreement}`,
    hiddenItems: items(hidden),
    staysItems: items(stays),
    rows: [...hidden, ...stays].map((effect) => rowOf(effect, nameOf)),
  };
}

const rowOf = ({ item, recipient, before, after }: WithdrawalEffect, nameOf: NameOf) => ({
  href: `/ig/items/${item.item}`,
  title: titleOf(item.kind),
  agency: nameOf(item.agency),
  happened: dateWords(item.occurredAt),
  recipient: nameOf(recipient.recipient),
  now: rowWords(before),
  hidden: !isPermitted(after),
  afterwards: isPermitted(after) ? `Stays: ${rowWords(after)}` : 'Hidden',
});

const rowWords = ({ row }: Decision): string => (row === undefined ? 'No row' : `${ROW_WORDS[row]} (${row})`);
