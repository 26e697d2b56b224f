import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { startProjector, type ProjectorOptions, type RunningProjector } from './projector.js';

/** Token of the `RunningProjector`. */
export const PROJECTOR = Symbol('projector');

/** For a Nest application that runs the views: started with it, stopped with it. */
@Module({})
export class ProjectorModule implements OnApplicationShutdown {
  constructor(@Inject(PROJECTOR) private readonly projector: RunningProjector) {}

  static register(options: ProjectorOptions): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [{ provide: PROJECTOR, useFactory: () => startProjector(options) }],
      exports: [PROJECTOR],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
