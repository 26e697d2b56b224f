import type { Answer, Hop, Visitor } from '../../../apps/workbench/testing/visitor.js';
import { headersOf } from './headers.js';
import { normalised } from './normalise.js';

/** Every answer, by what was asked for. */
export type Answers = Map<string, string>;

interface Looking {
  readonly visitor: Visitor;
  readonly answers: Answers;
  /** Who looks, or after what. */
  readonly as?: string;
  readonly tidy?: (text: string) => string;
  /** Lets a moment pass, so that what was done has an order in every list. */
  readonly tick: () => void;
  /** How many statements the pages have sent to the read store; absent where they are not compared. */
  readonly statements?: () => number;
}

/** Somebody who looks, and of whom every answer is kept: each status, address and header on the way, and the page. */
export class Looker {
  constructor(private readonly looking: Looking) {}

  /** The same visitor, whose answers are kept under other names. */
  named(as: string): Looker {
    return new Looker({ ...this.looking, as });
  }

  async get(path: string, called = path): Promise<Answer> {
    return this.keep(called, (visitor) => visitor.get(path));
  }

  async post(path: string, body: URLSearchParams, called: string): Promise<Answer> {
    return this.keep(called, (visitor) => visitor.post(path, body));
  }

  /** Keeps the rows of a list in which one of these words stands: the rest are of other runs. */
  async getRows(path: string, words: readonly string[]): Promise<readonly string[]> {
    this.looking.tick();
    const { html } = await this.looking.visitor.get(path);
    const rows = html.split('<tr').filter((row) => words.some((word) => row.includes(word)));
    this.put(path, rows.join('<tr'));
    return rows;
  }

  /** Keeps the answer itself and not the page to which it leads. */
  async postOnly(path: string, body: URLSearchParams, called: string): Promise<void> {
    this.looking.tick();
    const { hops } = await this.looking.visitor.post(path, body);
    this.put(called, hops.slice(0, 1).map(hopLines).join('\n'));
  }

  async submit(
    page: Answer,
    answers: Readonly<Record<string, string>>,
    called: string,
    form?: string,
  ): Promise<Answer> {
    return this.keep(called, (visitor) => visitor.submit(page, answers, form));
  }

  /** With how much was asked of the read store for it: what takes no longer tells nothing by its time. */
  private async keep(called: string, look: (visitor: Visitor) => Promise<Answer>): Promise<Answer> {
    const { tick, visitor, statements } = this.looking;
    tick();
    const before = statements?.() ?? 0;
    const answer = await look(visitor);
    this.put(called, `${answer.hops.map(hopLines).join('\n')}\n${answer.html}`);
    if (statements) this.put(`${called} (statements)`, String(statements() - before));
    return answer;
  }

  private put(called: string, text: string): void {
    const { answers, as = '', tidy = normalised } = this.looking;
    answers.set(`${as}${called}`, tidy(text));
  }
}

const hopLines = ({ status, path, headers }: Hop): string => `${status} ${path}\n${headersOf(headers)}`;
