import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { OpenToRoles, PAGE_ACCESS, type PageAccess } from '#access';
import { CONTROLLERS } from './controllers.js';
import { OperationsController } from './operations/operations.controller.js';

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

/** Controllers with a route that an operator shares with those who read records, or that operators alone have elsewhere. */
function mixingOperators(controllers: readonly ControllerClass[]): readonly string[] {
  return controllers
    .filter((controller) => {
      const mine = controller === OperationsController;
      return accessesOf(controller).some(({ to, ...rest }) => {
        const roles = to === 'ROLES' && 'roles' in rest ? (rest.roles as readonly string[]) : [];
        return mine ? roles.join() !== 'OPERATOR' : roles.includes('OPERATOR');
      });
    })
    .map(({ name }) => name);
}

function accessesOf(controller: ControllerClass): readonly PageAccess[] {
  const prototype = controller.prototype as Record<string, object>;
  const places = [controller, ...Object.getOwnPropertyNames(prototype).map((name) => prototype[name] ?? {})];
  return places
    .map((place) => Reflect.getMetadata(PAGE_ACCESS, place) as PageAccess | undefined)
    .filter((access) => access !== undefined);
}

@Controller()
class Careless {
  @Get('/everybody')
  @OpenToRoles('ANALYST', 'OPERATOR')
  view(): void {}
}

describe('Every route', () => {
  it('says who may open it', () => {
    expect(CONTROLLERS.flatMap((controller) => undeclared(controller))).toEqual([]);
  });

  it('is open to an operator only where it shows how the hub does, and such a page to nobody else', () => {
    expect(mixingOperators(CONTROLLERS)).toEqual([]);
    expect(mixingOperators([Careless])).toEqual(['Careless']);
  });

  it('would be found out if it did not', () => {
    expect(undeclared(Forgetful)).toEqual(['Forgetful.view']);
  });
});
