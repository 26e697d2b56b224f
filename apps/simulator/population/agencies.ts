/** The agencies of Northshire, an invented county. `code` starts the agency's own record numbers. */
export const AGENCIES = {
  socialCare: { id: 'urn:agency:la:873', name: "Northshire Children's Services", code: 'NCS' },
  earlyHelp: { id: 'urn:agency:other:NSEH', name: 'Northshire Early Help', code: 'NSEH' },
  hospital: { id: 'urn:agency:ods:RZZ', name: 'Northshire Hospitals', code: 'RZZ' },
  community: { id: 'urn:agency:ods:G7H8J', name: 'Northshire Community Health', code: 'G7H8J' },
  police: { id: 'urn:agency:force:35', name: 'Northshire Police', code: 'NP' },
  ashgrove: { id: 'urn:agency:urn:199997', name: 'Ashgrove Primary School', code: 'ASH' },
  beechLane: { id: 'urn:agency:urn:199998', name: 'Beech Lane School', code: 'BEE' },
  cedarPark: { id: 'urn:agency:urn:199999', name: 'Cedar Park Primary School', code: 'CED' },
  youngCarers: { id: 'urn:agency:other:NSYC', name: 'Northshire Young Carers', code: 'NSYC' },
} as const;

export type AgencyKey = keyof typeof AGENCIES;
export type SchoolKey = Extract<AgencyKey, 'ashgrove' | 'beechLane' | 'cedarPark'>;

/** School serial of the pupil numbers first issued by each school; not a serial in use. */
export const SCHOOL_SERIALS: Readonly<Record<SchoolKey, string>> = {
  ashgrove: '9997',
  beechLane: '9998',
  cedarPark: '9999',
};

/** Teams that read; agreements name them or their agency. */
export const READERS = {
  mash: 'urn:agency:la:873/mash',
  familySupport: 'urn:agency:la:873/family-support',
  familyHelp: 'urn:agency:other:NSEH/family-help',
} as const;
