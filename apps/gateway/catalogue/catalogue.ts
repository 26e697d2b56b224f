import {
  catalogue,
  explain,
  findPublishedContract,
  openApiDocument,
  REASON_CODES,
  type PublishedContract,
  type ReasonText,
} from '#contracts';

export interface ContractSummary {
  readonly type: string;
  readonly title: string;
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
    reasonCodes: REASON_CODES.map(explain),
    openApi,
  };
}
