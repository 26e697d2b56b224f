import 'reflect-metadata';
import { Controller, Get } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { OpenToRoles, PAGE_ACCESS, type PageAccess } from '#access';
import { CONTROLLERS } from './controllers.js';
import { OperationsController } from './operations/operations.controller.js';
import { PartnerHealthController } from './partner/partner-health.controller.js';
import { PartnerReceiptsController } from './partner/partner-receipts.controller.js';
import { PartnerRejectsController } from './partner/partner-rejects.controller.js';
import { PartnerTryController } from './partner/partner-try.controller.js';

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

const OPERATORS: readonly ControllerClass[] = [OperationsController];
const PARTNERS: readonly ControllerClass[] = [
  PartnerHealthController,
  PartnerReceiptsController,
  PartnerRejectsController,
  PartnerTryController,
];

/** Controllers with a route that such a role shares with those who read records, or that others have of its own. */
function mixing(role: string, own: readonly ControllerClass[], controllers: readonly ControllerClass[]) {
  return controllers
    .filter((controller) => {
      const mine = own.includes(controller);
      return accessesOf(controller).some(({ to, ...rest }) => {
        const roles = to === 'ROLES' && 'roles' in rest ? (rest.roles as readonly string[]) : [];
        return mine ? roles.join() !== role : roles.includes(role);
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
  @OpenToRoles('ANALYST', 'OPERATOR', 'PARTNER')
  view(): void {}
}

describe('Every route', () => {
  it('says who may open it', () => {
    expect(CONTROLLERS.flatMap((controller) => undeclared(controller))).toEqual([]);
  });

  it('is open to an operator only where it shows how the hub does, and such a page to nobody else', () => {
    expect(mixing('OPERATOR', OPERATORS, CONTROLLERS)).toEqual([]);
    expect(mixing('OPERATOR', OPERATORS, [Careless])).toEqual(['Careless']);
  });

  it('is open to the owner of a partner system only where it shows what its own agency published', () => {
    expect(mixing('PARTNER', PARTNERS, CONTROLLERS)).toEqual([]);
    expect(mixing('PARTNER', PARTNERS, [Careless])).toEqual(['Careless']);
    expect(PARTNERS.filter((each) => !(CONTROLLERS as readonly ControllerClass[]).includes(each))).toEqual(
      [],
    );
  });

  it('would be found out if it did not', () => {
    expect(undeclared(Forgetful)).toEqual(['Forgetful.view']);
  });
});
