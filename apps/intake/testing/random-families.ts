import type { SourceEvent, Subject } from '#contracts';
import type { AgencyId } from '#platform';
import type { seededDice } from '../../../test/chaos/dice.js';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  narrowingEvent,
  refusalEvent,
  withdrawalEvent,
} from './events.js';

type Dice = ReturnType<typeof seededDice>;

const AGENCIES = [COMMUNITY_HEALTH, 'urn:agency:ods:RZZ' as AgencyId];
const MEMBERS = ['child', 'sibling', 'mother'] as const;

/** A number of the range reserved for test, with its check digit; most nine digits have one. */
function testNumber(of: number): string {
  for (let serial = of * 20; ; serial += 1) {
    const nine = `999${String(serial).padStart(6, '0')}`;
    const check = (11 - ([...nine].reduce((sum, digit, at) => sum + Number(digit) * (10 - at), 0) % 11)) % 11;
    if (check < 10) return `${nine}${check}`;
  }
}

/**
 * What two agencies tell of invented families, in any order: items about some of a family, agreements that come before
 * or after the items that stand on them, withdrawals after their agreement, and numbers that are stated at times only,
 * so that records turn out late to be of one person. Nobody moves house and nobody is only mentioned: what that leads to
 * hangs on the order of arrival, for one process too.
 */
export function randomFamilies(dice: Dice, story: Story): readonly SourceEvent[] {
  const told = Array.from({ length: story.families }, (_, family) =>
    new FamilyStory(dice, family, story).tell(),
  );
  return interleaved(dice, told);
}

export interface Story {
  readonly families: number;
  /** Of each family. */
  readonly events: number;
  readonly withdrawals: boolean;
  /** Agreements given anew, beside another or in its place, narrower or not, narrowed, or refused beside another. */
  readonly anew?: boolean;
}

class FamilyStory {
  private readonly given = new Set<string>();
  private readonly withdrawn = new Set<string>();
  private changes = 0;

  constructor(
    private readonly dice: Dice,
    private readonly family: number,
    private readonly story: Story,
  ) {}

  tell(): readonly SourceEvent[] {
    return Array.from({ length: this.story.events }, (_, at) => this.event(`F${this.family}-${at}`));
  }

  private event(id: string): SourceEvent {
    const source = this.oneOf(AGENCIES);
    const member = this.dice.below(MEMBERS.length);
    const subject = this.subject(source, member);
    const reference = `ATS-${subject.localId}`;
    const of = this.dice.below(10);
    if (of < 3 && !this.given.has(reference)) {
      this.given.add(reference);
      return agreementEvent(id, { source, subject, reference });
    }
    if (of < 6 && this.story.anew === true && this.given.has(reference))
      return this.agreedOtherwise(id, source, subject, reference);
    const mayEnd = this.story.withdrawals && this.given.has(reference);
    if (of < 4 && mayEnd && !this.withdrawn.has(reference)) {
      this.withdrawn.add(reference);
      return withdrawalEvent(id, { source, subject, reference });
    }
    return this.item(id, source, member, subject);
  }

  /** Each dated later than the one before, so that whoever states it means it to count. */
  private agreedOtherwise(id: string, source: AgencyId, subject: Subject, reference: string): SourceEvent {
    this.changes += 1;
    const later = new Date(Date.parse('2026-06-01T09:00:00Z') + this.changes * 3_600_000).toISOString();
    const categories = this.oneOf([['health', 'school', 'early-help'], ['school'], ['health']]);
    const giving = (of: string, more: object = {}) =>
      restated(agreementEvent(id, { source, subject, reference: of }), {
        givenAt: later,
        categories,
        ...more,
      });
    switch (this.dice.below(5)) {
      case 0:
        return giving(reference);
      case 1:
        return giving(`${reference}-beside`);
      case 2:
        return giving(`${reference}-${this.changes}`, { replacesReference: reference });
      case 3:
        return restated(narrowingEvent(id, { source, subject, reference }), {
          narrowedAt: later,
          categories,
        });
      default:
        return restated(refusalEvent(id, { source, subject, reference: `${reference}-refused` }), {
          refusedAt: later,
        });
    }
  }

  private item(id: string, source: AgencyId, member: number, subject: Subject): SourceEvent {
    const other = this.subject(source, (member + 1) % MEMBERS.length);
    const subjects = this.dice.below(3) === 0 ? [subject, other] : [subject];
    const [from, to] = [subject.localId, other.localId];
    const relationships = subjects.length > 1 ? [{ from, to, kind: 'SIBLING_OF' as const }] : [];
    return itemEvent(id, { source, subject, data: { subjects, relationships } });
  }

  private subject(source: AgencyId, member: number): Subject {
    const who = this.family * MEMBERS.length + member;
    const localId = `${source.slice(-3)}-${who}`;
    const numbered = this.dice.below(2) === 0 ? { identifiers: { nhsNumber: testNumber(who) } } : {};
    const names = [{ given: `Example${who}`, family: 'Child' }];
    const home = { line1: `${this.family} Invented Street`, postcode: 'ZZ99 3WZ' };
    const housed = this.dice.below(2) === 0 ? { address: home } : {};
    return child(localId, { ...numbered, ...housed, names });
  }

  private oneOf<T>(choices: readonly T[]): T {
    return choices[this.dice.below(choices.length)] as T;
  }
}

const restated = (event: SourceEvent, details: object): SourceEvent => ({
  ...event,
  data: { ...event.data, details: { ...event.data.details, ...details } },
});

/** Each list keeps its own order. */
function interleaved<T>(dice: Dice, lists: readonly (readonly T[])[]): readonly T[] {
  const left = lists.map((list) => [...list]);
  const found: T[] = [];
  while (left.some((list) => list.length > 0)) {
    const next = left[dice.below(left.length)]?.shift();
    if (next !== undefined) found.push(next);
  }
  return found;
}
