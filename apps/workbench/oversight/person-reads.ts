import { Inject, Injectable } from '@nestjs/common';
import {
  createAgreementAudit,
  createDisclosureAudit,
  createPersonAudit,
  createPersonDecisions,
  readAgreementLife,
  type AgreementTurn,
  type AuditedAgreement,
} from '#governance';
import { createPeopleReader } from '#identity';
import type { PersonId } from '#platform';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

export interface LivedAgreement {
  readonly agreement: AuditedAgreement;
  readonly life: readonly AgreementTurn[];
}

/** What was agreed, decided and looked at of one person. No content, and no name. */
@Injectable()
export class PersonReads {
  readonly persons;
  readonly people;
  readonly decisions;
  readonly disclosures;
  private readonly audit;

  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {
    this.persons = createPersonAudit(deps.pool);
    this.people = createPeopleReader(deps.pool);
    this.decisions = createPersonDecisions(deps.pool);
    this.disclosures = createDisclosureAudit(deps.pool);
    this.audit = createAgreementAudit(deps.pool);
  }

  async agreements(person: PersonId): Promise<readonly LivedAgreement[]> {
    const found = await this.audit.ofPerson(person);
    const lives = found.map(({ facts }) => readAgreementLife(this.deps.store, facts.agreement));
    return (await Promise.all(lives)).flatMap((life, at) => {
      const agreement = found[at];
      return agreement ? [{ agreement, life }] : [];
    });
  }
}
