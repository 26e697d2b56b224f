import type { StoredEvent } from '#event-store';
import { decideOverride, evolveOverride, type OverrideCommand, type OverrideState } from '#sharing';
import {
  FIRST_ITEM,
  overrideAnswer,
  overrideDraft,
  SECOND_ITEM,
} from '../../../libs/sharing/testing/overrides.js';
import { OverrideBook } from './override-book.js';

const sealed = { k: 'override/S', c: 'sealed' };
const { override } = overrideDraft();

describe('What intake knows of overrides', () => {
  let book: OverrideBook;
  let state: OverrideState | undefined;
  beforeEach(() => {
    book = new OverrideBook();
    state = undefined;
  });

  function take(command: OverrideCommand): void {
    const outcome = decideOverride(command, state);
    if (!outcome.ok) throw new Error(outcome.faults.join());
    for (const event of outcome.events) {
      state = evolveOverride(state, event);
      book.takeIn(event as unknown as StoredEvent);
    }
  }
  const ask = () => take({ kind: 'ASK', draft: overrideDraft(), sealed });
  const approved = [FIRST_ITEM, SECOND_ITEM];

  it('is found by each item that an override names, as it stands', () => {
    expect(book.naming(FIRST_ITEM)).toEqual([]);
    ask();
    expect(book.naming(SECOND_ITEM)).toEqual([state]);
    take({ kind: 'AUTHORISE', answer: overrideAnswer(), approved, declined: [], sealed });
    expect(book.naming(FIRST_ITEM)).toEqual([state]);
    expect(book.naming(FIRST_ITEM)[0]?.authorised).toBeDefined();
  });

  it('names its items by the override too', () => {
    expect(book.itemsOf(override)).toEqual([]);
    ask();
    expect(book.itemsOf(override)).toEqual(approved);
  });

  it('does not go on over an event that it cannot read', () => {
    const unknown = { type: 'OverrideForgotten', data: { override } } as unknown as StoredEvent;
    expect(() => book.takeIn(unknown)).toThrow('cannot be read');
  });
});
