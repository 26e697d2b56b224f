import {
  jsonEvent,
  type AppendToStreamOptions,
  type EventData,
  type EventStoreDBClient,
  type JSONType,
  type ReadStreamOptions,
} from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Normaliser } from './normalise.js';
import type { Subscribed } from './subscribed.js';

export interface Scenario {
  readonly name: string;
  ask(store: Asked): Promise<Answer>;
}

export const scenario = (name: string, ask: Scenario['ask']): Scenario => ({ name, ask });

/** A store under question: every call gives the answer as data, errors too. */
export class Asked {
  constructor(
    readonly client: EventStoreDBClient,
    readonly normaliser: Normaliser,
    private readonly run: string,
  ) {}

  stream(name: string): string {
    return `conf-${this.run}-${name}`;
  }

  async answer(call: () => Promise<unknown>): Promise<Answer> {
    try {
      return this.normaliser.value(await call());
    } catch (error) {
      return this.normaliser.error(error);
    }
  }

  append(stream: string, events: EventData[], options?: AppendToStreamOptions): Promise<Answer> {
    return this.answer(() => this.client.appendToStream(stream, events, options));
  }

  read(stream: string, options?: ReadStreamOptions): Promise<Answer> {
    return this.answer(async () => {
      const events: unknown[] = [];
      for await (const { event } of this.client.readStream(stream, options)) {
        events.push({ rev: event?.revision, type: event?.type, data: event?.data });
      }
      return events;
    });
  }

  /** Ten events of alternating types, numbered in their data. */
  async ten(name: string): Promise<string> {
    const stream = this.stream(name);
    const events = Array.from({ length: 10 }, (_, i) => event(i % 2 === 0 ? 'Even' : 'Odd', { i }));
    await this.client.appendToStream(stream, events);
    return stream;
  }

  /** What a subscription says until it has said enough, something being done in the middle. */
  async observe(
    subscribed: Subscribed,
    enough: { events: number; caughtUp?: number },
    during: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Answer> {
    const told = subscribed.until(enough);
    await subscribed.quiet;
    await during().catch(() => undefined);
    await told;
    await subscribed.leave();
    await pause(20);
    return this.normaliser.value(subscribed.log);
  }
}

export const event = (
  type: string,
  data: JSONType | null = { n: 1 },
  options: { id?: string } = {},
): EventData => jsonEvent({ type, data: data as Record<string, unknown>, ...options });
