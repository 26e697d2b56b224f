import { ACCOUNT_AND_CERTIFICATES } from './account-and-certificates.js';
import { INTERRUPTIONS } from './interruptions.js';
import { NODES } from './nodes.js';
import { Target, type Hooks, type ProductionQuestion } from './question.js';
import { SLOW_CONSUMER } from './slow-consumer.js';

export const PRODUCTION: readonly ProductionQuestion[] = [
  ...ACCOUNT_AND_CERTIFICATES,
  ...NODES,
  SLOW_CONSUMER,
  ...INTERRUPTIONS,
];

export type ProductionResult =
  | { readonly name: string; readonly whyNot: string }
  | { readonly name: string; readonly whyNot?: undefined; readonly faults: readonly string[] };

/** Asks what a server in production does, through the hub's own client; what cannot be asked here is said so. */
export async function* askProduction(
  url: string,
  run: string,
  questions: readonly ProductionQuestion[],
  { hooks = {}, patienceMs = PATIENCE_MS }: { readonly hooks?: Hooks; readonly patienceMs?: number },
): AsyncGenerator<ProductionResult> {
  for (const question of questions) yield answerTo(question, new Target(url, run, hooks, patienceMs));
}

async function answerTo(question: ProductionQuestion, target: Target): Promise<ProductionResult> {
  const { name } = question;
  const whyNot = question.whyNot(target);
  if (whyNot !== undefined) return { name, whyNot };
  try {
    return { name, faults: await question.ask(target) };
  } catch (error) {
    return { name, faults: [`It could not be asked to the end: ${(error as Error).message}`] };
  } finally {
    await target.close();
  }
}

/** A restart or an election may take its time, in ms. */
const PATIENCE_MS = 60_000;
