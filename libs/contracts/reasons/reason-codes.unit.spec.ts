import { explain } from './explain.js';
import { findReason, REASON_CODES, reasonOf } from './reason-codes.js';

describe('the reason codes', () => {
  it('are of the form AREA.REASON', () => {
    expect(
      REASON_CODES.map(({ code }) => code).filter((code) => !/^[A-Z0-9_]+\.[A-Z0-9_]+$/.test(code)),
    ).toEqual([]);
  });

  it('each say in whole sentences what is the matter and what to do', () => {
    const words = REASON_CODES.flatMap(({ sentence, remedy, publisherRemedy = remedy }) => [
      ...[sentence, remedy, publisherRemedy],
    ]);
    expect(words.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
  });

  it('each name who acts on it', () => {
    expect([...new Set(REASON_CODES.map(({ audience }) => audience))].sort()).toEqual([
      'IG',
      'PUBLISHER',
      'VIEWER',
    ]);
  });

  it('never tell by their words that something restricted is held, except to information governance', () => {
    const restricted = REASON_CODES.filter(({ code }) => code.startsWith('RESTRICTED.'));
    expect(restricted.filter(({ audience }) => audience !== 'IG')).toEqual([]);
  });

  it('tell a publisher what a publisher can do, where whoever views the item would do something else', () => {
    expect(reasonOf('DECISION.NO_ROW').remedy).toMatch(/ask the publishing agency/);
    expect(explain({ code: 'DECISION.NO_ROW' }).remedy).toMatch(/that you rely on/);
    expect(explain({ code: 'IDENTIFIER.UPN' }).remedy).toBe(reasonOf('IDENTIFIER.UPN').remedy);
  });

  it('have words for a code that is not in the catalogue, and say so', () => {
    expect(findReason('HOROSCOPE.BAD')).toBeUndefined();
    expect(reasonOf('HOROSCOPE.BAD')).toMatchObject({ code: 'HOROSCOPE.BAD', audience: 'IG' });
    expect(reasonOf('IDENTIFIER.UPN').sentence).toBe('The unique pupil number is not valid.');
  });
});
