import { askOf, readOffered, readOverride } from './override-form.js';

const reviewOn = (day: string, month: string, year: string) =>
  askOf(readOverride({ 'review-day': day, 'review-month': month, 'review-year': year }, 'OVERRIDE'), 'form')
    .reviewBy;

describe('The day on which an override is looked at again', () => {
  it('is one of the calendar', () => {
    expect(reviewOn('1', '3', '2027')).toBe('2027-03-01');
    expect(reviewOn('31', '2', '2027')).toBeUndefined();
    expect(reviewOn('1', 'March', '2027')).toBeUndefined();
  });
});

describe('An address that leads to the form of an override', () => {
  it('begins it with its kind, items and teams, and with nothing that its sender has to say', () => {
    const words = { harmFeared: 'Said by another', 'necessity-one': 'So too', told: 'no', row: 'D3' };
    const begun = readOffered({ ...words, kind: 'OVERRIDE', items: ['one', 'two'], recipients: 'team' });
    expect(begun).toMatchObject({ kind: 'OVERRIDE', items: ['one', 'two'], recipients: ['team'] });
    expect([begun.told, begun.row]).toEqual([undefined, undefined]);
    expect([begun.texts.harmFeared, begun.necessity['one']]).toEqual(['', '']);
  });
});
