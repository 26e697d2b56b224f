import { encodeStructured, type SourceEvent } from '#contracts';
import { itemIdOf, type AgencyId } from '#platform';
import { child, itemEvent } from '../../../apps/intake/testing/events.js';
import { until } from '../../support/until.js';
import { kafkaForSpec } from '../kafka/local-kafka.js';
import { exampleBundles, principalOf, type Bundle } from './example-events.js';
import { makeExamples, type ExamplePrograms } from './example-programs.js';
import { openHubOverHttp, type HubOverHttp } from './hub-over-http.js';
import { openHubOverKafka, type HubOverKafka } from './hub-over-kafka.js';
import { outcomesOf, rejectionsOf } from './outcomes.js';
import { PartnerSystems, type Language, type Publication } from './partner-systems.js';
import { sendRaw } from './raw-messages.js';

const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
const [health, police, school] = ['ods-G7H8J', 'force-35', 'urn-199997'] as const;
const LANGUAGES: readonly Language[] = ['java', 'python'];
const WAYS = [
  { language: 'java', mode: 'structured' },
  { language: 'python', mode: 'binary' },
  { language: 'java', mode: 'binary' },
  { language: 'python', mode: 'structured' },
] as const;
const wayOf = (at: number) => WAYS[at % WAYS.length] ?? WAYS[0];

const bundles = exampleBundles();
const agencies = [...new Set(bundles.map(({ agency }) => agency))];

const PEOPLE = 9;
/** Three events of each of nine people, in turn. */
const numbered = (prefix: string): readonly SourceEvent[] =>
  Array.from({ length: 3 * PEOPLE }, (_, at) =>
    itemEvent(`${prefix}-${at}`, { subject: child(`PERSON-${at % PEOPLE}`) }),
  );
const numberIn = (id: string): number => Number(id.split('-')[1]);
const byNumber = (a: readonly number[], b: readonly number[]): number => (a[0] ?? 0) - (b[0] ?? 0);

/** What the examples print of each event that was taken. */
const placesOf = (out: string) =>
  [...out.matchAll(/^(\S+) partition (\d+) offset (\d+)$/gm)].map(([, id = '', partition, offset]) => ({
    id,
    partition: Number(partition),
    offset: Number(offset),
  }));

describe('Partners whose systems are written in Java and Python', () => {
  const making = makeExamples();
  making.catch(() => undefined);
  const kafka = kafkaForSpec({ secure: agencies.map(principalOf) });
  const overHttp = new Map<AgencyId, readonly string[]>();
  let programs: ExamplePrograms;
  let partners: PartnerSystems;
  let http: HubOverHttp;
  let hub: HubOverKafka;

  beforeAll(async () => {
    programs = await making;
    [partners, http, hub] = await Promise.all([
      PartnerSystems.open(programs, kafka.now()),
      openHubOverHttp(),
      openHubOverKafka(kafka.now(), agencies),
    ]);
  }, 150_000);
  afterAll(async () => {
    await hub?.close();
    await http?.close();
    await partners?.close();
  });

  /** Fails with what the program said unless every event was taken. */
  async function published(publication: Publication) {
    const { code, out, err } = await partners.publish(publication);
    const taken = placesOf(out);
    expect({ code, err, taken: taken.map(({ id }) => id) }).toEqual({
      code: 0,
      err: '',
      taken: expect.arrayContaining(publication.events.map(({ id }) => id)) as string[],
    });
    return taken;
  }
  const inBoth = async (act: (language: Language) => Promise<unknown>) =>
    void (await Promise.all(LANGUAGES.map(act)));
  const bundlePublished = (bundle: Bundle, way: number) =>
    published({ ...wayOf(way), name: principalOf(bundle.agency), events: bundle.events });
  const isKept = async (id: string, agency = HEALTH) =>
    (await hub.engines.events(`item-${itemIdOf(agency, id)}`)).length === 1;

  it('publish over HTTP and are told what became of each event', async () => {
    for (const { agency, events } of bundles) {
      const args = ['--url', http.url, await partners.file(JSON.stringify(events))];
      const { code, out, err } = await programs.python('publish_http.py', args, http.credentials(agency));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const told = out.trim().split('\n');
      expect(told.filter((line) => /^\S+ (stored|withheld)/.test(line))).toHaveLength(events.length);
      overHttp.set(agency, [...(overHttp.get(agency) ?? []), ...told]);
    }
  });

  it('rehearse over HTTP what would become of an event, and nothing is kept', async () => {
    const events = [itemEvent('rehearsed'), itemEvent('faulty', { data: { sharing: undefined as never } })];
    const args = ['--url', http.url, '--dry-run', await partners.file(JSON.stringify(events))];
    const { code, out } = await programs.python('publish_http.py', args, http.credentials(HEALTH));
    expect(code).toBe(1);
    expect(out).toBe(
      'rehearsed would-be-shared\nfaulty would-be-rejected SCHEMA.MISSING_FIELD at /data/sharing\n',
    );
    expect(await http.engines.feed.lookup.findSourceEvent(HEALTH, 'rehearsed')).toBeUndefined();
  });

  it('publish over Kafka, in either mode, and each event ends as it does over HTTP', async () => {
    for (const [at, bundle] of bundles.entries()) {
      await bundlePublished(bundle, at);
      await hub.settled();
    }
    expect(await rejectionsOf(hub.engines)).toEqual([]);
    expect(await outcomesOf(hub.engines)).toEqual(await outcomesOf(http.engines));
  });

  it('may send the same again in the other mode, from the same system or another, and nothing changes', async () => {
    const before = await outcomesOf(hub.engines);
    for (const [at, bundle] of bundles.entries())
      await Promise.all([1, 2].map((step) => bundlePublished(bundle, at + step)));
    await hub.settled();
    expect(await rejectionsOf(hub.engines)).toEqual([]);
    expect(await outcomesOf(hub.engines)).toEqual(before);
  });

  it('are told of a conflict where one id says something else', async () => {
    const before = (await rejectionsOf(hub.engines)).length;
    const [first] = bundles.find(({ agency }) => agency === HEALTH)?.events ?? [];
    const other: SourceEvent[] = first
      ? [{ ...first, data: { ...first.data, statementType: 'OPINION' } }]
      : [];
    await published({ language: 'python', mode: 'binary', name: health, events: other });
    await hub.settled();
    expect((await rejectionsOf(hub.engines)).slice(before)).toEqual([
      `${first?.id}: CONFLICT.SAME_ID_OTHER_CONTENT`,
    ]);
  });

  it('put what is said of one person in one partition and keep its order, whichever system says it', async () => {
    const java = await published({ ...WAYS[0], name: health, events: numbered('j') });
    const python = await published({ ...WAYS[1], name: health, events: numbered('p') });
    const edge = await hub.feed.writer.publish(
      numbered('h').map((event) => ({ agency: HEALTH, key: event.subject, ...encodeStructured(event) })),
    );
    const partitions = edge.map(({ partition }, at) => [at, partition]);
    expect(new Set(partitions.map(([, partition]) => partition)).size).toBe(3);
    for (const places of [java, python])
      expect(places.map(({ id, partition }) => [numberIn(id), partition]).sort(byNumber)).toEqual(partitions);
    await hub.settled();
    const kept = (await hub.engines.events('item-')).map(
      ({ data }) => (data as { sourceEventId: string }).sourceEventId,
    );
    for (const prefix of ['j', 'p', 'h'])
      for (let person = 0; person < PEOPLE; person++)
        expect(kept.filter((id) => id.startsWith(`${prefix}-`) && numberIn(id) % PEOPLE === person)).toEqual(
          [0, 1, 2].map((round) => `${prefix}-${round * PEOPLE + person}`),
        );
  });

  it('may compress in any way that Kafka knows', async () => {
    const codecs = ['gzip', 'snappy', 'lz4', 'zstd'];
    await Promise.all(
      codecs.map((codec) => {
        const events = [itemEvent(`packed-${codec}`)];
        return published({ ...WAYS[1], name: health, events, more: `compression.type=${codec}` });
      }),
    );
    await hub.settled();
    for (const codec of codecs) expect(await isKept(`packed-${codec}`)).toBe(true);
  });

  it('sign in by certificate', async () => {
    await inBoth((language) => {
      const events = [itemEvent(`certified-${language}`)];
      return published({ language, mode: 'binary', by: 'certificate', name: health, events });
    });
    await hub.settled();
    for (const language of LANGUAGES) expect(await isKept(`certified-${language}`)).toBe(true);
  });

  it('are refused on the topic of another agency, and the example says so', async () => {
    const topic = `throughline.events.${school}`;
    await inBoth(async (language) => {
      const publication = { language, mode: 'structured', name: police, topic } as const;
      const { code, out, err } = await partners.publish({ ...publication, events: [itemEvent('intruding')] });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^intruding was not taken: .*(TopicAuthorization|Topic authorization failed)/m);
    });
  });

  it('are told by the example in Java, in one line, which event it cannot send, and nothing is sent', async () => {
    const nameless = { ...itemEvent('nameless'), id: undefined as never };
    const untyped = { ...itemEvent('untyped'), type: undefined as never };
    for (const [broken, line] of [
      [
        nameless,
        /^Event 2 of \S+ has no id: give it one of your own, never used before. Nothing was sent.\n$/,
      ],
      [untyped, /^Event 2 of \S+ is no CloudEvent: .*type.*\. Nothing was sent\.\n$/],
    ] as const) {
      const events = [itemEvent('before-broken'), broken];
      const publication = { language: 'java', mode: 'structured', name: health, events } as const;
      const { code, out, err } = await partners.publish(publication);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(line);
    }
    await hub.settled();
    expect(await hub.engines.events(`item-${itemIdOf(HEALTH, 'before-broken')}`)).toEqual([]);
  });

  it('are told by both examples, in one line, which file they cannot read', async () => {
    const [absent, torn] = ['/no/such/events.json', await partners.file('[{"id": "torn')];
    await inBoth(async (language) => {
      for (const [path, line] of [
        [absent, /^\/no\/such\/events\.json cannot be read: .*no such file.*\. Nothing was sent\.\n$/i],
        [torn, /^\S+ is no JSON in UTF-8: .*\. Nothing was sent\.\n$/],
      ] as const) {
        const { code, out, err } = await partners.publishFile({ language, name: health }, path);
        expect({ code, out }).toEqual({ code: 1, out: '' });
        expect(err).toMatch(line);
      }
    });
  });

  it('are turned away with a wrong password, and the example says so', async () => {
    await inBoth(async (language) => {
      const signIn = { language, name: police, password: 'not the password' };
      const { code, out, err } = await partners.publish({
        ...signIn,
        mode: 'structured',
        events: [itemEvent('unknown')],
      });
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/[Aa]uthentication/);
    });
  });

  it('send messages that are no good, and are told so under the id of each where it can be read', async () => {
    const before = (await rejectionsOf(hub.engines)).length;
    const event = itemEvent('good');
    const { data, ...attributes } = event;
    const binary = (id: string) =>
      Object.fromEntries(
        Object.entries({ ...attributes, id }).map(([name, text]) => [`ce_${name}`, String(text)]),
      );
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify(data);
    await sendRaw(programs, partners, kafka.now(), health, [
      { headers: { ...json, ...binary('tombstone') }, value: null },
      { headers: { ...json, ...binary('latin-1') }, value: Buffer.from([0x22, 0xeb, 0x22]) },
      { headers: { ...json, ...binary('too-large') }, value: 'x'.repeat(1024 * 1024) },
      { headers: { ...json, ...binary('id'), ce_id: Buffer.from([0xeb]) }, value: body },
      { headers: {}, value: null },
      { headers: { ...json, ...binary('empty-header'), 'x-empty': null }, value: body },
      { headers: binary('no-content-type'), value: body },
      { headers: { 'content-type': 'application/json; charset=utf-8', ...binary('charset') }, value: body },
      {
        key: 'C-1',
        headers: { 'Content-Type': 'Application/CloudEvents+JSON' },
        value: JSON.stringify(event),
      },
    ]);
    await hub.settled();
    expect((await rejectionsOf(hub.engines)).slice(before).sort()).toEqual([
      'latin-1: DECODE.NOT_JSON',
      'tombstone: SCHEMA.MISSING_FIELD /data',
      'too-large: DECODE.TOO_LARGE',
      'unknown: DECODE.NOT_CLOUDEVENT',
      'unknown: DECODE.NOT_CLOUDEVENT /id',
    ]);
    for (const id of ['empty-header', 'no-content-type', 'charset', 'good'])
      expect(await isKept(id)).toBe(true);
  });

  it('read their own receipts, and no other agency’s', async () => {
    const expected = [...(overHttp.get(HEALTH) ?? []), 'tombstone rejected SCHEMA.MISSING_FIELD'];
    const withoutId = /^throughline\.events\.ods-G7H8J\/\d\/\d+ rejected DECODE\.NOT_CLOUDEVENT$/;
    await inBoth(async (language) => {
      const told: string[] = [];
      // The hub tells in its own time; a reader that comes again goes on where it stopped.
      const readOn = async () => {
        const { code, out, err } = await partners.receipts({ language, name: health });
        expect({ code, err }).toEqual({ code: 0, err: '' });
        told.push(...out.split('\n'));
        return expected.every((line) => told.includes(line)) && told.some((line) => withoutId.test(line));
      };
      await until(readOn, { withinMs: 40_000, what: `every receipt read in ${language}` });
      const theirs = await partners.receipts({ language, name: police }, `throughline.receipts.${health}`);
      expect({ code: theirs.code, out: theirs.out }).toEqual({ code: 1, out: '' });
      expect(theirs.err).toMatch(/[Aa]uthoriz/);
    });
  });
});
