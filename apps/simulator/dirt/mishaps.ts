import { type SourceEvent } from '#contracts';
import { movedBy, type Calendar } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Delivery, type Expectation, type Mishap } from '../county/county.js';
import { type Step } from '../courses/course.js';
import { type EventWriter, type Written } from '../events/event-writer.js';
import { AGENCIES } from '../population/agencies.js';
import { brokenIn, INVALID_REASONS } from './invalid-events.js';
import { DELIVERY_DIRT } from './spoiling.js';

/** A delivery before sorting: `day` of the period and a fraction. */
export interface Sending {
  readonly day: number;
  readonly delivery: Omit<Delivery, 'at'>;
}

type Fate = 'repeated' | 'late' | 'invalid' | 'conflicting' | 'corrected' | 'retracted' | 'plain';

/** Sends what an agency wrote, with the accidents of real life on the way. */
export class Mishaps {
  constructor(
    private readonly writer: EventWriter,
    private readonly calendar: Calendar,
  ) {}

  send(written: Written, expect: Expectation, familyKey: string, fate: Fate, dice: Dice): readonly Sending[] {
    const sendAs = (
      event: Delivery['event'],
      lag: number,
      outcome: Expectation,
      mishap?: Mishap,
    ): Sending => ({
      day: this.clamped(written.recordedDay + lag),
      delivery: {
        agency: AGENCIES[written.agency].id,
        event,
        expect: outcome,
        familyKey,
        ...(mishap === undefined ? {} : { mishap }),
      },
    });
    const { event } = written;
    const plain = sendAs(event, dice.whole(1, 50) / 1000, expect);
    const later = () => dice.whole(100, 900) / 100;
    switch (fate) {
      case 'plain':
        return [plain];
      case 'repeated':
        return [plain, sendAs(event, later(), 'duplicate', 'repeated')];
      case 'late':
        return [sendAs(event, dice.whole(500, 2500) / 100, expect, 'late')];
      case 'conflicting':
        return [plain, sendAs(otherContent(event), later(), 'conflict', 'conflicting')];
      case 'invalid':
        return [plain, this.invalid(written, sendAs, dice)];
      case 'corrected':
        return [
          sendAs(event, 0.02, expect, 'corrected'),
          sendAs(this.correction(written, dice), later(), expect, 'correction'),
        ];
      case 'retracted':
        return [
          sendAs(event, 0.02, expect, 'retracted'),
          sendAs(this.retraction(written, dice), later(), expect, 'retraction'),
        ];
    }
  }

  private invalid(
    written: Written,
    sendAs: (event: Delivery['event'], lag: number, outcome: Expectation, mishap: Mishap) => Sending,
    dice: Dice,
  ): Sending {
    const reason = dice.pick(INVALID_REASONS);
    const renumbered = { ...written.event, id: this.writer.nextId(written.agency) };
    return sendAs(brokenIn(renumbered, reason), dice.whole(10, 200) / 100, 'rejected', reason);
  }

  /** The whole statement again under a new id, as it should have been. */
  private correction(written: Written, dice: Dice): SourceEvent {
    const { event } = written;
    const recordedAt = this.laterTime(written, dice);
    const data = { ...event.data, details: written.corrected(), recordedAt, corrects: event.id };
    return { ...event, id: this.writer.nextId(written.agency), data };
  }

  /** Takes a statement back; there is nothing left to say in it. */
  private retraction(written: Written, dice: Dice): SourceEvent {
    const { event } = written;
    const recordedAt = this.laterTime(written, dice);
    const data = { ...event.data, details: {}, recordedAt, retracts: event.id };
    return { ...event, id: this.writer.nextId(written.agency), data };
  }

  private laterTime(written: Written, dice: Dice): string {
    return this.calendar.timeOf(this.clamped(written.recordedDay + dice.whole(20, 90) / 100));
  }

  private clamped(day: number): number {
    return Math.min(day, this.calendar.days - 0.001);
  }
}

/** The same id for a statement that reads differently: a system that numbers badly. */
function otherContent(event: SourceEvent): SourceEvent {
  const changed = `${movedBy(event.time.slice(0, 10), -1)}${event.time.slice(10)}`;
  return { ...event, time: changed };
}

/** What becomes of a message: as its step says, else by chance. */
export function fateOf(step: Step | undefined, dice: Dice): Fate {
  if (step?.mishap !== undefined) return step.mishap;
  const shares = Object.entries(DELIVERY_DIRT) as readonly [Exclude<Fate, 'plain'> | 'invalid', number][];
  let left = dice.whole(0, 9_999) / 10_000;
  for (const [fate, share] of shares) {
    left -= share;
    if (left < 0) return fate;
  }
  return 'plain';
}
