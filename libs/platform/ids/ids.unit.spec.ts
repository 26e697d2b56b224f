import fc from 'fast-check';
import { derivedUuid, itemIdOf, type AgencyId } from './ids.js';
import { nameUuidIn } from './name-uuid.js';

describe('ids that follow from their cause', () => {
  it('agree with the example of the standard for UUID version 5', () => {
    const dns = nameUuidIn('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    expect(dns('www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('are those that an earlier version gave, so that what is stored is found again', () => {
    const hospitals = 'urn:agency:ods:RZZ' as AgencyId;
    expect(itemIdOf(hospitals, 'é€𝄞')).toBe('6e3fdeda-644d-59fa-bcac-f1a9793c8f56');
  });

  it('are the same for the same parts, and of version 5 whatever the parts', () => {
    const version5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        expect(derivedUuid(...parts)).toMatch(version5);
        expect(derivedUuid(...parts)).toBe(derivedUuid(...parts));
      }),
    );
  });

  it('differ where the same text is cut into parts in another place', () => {
    expect(derivedUuid('ab', 'c')).not.toBe(derivedUuid('a', 'bc'));
  });
});
