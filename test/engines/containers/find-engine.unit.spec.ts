import { findEngine } from './find-engine.js';
import { EVENT_STORE_IMAGES, KAFKA_IMAGE, POSTGRES_IMAGES } from './images.js';

describe('Whether a container engine answers', () => {
  const before = process.env['DOCKER_HOST'];

  afterAll(() => {
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
  });

  it.each([
    ['unix:///nowhere/docker.sock', 'there is no such socket'],
    ['tcp://127.0.0.1:1', 'nothing listens there'],
    ['ssh://somewhere', 'such an address cannot be asked'],
  ])('is denied with the place that was asked and the reason: %s', async (place, reason) => {
    process.env['DOCKER_HOST'] = place;
    expect(await findEngine()).toEqual({
      present: false,
      why: `no container engine answers at ${place}: ${reason}`,
    });
  });
});

describe('The published images', () => {
  it.each([...EVENT_STORE_IMAGES.map(({ image }) => image), KAFKA_IMAGE, ...POSTGRES_IMAGES])(
    'are pinned to a release: %s',
    (image) => {
      expect(image).toMatch(/^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?$/);
    },
  );

  it('are the releases that people run: the LTS of EventStoreDB and KurrentDB, Kafka 4, three of PostgreSQL', () => {
    const named = [...EVENT_STORE_IMAGES.map(({ image }) => image), KAFKA_IMAGE, ...POSTGRES_IMAGES].join(
      ' ',
    );
    for (const release of [':23.10.', ':24.10.', ':25.', 'kafka:4.', ':16.', ':17.', ':18.'])
      expect(named).toContain(release);
  });
});
