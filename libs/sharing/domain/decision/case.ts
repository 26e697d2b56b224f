import type { Purpose } from '#contracts';
import { standingOf, type Standing, type StandingQuestion } from '../agreements/standing.js';
import type {
  BodyFacts,
  DecisionInput,
  ItemFacts,
  JudgementFacts,
  JudgementKind,
  PersonInItem,
  RecipientFacts,
} from '../facts.js';
import type { OverrideAnswer } from '../override/override-answer.js';
import type { SharingReason } from '../reasons.js';
import type { Parameters, RegisteredBody } from '../ruleset.js';
import { instantOf } from '../time/stated-time.js';
import { faultOfJudgement, judgementsOf } from './judgement-fault.js';

export interface ThirdParty {
  readonly person: PersonInItem;
  readonly standing: Standing;
}

/** One question put to the rules, with what several conditions need worked out once. */
export class Case {
  readonly item: ItemFacts;
  readonly recipient: RecipientFacts | undefined;
  readonly purpose: Purpose | undefined;
  readonly now: number;
  /** The living, on whose record the item goes. */
  readonly subjects: readonly PersonInItem[];
  readonly judgements: readonly JudgementFacts[];
  /** What the override records say to each row, once asked. */
  readonly answers = new Map<string, OverrideAnswer>();
  private known: readonly Standing[] | undefined;
  private knownThird: readonly ThirdParty[] | undefined;
  private from: BodyFacts | undefined;
  private live: readonly JudgementFacts[] | undefined;
  private to: BodyFacts | undefined;

  constructor(
    readonly input: DecisionInput,
    readonly parameters: Parameters,
    private readonly bodies: ReadonlyMap<string, RegisteredBody>,
  ) {
    this.item = input.item;
    this.purpose = input.purpose;
    this.now = input.now.getTime();
    this.subjects = input.item.people.filter((person) => person.party === 'SUBJECT' && this.lives(person));
    this.judgements = judgementsOf(input.item.sharing);
    this.recipient = input.recipient ?? this.dutyDesk();
  }

  /** How each subject's agreements stand, in the order of the subjects. */
  get standings(): readonly Standing[] {
    this.known ??= this.standingsOf(this.subjects);
    return this.known;
  }

  /** The same of the third parties. */
  get thirdParties(): readonly ThirdParty[] {
    this.knownThird ??= this.thirdPartiesNow();
    return this.knownThird;
  }

  /** The judgements that hold now. */
  get holding(): readonly JudgementFacts[] {
    this.live ??= this.judgements.filter((each) => faultOfJudgement(each, this) === undefined);
    return this.live;
  }

  /** Why no judgement of this kind holds; undefined where one does; `NOT_OFFERED` where there is none. */
  judgementFault(kind: JudgementKind): SharingReason | 'NOT_OFFERED' | undefined {
    if (this.judgements.length === 0) return 'NOT_OFFERED';
    if (this.holding.some((each) => each.kind === kind)) return undefined;
    const offered = this.judgements.find((each) => each.kind === kind);
    return offered === undefined ? 'NOT_OFFERED' : faultOfJudgement(offered, this);
  }

  /** What is known of the sender: as stated, else as governance has it registered. */
  get sender(): BodyFacts {
    this.from ??= this.bodyOf(this.item.agency, this.item.sender);
    return this.from;
  }

  get receiver(): BodyFacts {
    const { recipient, body } = this.recipient ?? {};
    this.to ??= this.bodyOf(recipient?.split('/')[0] ?? '', body);
    return this.to;
  }

  private bodyOf(agency: string, stated: BodyFacts | undefined): BodyFacts {
    const registered = this.bodies.get(agency);
    if (registered === undefined) return stated ?? NOTHING_KNOWN;
    return stated === undefined ? registered : { ...registered, ...stated };
  }

  private standingsOf(people: readonly PersonInItem[]): readonly Standing[] {
    const question = this.question();
    if (!question) return people.map(() => NOT_COVERED);
    return people.map((person) => standingOf(person, this.input.agreements, question));
  }

  private thirdPartiesNow(): readonly ThirdParty[] {
    const third = this.item.people.filter((person) => person.party === 'THIRD_PARTY');
    if (third.length === 0) return NOBODY;
    const standings = this.standingsOf(third);
    return third.map((person, at) => ({ person, standing: standings[at] ?? NOT_COVERED }));
  }

  private question(): StandingQuestion | undefined {
    const { purpose, recipient, item, parameters, now } = this;
    if (!purpose || !recipient) return undefined;
    const matter = { purpose, recipient: recipient.recipient, sector: item.sector, kind: item.kind };
    return { matter, parameters, now };
  }

  private lives({ deceasedOn }: PersonInItem): boolean {
    return deceasedOn === undefined || !(instantOf(deceasedOn) <= this.now);
  }

  private dutyDesk(): RecipientFacts | undefined {
    const danger = this.judgementFault('IMMEDIATE_DANGER') === undefined;
    return danger ? this.parameters.dutyDesk : undefined;
  }
}

const NOBODY: readonly ThirdParty[] = [];
const NOTHING_KNOWN: BodyFacts = {};
const NOT_COVERED: Standing = { agreed: false, reason: 'AGREEMENT.NOT_COVERED', barred: false };
