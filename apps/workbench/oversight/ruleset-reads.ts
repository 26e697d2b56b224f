import { Inject, Injectable } from '@nestjs/common';
import { openPastQuestions } from '#governance';
import {
  checkRuleset,
  compareOnCases,
  createComparison,
  currentRuleset,
  type CheckedRuleset,
  type Comparison,
  type RuleSet,
} from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

/** Changes listed of each kind of question; all are counted. */
export const MOST_LISTED = 50;
/** Past decisions asked again in one look; the command line asks all. */
const MOST_ASKED = 100_000;

export interface ComparedRuleset {
  readonly checked: CheckedRuleset;
  readonly inForce: RuleSet;
  /** Absent where the proposed one cannot be used. */
  readonly cases?: Comparison;
  readonly past?: Comparison;
  readonly leftOut?: number;
  /** True where there are more past decisions than were asked. */
  readonly cutShort?: boolean;
}

/** Runs a proposed rule set over the truth table and past items. Nothing is stored and nobody is told. */
@Injectable()
export class RulesetReads {
  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {}

  async compare(value: unknown, now: Date): Promise<ComparedRuleset> {
    const inForce = currentRuleset(now);
    const checked = checkRuleset(value);
    const { ruleset } = checked;
    if (!ruleset) return { checked, inForce };
    const onCases = compareOnCases(inForce, ruleset);
    const cases = { ...onCases, changes: onCases.changes.slice(0, MOST_LISTED) };
    return { checked, inForce, cases, ...(await this.past(inForce, ruleset, now)) };
  }

  private async past(before: RuleSet, after: RuleSet, now: Date) {
    const { pool, directory } = this.deps;
    const questions = openPastQuestions(pool, directory.recipients, now);
    const comparison = createComparison(before, after, MOST_LISTED);
    let asked = 0;
    for await (const page of questions.all()) {
      for (const question of page) comparison.add(question);
      asked += page.length;
      if (asked >= MOST_ASKED) break;
    }
    return {
      past: comparison.result(),
      leftOut: await questions.countHeld(),
      cutShort: asked >= MOST_ASKED,
    };
  }
}
