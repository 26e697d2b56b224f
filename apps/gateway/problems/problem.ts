/** RFC 9457 problem details with what the hub adds: a stable code and what to do about it. No personal data. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly remedy?: string;
  readonly instance?: string;
}

export interface ProblemOptions {
  readonly status: number;
  /** `AREA.REASON`. */
  readonly code: string;
  /** A sentence that is the same each time. */
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Extension members, for example `error` of OAuth 2. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Thrown at the HTTP edge; the filter answers with its body. */
export class Problem extends Error {
  constructor(readonly options: ProblemOptions) {
    super(options.title);
    this.name = 'Problem';
  }

  body(correlationId?: string): ProblemBody {
    const { status, code, title, detail, remedy, members } = this.options;
    return {
      type: `urn:throughline:problem:${code}`,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      code,
      ...(remedy === undefined ? {} : { remedy }),
      ...(correlationId === undefined ? {} : { instance: `urn:correlation:${correlationId}` }),
      ...members,
    };
  }
}
