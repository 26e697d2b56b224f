import { SetMetadata } from '@nestjs/common';
import type { PageAccess } from '../../domain/page-access.js';
import type { StaffRole } from '../../domain/viewer.js';

export const PAGE_ACCESS = 'throughline:page-access';

const declare = (access: PageAccess) => SetMetadata(PAGE_ACCESS, access);

/** Signed in, with one of these roles, and with a purpose stated where the role reads records. */
export const OpenToRoles = (...roles: StaffRole[]) => declare({ to: 'ROLES', roles });
export const OpenToSignedIn = () => declare({ to: 'SIGNED_IN' });
export const OpenToAnyone = () => declare({ to: 'ANYONE' });
