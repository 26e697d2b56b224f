import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { PAGE_ACCESS } from '#access';
import { CONTROLLERS } from './controllers.js';

type ControllerClass = abstract new (...given: never[]) => object;

/** Routes of a controller that do not say who may open them. */
function undeclared(controller: ControllerClass): readonly string[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && Reflect.hasMetadata(PATH_METADATA, prototype[name] ?? {}))
    .filter(
      (name) =>
        !Reflect.hasMetadata(PAGE_ACCESS, prototype[name] ?? {}) &&
        !Reflect.hasMetadata(PAGE_ACCESS, controller),
    )
    .map((name) => `${controller.name}.${name}`);
}

@Controller()
class Forgetful {
  @Get('/open-to-whom')
  view(): void {}
}

describe('Every route', () => {
  it('says who may open it', () => {
    expect(CONTROLLERS.flatMap((controller) => undeclared(controller))).toEqual([]);
  });

  it('would be found out if it did not', () => {
    expect(undeclared(Forgetful)).toEqual(['Forgetful.view']);
  });
});
