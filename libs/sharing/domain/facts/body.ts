/** What the rules need to know of an organisation that sends or receives. */
export interface BodyFacts {
  /** A public authority where absent, unless the sector is the voluntary one. */
  readonly kind?: 'PUBLIC' | 'VOLUNTARY' | 'INDEPENDENT';
  /** How it comes under section 16LA; not shown to be in scope where absent. */
  readonly inScope?: 'SECTION_11' | 'CHILDCARE_OR_EDUCATION' | 'CONTRACT';
  /** Of a body in scope by contract: whether this is work under that contract. */
  readonly underContract?: boolean;
  /** England where absent. */
  readonly nation?: 'ENGLAND' | 'WALES' | 'SCOTLAND' | 'NORTHERN_IRELAND';
  /** Whether it keeps the appropriate policy document that Schedule 1 Part 2 asks for. */
  readonly policyDocument?: boolean;
  /** Article 10: acts under official authority with criminal offence data. */
  readonly officialAuthority?: boolean;
  /** A competent authority of Data Protection Act 2018 Part 3. */
  readonly lawEnforcement?: boolean;
  /** The law that lets it pass on Part 3 data for other ends. */
  readonly authorisedByLaw?: string;
}
