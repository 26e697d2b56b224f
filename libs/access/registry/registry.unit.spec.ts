import type { AgencyDirectory } from '../domain/agencies.js';
import { SECTORS } from '#contracts';
import type { AgencyId } from '#platform';
import {
  createAgencyRegistry,
  createDemoDirectory,
  createSecretVerifier,
  hashSecret,
  loadAgencyDirectory,
  parseAgencyDirectory,
} from './index.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;

const faultsOf = (value: unknown): string => {
  try {
    parseAgencyDirectory(value);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('agency directory', () => {
  let directory: AgencyDirectory;
  let secrets: Awaited<ReturnType<typeof createDemoDirectory>>['secrets'];

  beforeAll(async () => {
    ({ directory, secrets } = await createDemoDirectory());
  });

  it('describes the demonstration county completely', () => {
    const again = parseAgencyDirectory(JSON.parse(JSON.stringify(directory)));
    expect(again.agencies).toHaveLength(11);
    expect(new Set(again.agencies.flatMap(({ sectors }) => sectors))).toEqual(new Set(SECTORS));
    expect(again.recipients.map(({ role }) => role)).toEqual(['MASH', 'EARLY_HELP', 'SOCIAL_CARE', 'IG']);
  });

  it('never holds a secret, only its hash', () => {
    const text = JSON.stringify(directory);
    for (const { clientSecret } of Object.values(secrets)) expect(text).not.toContain(clientSecret);
  });

  it('makes other secrets each time', async () => {
    const other = await createDemoDirectory();
    expect(other.secrets[HOSPITALS]?.clientSecret).not.toBe(secrets[HOSPITALS]?.clientSecret);
  });

  it('finds an agency by its id, its client and its topic', () => {
    const registry = createAgencyRegistry(directory);
    expect(registry.findAgency(HOSPITALS)?.name).toBe('Northshire Hospitals');
    expect(registry.findByClient('northshire-hospitals')?.id).toBe(HOSPITALS);
    expect(registry.findByTopic('throughline.events.ods-RZZ')?.id).toBe(HOSPITALS);
    expect(registry.findByClient('nobody')).toBeUndefined();
  });

  it('names every fault of a directory at once, by its place', () => {
    const [first, ...others] = directory.agencies;
    const faults = faultsOf({
      agencies: [{ ...first, id: 'RZZ', sectors: ['weather'] }, ...others],
      recipients: directory.recipients,
      extra: true,
    });
    expect(faults).toContain('agencies.0.id');
    expect(faults).toContain('agencies.0.sectors.0');
    expect(faults).toContain('(extra)');
  });

  it('refuses agencies or clients that are named twice, and teams of agencies it does not know', () => {
    const faults = faultsOf({
      agencies: [...directory.agencies, directory.agencies[0]],
      recipients: [
        { recipient: 'urn:agency:la:355/mash', agency: 'urn:agency:la:355', name: 'x', role: 'MASH' },
        { recipient: 'urn:agency:la:874/mash', agency: 'urn:agency:la:873', name: 'x', role: 'MASH' },
      ],
    });
    expect(faults.split('\n').slice(1)).toEqual([
      "- agencies.11.id is the same as another's",
      "- agencies.11.client.id is the same as another's",
      '- recipients.0.agency is not an agency of the directory',
      '- recipients.1.recipient is not a team of its agency',
    ]);
  });

  it('finds who oversees by their client, and knows them for no agency', () => {
    const registry = createAgencyRegistry(directory);
    expect(registry.findOversight('northshire-governance')).toMatchObject({ role: 'IG' });
    expect(registry.findByClient('northshire-governance')).toBeUndefined();
    expect(registry.findOversight('northshire-hospitals')).toBeUndefined();
  });

  it('refuses an overseeing client that is an agency’s too, or of an agency it does not know', () => {
    const [client] = directory.oversight ?? [];
    const faults = faultsOf({
      ...directory,
      oversight: [
        { ...client, id: 'northshire-hospitals' },
        { ...client, agency: 'urn:agency:la:355' },
      ],
    });
    expect(faults.split('\n').slice(1)).toEqual([
      '- oversight.0.id is the client of an agency',
      '- oversight.1.agency is not an agency of the directory',
    ]);
    expect(faultsOf({ ...directory, oversight: [{ ...client, role: 'ADMIN' }] })).toContain(
      'oversight.0.role',
    );
  });

  it('needs nobody who oversees', () => {
    const { agencies, recipients } = directory;
    const registry = createAgencyRegistry(parseAgencyDirectory({ agencies, recipients }));
    expect(registry.findOversight('northshire-governance')).toBeUndefined();
  });

  it('says so when there is no file to read', async () => {
    await expect(loadAgencyDirectory('/nowhere/agencies.json')).rejects.toMatchObject({
      code: 'ACCESS.BAD_DIRECTORY',
    });
  });
});

describe('client secrets', () => {
  it('accepts the right secret, again and again, and no other', async () => {
    const verify = createSecretVerifier();
    const hash = await hashSecret('correct horse');
    expect(await verify(hash, 'correct horse')).toBe(true);
    expect(await verify(hash, 'correct horse')).toBe(true);
    expect(await verify(hash, 'correct hors')).toBe(false);
  });

  it('accepts nothing for a client it does not know', async () => {
    expect(await createSecretVerifier()(undefined, 'anything')).toBe(false);
  });
});
