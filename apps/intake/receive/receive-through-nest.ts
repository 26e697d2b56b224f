import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FeedServer, PassOnFilter } from '#feed/nest';
import { IntakeModule } from '../intake.module.js';
import type { Receive } from './receive.js';

/** As a Nest microservice on the feed's transport. */
export const receiveThroughNest: Receive = async (consumer, take) => {
  const app = await NestFactory.createMicroservice(IntakeModule.with(take), {
    strategy: new FeedServer(consumer),
    logger: false,
    abortOnError: false,
  });
  app.useGlobalFilters(new PassOnFilter());
  await app.listen();
  return { close: () => app.close() };
};
