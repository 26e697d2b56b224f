import { join } from 'node:path';
import { fetchedOnce } from '../local/by-maven.mjs';

export const ENGINE = 'Local Kafka';

/** The official jars, fetched by Maven once for each content of pom.xml. Resolves with their folder. */
export const resolveJars = () =>
  fetchedOnce({
    engine: ENGINE,
    name: 'kafka',
    pom: join(import.meta.dirname, 'pom.xml'),
    fill: (folder, maven) =>
      maven('dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`),
  });
