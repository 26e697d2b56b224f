import { isReader, type Sitting, type StaffRole, type Viewer } from './viewer.js';

/** Who may open a page: anybody, anybody signed in, or some roles, those that read records once a purpose is stated. */
export type PageAccess =
  | { readonly to: 'ANYONE' }
  | { readonly to: 'SIGNED_IN' }
  | { readonly to: 'ROLES'; readonly roles: readonly StaffRole[] };

export type Admission = 'ADMITTED' | 'SIGN_IN' | 'STATE_PURPOSE' | 'WRONG_ROLE' | 'NO_SUCH_PAGE';

/** Fails closed: a page that declares nothing does not exist. */
export function admit(
  access: PageAccess | undefined,
  viewer: Viewer | undefined,
  sitting: Sitting | undefined,
): Admission {
  if (access === undefined) return 'NO_SUCH_PAGE';
  if (access.to === 'ANYONE') return 'ADMITTED';
  if (viewer === undefined) return 'SIGN_IN';
  if (access.to === 'SIGNED_IN') return 'ADMITTED';
  if (!access.roles.includes(viewer.role)) return 'WRONG_ROLE';
  if (!isReader(viewer)) return 'ADMITTED';
  return sitting === undefined ? 'STATE_PURPOSE' : 'ADMITTED';
}
