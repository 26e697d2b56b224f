import { narrowDetails } from './narrow-details.js';

const item = {
  details: {
    service: 'Audiology',
    newAddress: { line1: '1 Invented Street' },
    visit: { injury: 'Bruise', school: 'Ashgrove', mapping: 'kept' },
    people: [{ phone: '01632 960123', role: 'aunt' }],
  },
  judgement: { name: 'N. Urse', reason: 'Seen by her' },
};

describe('What is opened of an item', () => {
  it('is all of it where the decision narrows nothing', () => {
    expect(narrowDetails(item, {})).toEqual(item);
  });

  it('is the fields that the decision names and no other, nor the words of the judgement', () => {
    expect(narrowDetails(item, { fields: ['service', 'visit.injury'] })).toEqual({
      details: { service: 'Audiology', visit: { injury: 'Bruise' } },
    });
    expect(narrowDetails(item, { fields: [] })).toEqual({ details: {} });
  });

  it('is never what leads to a safe address, at whatever depth and under whatever longer name', () => {
    const strip = ['address', 'school', 'generalPractice', 'phone', 'map'];
    expect(narrowDetails(item, { strip }).details).toEqual({
      service: 'Audiology',
      visit: { injury: 'Bruise', mapping: 'kept' },
      people: [{ role: 'aunt' }],
    });
    const practice = { details: { registeredGeneralPractice: 'X', note: 'kept' } };
    expect(narrowDetails(practice, { strip }).details).toEqual({ note: 'kept' });
  });
});
