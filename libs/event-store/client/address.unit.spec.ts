import { isThroughlineError } from '#platform';
import { Connection } from './connection.js';
import { certificateFilesOf, readAddress } from './address.js';

const faultOf = (url: string): string => {
  try {
    new Connection(url).close();
    return 'none';
  } catch (error) {
    return isThroughlineError(error, 'EVENT_STORE.BAD_ADDRESS') ? error.message : String(error);
  }
};

describe('The address of an event store', () => {
  it('names one node or several, with TLS unless it says otherwise', () => {
    expect(readAddress('esdb://one:2113,two:1113,three?nodePreference=leader')).toMatchObject({
      hosts: [
        { host: 'one', port: 2113 },
        { host: 'two', port: 1113 },
        { host: 'three', port: 2113 },
      ],
      isSecure: true,
    });
    expect(readAddress('esdb://127.0.0.1:2113?tls=false').isSecure).toBe(false);
  });

  it('tells which files of certificates it names', () => {
    const options = 'tlsCaFile=/etc/a%20b/ca.pem&userCertFile=hub.crt&userKeyFile=hub.key';
    expect(certificateFilesOf(`esdb://hub:secret@one:2113,two:2113?${options}`)).toEqual({
      authority: '/etc/a b/ca.pem',
      client: 'hub.crt',
    });
    expect(certificateFilesOf('esdb://127.0.0.1:2113?tls=false')).toEqual({});
  });

  it('may name a cluster by one name for all', () => {
    expect(readAddress('esdb+discover://hub:secret@cluster.example:2113').hosts).toEqual([
      { host: 'cluster.example', port: 2113 },
    ]);
  });

  it.each(['kurrentdb', 'kdb', 'eventstoredb'])('may begin with %s', (scheme) => {
    expect(readAddress(`${scheme}+discover://c?tls=true`).url).toBe('esdb+discover://c?tls=true');
  });

  it.each([
    'esdb://',
    'http://one:2113',
    'esdb://one:port',
    'esdb://hub:se@cret@one:2113',
    'esdb://hub@one:2113',
    'esdb://hub:marker@one:2113?tls=perhaps',
    'esdb://hub:marker@one:2113?nodePreference=best',
  ])('is refused when it cannot be read: %s', (url) => {
    expect(faultOf(url)).toMatch(/^The address of the event store cannot be read: write esdb:/);
  });

  it('is refused for what the client would ignore, and its password is told to nobody', () => {
    const told: unknown[] = [];
    const warn = console.warn;
    console.warn = (...words: unknown[]) => void told.push(...words);
    const faults = ['tlsVerifyCert=false', 'retries=3'].map((option) =>
      faultOf(`esdb://hub:marker@one:2113?${option}`),
    );
    console.warn = warn;
    expect(faults[0]).toMatch(/^tlsVerifyCert is not supported/);
    expect(faults[1]).toMatch(/an option that is not known: retries$/);
    expect(JSON.stringify([faults, told])).not.toContain('marker');
  });

  it('is refused when its authority cannot be read or is none', () => {
    expect(faultOf('esdb://one?tlsCaFile=nowhere.pem')).toContain('cannot be read: nowhere.pem');
    expect(faultOf('esdb://one?tls-ca-file=package.json')).toContain('holds no certificate: package.json');
  });
});
