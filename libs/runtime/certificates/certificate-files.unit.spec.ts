import { certificateFiles } from './certificate-files.js';

const client = { certFile: '/tls/hub.crt', keyFile: '/tls/hub.key' };

describe('The files of certificates that a process is started with', () => {
  it('are those that the hub presents and those of whom it trusts, for each engine that it reaches', () => {
    const files = certificateFiles(
      {
        kafka: { brokers: ['one:9093'], tls: { caFile: '/tls/brokers.pem', client } },
        eventStoreUrl:
          'esdb://one:2113?tlsCaFile=/tls/nodes.pem&userCertFile=/tls/a.crt&userKeyFile=/tls/a.key',
        databaseUrl:
          'postgres://hub:a%20b@one/hub?sslrootcert=%2Ftls%2Fdb.pem&sslcert=/tls/b.crt&sslkey=/tls/b.key',
      },
      '/tls/extra.pem',
    );
    expect(Object.fromEntries(files)).toEqual({
      'kafka-authority': '/tls/brokers.pem',
      'kafka-client': '/tls/hub.crt',
      'event-store-authority': '/tls/nodes.pem',
      'event-store-client': '/tls/a.crt',
      'database-authority': '/tls/db.pem',
      'database-client': '/tls/b.crt',
      'extra-authorities': '/tls/extra.pem',
    });
  });

  it('are none where everything is embedded or speaks without TLS', () => {
    expect([...certificateFiles({}, '')]).toEqual([]);
    const plain = {
      kafka: { brokers: ['one:9092'] },
      eventStoreUrl: 'esdb://one:2113?tls=false',
      databaseUrl: 'postgres://hub:secret@one/hub',
    };
    expect([...certificateFiles(plain, '')]).toEqual([]);
  });
});
