import { type AgreementGivenDetails, type EventData, type SourceEvent, type Subject } from '#contracts';
import { type Calendar } from '../chance/calendar.js';
import { type Dice } from '../chance/dice.js';
import { type Step } from '../courses/course.js';
import { AGENCIES, type AgencyKey } from '../population/agencies.js';
import { type Household } from '../population/population.js';
import { type AgreementStep, type FamilyAgreements } from './agreement-book.js';
import { findCast, findPublisher, type Cast } from './cast.js';
import { type AgreementKind, type EventKind } from './event-kinds.js';
import { sensitivityOf, usualStatement } from './sensitivity.js';
import { sharingBlock } from './sharing.js';
import { type SubjectWriter } from './subjects.js';
import { usualDetails } from './usual-details.js';
import { usualNote } from './usual-notes.js';

/** An event as its agency wrote it, with the day it was written down. */
export interface Written {
  readonly agency: AgencyKey;
  readonly event: SourceEvent;
  readonly recordedDay: number;
  readonly cast: Cast;
  /** What it should have said, where the first statement was wrong. */
  readonly corrected: () => Details;
  /** ISO date-time at which the period ends. */
  readonly endsAt: string;
}

type Details = Readonly<Record<string, unknown>>;

const LEAST_LAG = 0.01;

/** Writes events as agencies would: their own ids, record numbers and view of the people. */
export class EventWriter {
  private readonly lastId = new Map<AgencyKey, number>();

  constructor(
    private readonly subjects: SubjectWriter,
    private readonly calendar: Calendar,
  ) {}

  nextId(agency: AgencyKey): string {
    const serial = (this.lastId.get(agency) ?? 0) + 1;
    this.lastId.set(agency, serial);
    return `${AGENCIES[agency].code}-E${String(serial).padStart(7, '0')}`;
  }

  /** Undefined where the step cannot happen in this family, or only after the period. */
  step(step: Step, household: Household, agreements: FamilyAgreements, earlier: number): Written | undefined {
    const { family, dice } = household;
    const day = family.startDay + withinDay(step, dice);
    const cast = findCast(step, family, this.calendar, day);
    const agency = cast && findPublisher(step.from, cast.main, this.calendar, day);
    if (cast === undefined || agency === undefined || day >= this.calendar.days) return undefined;
    const recordedDay = this.recordedDay(day, dice);
    const guarded = (step.restricted ?? []).length > 0;
    const data = {
      details: this.details(step, cast, day, earlier, dice),
      statementType: usualStatement(step.statement),
      sensitivity: sensitivityOf(step.type),
      ...(guarded ? { restricted: step.restricted } : {}),
      sharing: sharingBlock(
        {
          agency,
          footing: step.footing ?? 'agreement',
          agreement: agreements.referenceFor(cast.main, recordedDay),
          recordedAt: this.calendar.timeOf(recordedDay),
          guarded,
          toldForSure: household.named,
        },
        dice,
      ),
    };
    return {
      ...this.write({ agency, cast, household, day, recordedDay, type: step.type, data }),
      corrected: () => ({ ...this.details(step, cast, day, earlier, dice), ...step.correction }),
    };
  }

  agreement(step: AgreementStep, household: Household): Written {
    const mentions = step.giver === step.person ? [] : [step.giver];
    const cast: Cast = { main: step.person, about: [step.person], mentions };
    const recordedDay = this.recordedDay(step.day, household.dice);
    const data = {
      details: this.agreementDetails(step, household),
      statementType: 'FACT' as const,
      sensitivity: 'P' as const,
      sharing: { purpose: 'CASEWORK' as const, authority: 'CA2004_S10', existenceMayBeTold: true },
    };
    return this.write({
      agency: step.agency,
      cast,
      household,
      day: step.day,
      recordedDay,
      type: step.kind,
      data,
    });
  }

  private write(draft: {
    agency: AgencyKey;
    cast: Cast;
    household: Household;
    day: number;
    recordedDay: number;
    type: EventKind | AgreementKind;
    data: Omit<EventData, 'subjects' | 'relationships' | 'recordedAt'>;
  }): Written {
    const { agency, cast, household, day, recordedDay } = draft;
    const subjects: readonly Subject[] = this.subjects.subjects(agency, cast, household, day);
    const relationships = this.subjects.relationships(agency, cast, household);
    const event: SourceEvent = {
      specversion: '1.0',
      id: this.nextId(agency),
      source: AGENCIES[agency].id,
      type: `${draft.type}.v1`,
      subject: this.subjects.localId(agency, cast.main, household),
      time: this.calendar.timeOf(day),
      datacontenttype: 'application/json',
      data: {
        subjects,
        ...(relationships.length > 0 ? { relationships } : {}),
        ...draft.data,
        recordedAt: this.calendar.timeOf(recordedDay),
      },
    };
    const endsAt = this.calendar.timeOf(this.calendar.days);
    return { agency, event, recordedDay, cast, endsAt, corrected: () => event.data.details };
  }

  private details(step: Step, cast: Cast, day: number, earlier: number, dice: Dice): Details {
    const usual = usualDetails(step.type, {
      dice,
      time: this.calendar.timeOf(day),
      date: (days) => this.calendar.dateOf(day + days),
      age: this.calendar.ageOn(cast.main.bornOn, day),
      earlier,
      serial: dice.whole(1, 999_999),
    });
    const note = step.note ?? usualNote(step.type, dice);
    return { ...usual, ...(note === undefined ? {} : { note }), ...step.details };
  }

  private agreementDetails(step: AgreementStep, household: Household): Readonly<Record<string, unknown>> {
    const at = this.calendar.timeOf(step.day);
    switch (step.kind) {
      case 'agreement.given':
        return { ...this.givenDetails(step, household, at) };
      case 'agreement.withdrawn':
        return {
          agreementReference: step.reference,
          withdrawnAt: at,
          by: step.by,
          reason: 'Family asked us to stop',
        };
      case 'agreement.refused':
        return { agreementReference: step.reference, refusedAt: at, by: step.by };
    }
  }

  private givenDetails(
    step: Extract<AgreementStep, { kind: 'agreement.given' }>,
    household: Household,
    at: string,
  ): AgreementGivenDetails {
    const { terms, giver } = step;
    const name = `${giver.given} ${giver.family}`;
    return {
      agreementReference: step.reference,
      givenBy: { localId: this.subjects.localId(step.agency, giver, household), name },
      authority: terms.authority,
      ...(terms.competence === undefined ? {} : { competence: competenceNote(terms.competence, at) }),
      purposes: terms.purposes,
      recipients: terms.recipients,
      categories: terms.categories,
      exclusions: terms.exclusions,
      method: household.dice.pick(['WRITTEN', 'SPOKEN', 'ELECTRONIC'] as const),
      wordingVersion: 'northshire-2025-1',
      noticeVersion: 'northshire-notice-2025-1',
      givenAt: at,
      reviewAt: this.calendar.dateOf(step.day + 180),
      ...(terms.expiresAt === undefined ? {} : { expiresAt: terms.expiresAt }),
    };
  }

  private recordedDay(day: number, dice: Dice): number {
    const lag = dice.chance(0.7) ? dice.whole(1, 20) / 100 : dice.whole(20, 180) / 100;
    return Math.min(day + lag, Math.max(day, this.calendar.days - LEAST_LAG));
  }
}

function competenceNote(result: 'COMPETENT' | 'NOT_COMPETENT', at: string) {
  const reason =
    result === 'COMPETENT'
      ? 'Explained in their own words who would see what, and why.'
      : 'Could not yet weigh who would see what; parent asked instead.';
  return { by: 'Early help worker', date: at.slice(0, 10), result, reason };
}

/** Office hours, but for the police, who come in the evening. */
function withinDay(step: Step, dice: Dice): number {
  if (step.day % 1 !== 0) return step.day;
  return step.day + (step.from === 'police' ? dice.whole(70, 98) : dice.whole(38, 70)) / 100;
}
