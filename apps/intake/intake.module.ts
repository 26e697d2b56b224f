import { Module, type DynamicModule } from '@nestjs/common';
import { BatchesController, TAKE_BATCH } from './receive/batches.controller.js';
import type { TakeBatch } from './receive/receive.js';

/** Wiring and nothing else. */
@Module({})
export class IntakeModule {
  static with(take: TakeBatch): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [BatchesController],
      providers: [{ provide: TAKE_BATCH, useValue: take }],
    };
  }
}
