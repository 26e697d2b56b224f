import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedUuid, type FamilyId, type RecipientId, type Uuid } from '#platform';
import { ROLE_POLICIES, type Sitting } from '#access';
import {
  askFaults,
  type OverrideDraft,
  type OverrideKind,
  type OverrideRow,
  type OverrideStepFault,
  type OverrideWords,
} from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { findFamilyView, type FamilyView } from '../family-view.js';
import { READERS, type Readers } from '../readers.js';
import { usualSitting } from '../viewer-facts.js';
import { overridable, type Overridable } from './overridable.js';
import { findOverride, sealWords, takeOverride } from './override-stream.js';

/** What somebody fills in. Whatever is missing is told as a fault. */
export interface OverrideAsk {
  /** Names the form: sent twice, it asks once. */
  readonly form: string;
  readonly kind: OverrideKind;
  readonly row: string | undefined;
  readonly items: readonly string[];
  readonly words: Omit<OverrideWords, 'requesterName'>;
  readonly recipients: readonly string[];
  readonly told: boolean | undefined;
  /** ISO date. */
  readonly reviewBy: string | undefined;
}

export type OverrideAskedFor =
  | { readonly ok: true; readonly override: Uuid }
  | { readonly ok: false; readonly faults: readonly OverrideStepFault[] };

/** `only`: CHECK tells the faults and puts nothing on record. Undefined where the family is none for this viewer. */
export class AskOverride extends Command<OverrideAskedFor | undefined> {
  constructor(
    readonly sitting: Sitting,
    readonly family: FamilyId,
    readonly ask: OverrideAsk,
    readonly only?: 'CHECK',
  ) {
    super();
  }
}

@CommandHandler(AskOverride)
export class AskOverrideHandler implements ICommandHandler<AskOverride> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  async execute({ sitting, family, ask, only }: AskOverride): Promise<OverrideAskedFor | undefined> {
    const { clock, store } = this.deps;
    const override = derivedUuid('override', sitting.viewer.staff, family, ask.form);
    if (await findOverride(store, override)) return { ok: true, override };
    const now = clock();
    const view = await findFamilyView(this.readers, usualSitting(sitting), family, now);
    if (view === undefined) return undefined;
    const draft = this.draftOf({ sitting, override, ask, view, now });
    const faults = askFaults(draft);
    if (faults.length > 0) return { ok: false, faults };
    return only === 'CHECK' ? { ok: true, override } : this.ask(sitting, draft);
  }

  private async ask({ viewer }: Sitting, draft: OverrideDraft): Promise<OverrideAskedFor> {
    const { store, vault } = this.deps;
    const { override, words } = draft;
    const sealed = await sealWords(vault, override, override, words);
    const taken = await takeOverride(store, override, viewer.staff, { kind: 'ASK', draft, sealed });
    // The same form was sent twice and the other was first: there is one request, and it is this one.
    const isAsked = taken.ok || taken.faults.includes('OVERRIDE.ALREADY_ASKED');
    return isAsked ? { ok: true, override } : taken;
  }

  /** Items that this viewer may not know of are not taken into it, whatever was posted. */
  private draftOf(given: {
    readonly sitting: Sitting;
    readonly override: Uuid;
    readonly ask: OverrideAsk;
    readonly view: FamilyView;
    readonly now: Date;
  }): OverrideDraft {
    const { override, ask, view, now } = given;
    const { viewer } = given.sitting;
    const items = overridable(view, ask.kind).filter(({ item }) => ask.items.includes(item));
    const known = this.deps.directory.recipients.map(({ recipient }) => recipient);
    return {
      ...{ override, kind: ask.kind },
      row: ask.row as OverrideRow,
      family: view.family,
      items: items.map(({ item, agency }) => ({ item, agency })),
      recipients: known.filter((recipient: RecipientId) => ask.recipients.includes(recipient)),
      requester: {
        person: viewer.staff,
        role: ROLE_POLICIES[viewer.role].words,
        organisation: viewer.agency,
      },
      told: ask.told,
      reviewBy: ask.reviewBy ?? '',
      ...approvalBy(items, ask),
      askedAt: now.toISOString(),
      words: { ...ask.words, requesterName: viewer.displayName },
    };
  }
}

/** The first day by which a record is owed for what is shown on this row already. */
function approvalBy(
  items: readonly Overridable[],
  { kind, row }: OverrideAsk,
): { readonly approvalBy?: string } {
  if (kind !== 'OVERRIDE') return {};
  const [first] = items.flatMap(({ shown }) => (shown?.row === row ? (shown?.owedBy ?? []) : [])).sort();
  return first === undefined ? {} : { approvalBy: first };
}
