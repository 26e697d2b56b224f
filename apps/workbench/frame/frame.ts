import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { isReader, ROLE_POLICIES, type StaffRole, type Viewer } from '#access';
import { csrfTokenOf } from '../access/csrf.js';
import { timeLeft } from '../access/longest-sitting.js';
import { timeWords } from './dates.js';
import { PURPOSE_WORDS } from './words.js';

interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

/** What every page shows around its content. */
export interface Frame {
  readonly viewer: boolean;
  /** Empty before signing in, where no page has a form of ours: a token would have to be kept for each caller. */
  readonly csrf: string;
  /** Names the forms of this page as it was shown this once; see `formOf`. */
  readonly formId: string;
  readonly navigation: readonly NavigationItem[];
  /** `why`: absent for a role that states no purpose. */
  readonly strip?: { readonly who: string; readonly why?: string };
  readonly signedOutAt?: string;
}

const NAVIGATION: Readonly<Record<StaffRole, readonly (readonly [string, string])[]>> = {
  ANALYST: [
    ['Search', '/search'],
    ['Reviews', '/reviews'],
    ['Overrides', '/overrides'],
  ],
  EARLY_HELP: [
    ['Search', '/search'],
    ['Reviews', '/reviews'],
    ['Overrides', '/overrides'],
  ],
  DECISION_MANAGER: [
    ['Search', '/search'],
    ['Reviews', '/reviews'],
    ['To authorise', '/overrides'],
    ['Emergency views', '/emergency'],
    ['Connections', '/connections'],
  ],
  CUSTODIAN: [['Emergency views', '/emergency']],
  IG_LEAD: [
    ['Oversight', '/ig'],
    ['Agreements', '/ig/agreements'],
    ['Decisions', '/ig/decisions'],
    ['Disclosures', '/ig/disclosures'],
    ['Connections', '/ig/connections'],
  ],
  OPERATOR: [['Operations', '/ops']],
  PARTNER: [['Publishing', '/partner']],
};

/** First page of a role, once the purpose is stated where it states one. */
export const LANDING: Readonly<Record<StaffRole, string>> = {
  ANALYST: '/search',
  EARLY_HELP: '/search',
  DECISION_MANAGER: '/overrides',
  CUSTODIAN: '/emergency',
  IG_LEAD: '/ig',
  OPERATOR: '/ops',
  PARTNER: '/partner',
};

/** Where one who has just signed in goes, or comes back to. */
export const firstPageOf = (viewer: Viewer, stated: boolean): string =>
  stated || !isReader(viewer) ? LANDING[viewer.role] : '/sign-in/purpose';

export function frameOf(request: Request, now: Date): Frame {
  const { viewer, stated } = request.session;
  const links = viewer ? [...NAVIGATION[viewer.role], ['Help', '/help'] as const] : [];
  return {
    viewer: viewer !== undefined,
    csrf: viewer ? csrfTokenOf(request) : '',
    formId: randomUUID(),
    navigation: links.map(([text, href]) => ({ text, href, current: isUnder(href, request.path) })),
    ...(viewer && (stated || !isReader(viewer)) ? { strip: stripOf(viewer, stated) } : {}),
    ...(viewer ? { signedOutAt: timeWords(new Date(now.getTime() + timeLeft(request))) } : {}),
  };
}

const stripOf = ({ displayName, role }: Viewer, stated: Request['session']['stated']) => ({
  who: `${displayName}, ${ROLE_POLICIES[role].words}`,
  ...(stated && { why: `Purpose: ${PURPOSE_WORDS[stated.purpose]}, ${stated.reference}` }),
});

const isUnder = (href: string, path: string): boolean =>
  path === href || (href !== '/ig' && path.startsWith(`${href}/`));
