import type { Brand } from '#platform';

/** Organisation Data Service code. Form only; the service's register says whether it exists. */
export type OdsCode = Brand<string, 'OdsCode'>;

const SHAPE = /^[A-Z0-9]{3,10}$/;

export const findOdsCode = (text: string): OdsCode | undefined =>
  SHAPE.test(text) ? (text as OdsCode) : undefined;
