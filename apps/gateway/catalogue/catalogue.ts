import {
  catalogue,
  findPublishedContract,
  openApiDocument,
  reasonOf,
  REASON_CODES,
  type PublishedContract,
} from '#contracts';

export interface ContractSummary {
  readonly type: string;
  readonly title: string;
}

/** The words of a reason code. */
export interface ReasonText {
  readonly code: string;
  /** A sentence, never with a value. */
  readonly title: string;
  readonly remedy: string;
}

export interface ExplainedReason extends ReasonText {
  /** JSON pointer to the place in the event. */
  readonly path?: string;
}

/** What a partner can read about the interface itself. All of it is public, and the same until the next release. */
export interface Catalogue {
  readonly contracts: readonly ContractSummary[];
  findContract(type: string): PublishedContract | undefined;
  readonly reasonCodes: readonly ReasonText[];
  readonly openApi: object;
}

export function createCatalogue(): Catalogue {
  const openApi = openApiDocument();
  return {
    contracts: catalogue().map(({ type, title }) => ({ type, title })),
    findContract: findPublishedContract,
    reasonCodes: REASON_CODES.map(({ code, sentence, remedy }) => ({ code, title: sentence, remedy })),
    openApi,
  };
}

/** Adds the catalogue's words to a code. */
export function explain(reason: {
  readonly code: string;
  readonly path?: string | undefined;
}): ExplainedReason {
  const { code, sentence, remedy } = reasonOf(reason.code);
  const path = reason.path === undefined || reason.path === '' ? {} : { path: reason.path };
  return { code, title: sentence, remedy, ...path };
}
