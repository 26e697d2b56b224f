import {
  type AgreementGivenDetails,
  type AgreementRefusedDetails,
  type AgreementWithdrawnDetails,
  type Judgement,
  type Purpose,
  type Sector,
  type SourceEvent,
} from '#contracts';
import {
  agreementIdOf,
  itemIdOf,
  recordIdOf,
  type AgencyId,
  type AgreementId,
  type PersonId,
  type RecipientId,
} from '#platform';
import {
  currentRuleset,
  decide,
  type Decision,
  type AgreementFacts,
  type ItemFacts,
  type RecipientFacts,
} from '#sharing';
import { type County } from './county.js';
import { generateCounty } from './generate-county.js';

const END_ON = '2026-11-23';
const NOW = new Date(`${END_ON}T08:00:00Z`);
const MASH: RecipientFacts = { recipient: 'urn:agency:la:873/mash' as RecipientId, role: 'MASH' };
const FAMILY_HELP: RecipientFacts = {
  recipient: 'urn:agency:other:NSEH/family-help' as RecipientId,
  role: 'EARLY_HELP',
};

/** The county as the hub would know it with every record linked to the right person. */
class Known {
  private readonly people: ReadonlyMap<string, PersonId>;
  private readonly agreements = new Map<AgreementId, AgreementFacts>();

  constructor(
    private readonly county: County,
    private readonly now = NOW,
  ) {
    this.people = new Map(
      county.records.map((each) => [`${each.agency} ${each.localId}`, each.personKey as PersonId]),
    );
    for (const { event, expect: fate } of county.deliveries) {
      if (fate === 'stored') this.take(event as SourceEvent);
    }
  }

  permits(event: SourceEvent, recipient: RecipientFacts, purpose: Purpose): boolean {
    const { outcome } = this.decide(event, recipient, purpose);
    return outcome === 'PERMIT' || outcome === 'MUST_SHARE';
  }

  decide(event: SourceEvent, recipient: RecipientFacts, purpose: Purpose): Decision {
    const item = this.itemOf(event);
    const people = new Set(item.people.map((each) => each.person));
    const agreements = [...this.agreements.values()].filter((each) => people.has(each.person));
    const { now } = this;
    return decide({ item, recipient, purpose, agreements, now }, currentRuleset(now));
  }

  private take(event: SourceEvent): void {
    const details = event.data.details as { readonly agreementReference?: string };
    if (details.agreementReference === undefined) return;
    const agreement = agreementIdOf(event.source as AgencyId, details.agreementReference);
    this.agreements.set(agreement, this.factsOf(agreement, event));
  }

  private factsOf(agreement: AgreementId, event: SourceEvent): AgreementFacts {
    const held = this.agreements.get(agreement) ?? this.unasked(agreement, event);
    switch (event.type) {
      case 'agreement.given.v1': {
        const { competence, ...given } = event.data.details as unknown as AgreementGivenDetails;
        const competent = competence === undefined ? {} : { competent: competence.result === 'COMPETENT' };
        return { ...held, ...given, ...competent, status: 'GIVEN' };
      }
      case 'agreement.withdrawn.v1': {
        const { withdrawnAt } = event.data.details as unknown as AgreementWithdrawnDetails;
        return { ...held, status: 'WITHDRAWN', endedAt: withdrawnAt };
      }
      default: {
        const { refusedAt } = event.data.details as unknown as AgreementRefusedDetails;
        return { ...held, status: 'REFUSED', endedAt: refusedAt };
      }
    }
  }

  private unasked(agreement: AgreementId, event: SourceEvent): AgreementFacts {
    const record = recordIdOf(event.source as AgencyId, event.subject);
    const terms = { purposes: [], recipients: [], categories: [], exclusions: [] };
    return {
      agreement,
      record,
      person: this.personOf(event.source, event.subject),
      status: 'GIVEN',
      authority: 'SELF',
      ...terms,
    };
  }

  private itemOf(event: SourceEvent): ItemFacts {
    const { judgement, judgements, publicInterest, orders, ...sharing } = event.data.sharing;
    const agency = event.source as AgencyId;
    const factsOf = (each: Judgement) => ({ ...each, agency, named: true, reasoned: true });
    return {
      item: itemIdOf(agency, event.id),
      agency,
      sector: event.type.split('.')[0] as Sector,
      kind: event.type.replace(/\.v1$/, ''),
      sensitivity: event.data.sensitivity,
      restricted: event.data.restricted ?? [],
      sharing: {
        ...sharing,
        ...(judgement === undefined ? {} : { judgement: factsOf(judgement) }),
        ...(judgements === undefined ? {} : { judgements: judgements.map(factsOf) }),
        ...(publicInterest === undefined ? {} : { publicInterest }),
        ...(orders === undefined ? {} : { orders }),
      },
      people: event.data.subjects.map((subject) => ({
        record: recordIdOf(agency, subject.localId),
        person: this.personOf(event.source, subject.localId),
        party: subject.onRecord ? 'SUBJECT' : 'THIRD_PARTY',
        ...(subject.dateOfBirth === undefined ? {} : { bornOn: subject.dateOfBirth }),
      })),
      occurredAt: new Date(event.time),
    };
  }

  private personOf(agency: string, localId: string): PersonId {
    const person = this.people.get(`${agency} ${localId}`);
    if (person === undefined) throw new Error('A subject has a record that nobody opened');
    return person;
  }
}

const itemsOf = (county: County) =>
  county.deliveries
    .filter(({ expect: fate }) => fate === 'stored' || fate === 'withheld')
    .filter(({ event }) => !(event as SourceEvent).type.startsWith('agreement.'));

describe('What the simulator expects of the hub', () => {
  const county = generateCounty({ seed: 7, endOn: END_ON });
  const known = new Known(county);
  const items = itemsOf(county);

  it('is what the sharing rules say on the last day, but for slips in dates of birth', () => {
    const wrong = items.filter(
      ({ event, expect: fate }) =>
        known.permits(event as SourceEvent, MASH, 'SCREENING') !== (fate === 'stored'),
    );
    expect(wrong.length / items.length).toBeLessThan(0.01);
  });

  it('holds under the rules that know orders and the duty, and has items on D1, D2, D3, D4 and D7', () => {
    const endOn = '2026-11-27';
    const later = generateCounty({ seed: 7, families: 200, endOn });
    const then = new Known(later, new Date(`${endOn}T08:00:00Z`));
    const answers = itemsOf(later).map(({ event, expect: fate }) => {
      const { outcome, row } = then.decide(event as SourceEvent, MASH, 'SCREENING');
      const isOpen = outcome === 'PERMIT' || outcome === 'MUST_SHARE';
      return { row: isOpen ? row : undefined, asExpected: isOpen === (fate === 'stored') };
    });
    expect(answers.filter((each) => !each.asExpected).length / answers.length).toBeLessThan(0.01);
    for (const row of ['D1', 'D2', 'D3', 'D4', 'D7'])
      expect(answers.filter((each) => each.row === row).length).toBeGreaterThan(2);
  });

  it('lets the front door screen, and early help plan with, about two thirds of what is held', () => {
    const share = (recipient: RecipientFacts, purpose: Purpose) =>
      items.filter(({ event }) => known.permits(event as SourceEvent, recipient, purpose)).length /
      items.length;
    expect(share(MASH, 'SCREENING')).toBeGreaterThan(0.6);
    expect(share(FAMILY_HELP, 'TAF')).toBeGreaterThan(0.55);
    expect(share(MASH, 'SCREENING')).toBeLessThan(0.8);
  });
});
