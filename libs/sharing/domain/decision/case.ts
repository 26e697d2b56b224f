import { standingOf, type Standing, type StandingQuestion } from '../agreements/standing.js';
import type { DecisionInput, ItemFacts, PersonInItem, RecipientFacts } from '../facts.js';
import type { Purpose } from '#contracts';
import type { RecordId } from '#platform';
import type { Parameters, RuleSet } from '../ruleset.js';
import { instantOf, lastsAt } from '../time/stated-time.js';
import type { JudgementFacts } from '../facts.js';
import type { SharingReason } from '../reasons.js';

const DAY = 86_400_000;

/** One question put to the rules, with what several conditions need worked out once. */
export class Case {
  readonly item: ItemFacts;
  readonly recipient: RecipientFacts | undefined;
  readonly purpose: Purpose | undefined;
  readonly now: number;
  readonly parameters: Parameters;
  readonly subjects: readonly PersonInItem[];
  private known: readonly Standing[] | undefined;
  private cut: readonly RecordId[] | undefined;

  constructor(
    private readonly input: DecisionInput,
    ruleset: RuleSet,
  ) {
    this.item = input.item;
    this.purpose = input.purpose;
    this.now = input.now.getTime();
    this.parameters = ruleset.parameters;
    this.subjects = input.item.people.filter((person) => person.party === 'SUBJECT');
    this.recipient = input.recipient ?? this.dutyDesk();
  }

  /** How each subject's agreements stand, in the order of the subjects. */
  get standings(): readonly Standing[] {
    this.known ??= this.standingsOf(this.subjects);
    return this.known;
  }

  /** Records of the third parties who have not agreed themselves. */
  get redactable(): readonly RecordId[] {
    this.cut ??= this.thirdPartiesWithoutBasis();
    return this.cut;
  }

  private standingsOf(people: readonly PersonInItem[]): readonly Standing[] {
    const question = this.question();
    if (!question)
      return people.map(() => ({ agreed: false, reason: 'AGREEMENT.NOT_COVERED', barred: false }));
    return people.map((person) => standingOf(person, this.input.agreements, question));
  }

  /** Why a judgement of this kind does not hold; undefined where it holds; `NOT_OFFERED` where there is none. */
  judgementFault(kind: JudgementFacts['kind']): SharingReason | 'NOT_OFFERED' | undefined {
    const judgement = this.item.sharing.judgement;
    if (judgement?.kind !== kind) return 'NOT_OFFERED';
    if (!isComplete(judgement)) return 'JUDGEMENT.INCOMPLETE';
    const made = instantOf(judgement.madeAt);
    if (!(made <= this.now)) return 'JUDGEMENT.NOT_YET_MADE';
    const longest = made + this.parameters.judgementMaxDays * DAY;
    const lasts = lastsAt(judgement.reviewBy, this.now) && this.now <= longest;
    return lasts ? undefined : 'JUDGEMENT.LAPSED';
  }

  private question(): StandingQuestion | undefined {
    const { purpose, recipient, item, parameters, now } = this;
    if (!purpose || !recipient) return undefined;
    const matter = { purpose, recipient: recipient.recipient, sector: item.sector, kind: item.kind };
    return { matter, parameters, now };
  }

  private thirdPartiesWithoutBasis(): readonly RecordId[] {
    const third = this.item.people.filter((person) => person.party === 'THIRD_PARTY');
    const standings = this.standingsOf(third);
    return third.filter((_, index) => standings[index]?.agreed !== true).map((person) => person.record);
  }

  private dutyDesk(): RecipientFacts | undefined {
    const danger = this.judgementFault('IMMEDIATE_DANGER') === undefined;
    return danger ? this.parameters.dutyDesk : undefined;
  }
}

function isComplete(judgement: JudgementFacts): boolean {
  const written = judgement.role.trim() !== '' && judgement.organisation.trim() !== '';
  return written && judgement.named && judgement.reasoned;
}
