/** What a partner can read about the interface itself. All of it is public. */
export interface Catalogue {
  /** One entry for each event type and version. */
  readonly contracts: readonly ContractSummary[];
  /** The JSON Schema, examples and notes of one type; undefined where there is none. */
  findContract(type: string): object | undefined;
  readonly reasonCodes: readonly ReasonText[];
  readonly openApi: object;
}

export interface ContractSummary {
  readonly type: string;
  readonly title: string;
}

/** The words of a reason code. */
export interface ReasonText {
  readonly code: string;
  /** A sentence. */
  readonly title: string;
  readonly remedy?: string;
}

export interface ExplainedReason extends ReasonText {
  /** JSON pointer to the place in the event. */
  readonly path?: string;
}

export type Explain = (reason: {
  readonly code: string;
  readonly path?: string | undefined;
}) => ExplainedReason;

/** Adds the catalogue's words to a code; a code that the catalogue lacks is told bare. */
export function explainWith(reasonCodes: readonly ReasonText[]): Explain {
  const texts = new Map(reasonCodes.map((reason) => [reason.code, reason]));
  return ({ code, path }) => ({
    ...(texts.get(code) ?? { code, title: 'The event cannot be taken as it is.' }),
    ...(path === undefined ? {} : { path }),
  });
}
