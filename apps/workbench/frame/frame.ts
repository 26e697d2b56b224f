import type { Request } from 'express';
import { ROLE_POLICIES, type StaffRole } from '#access';
import { csrfTokenOf } from '../access/csrf.js';
import { IDLE_MS } from '../access/sessions.js';
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
  readonly csrf: string;
  readonly navigation: readonly NavigationItem[];
  readonly strip?: { readonly who: string; readonly why: string };
  readonly signedOutAt?: string;
}

const NAVIGATION: Readonly<Record<StaffRole, readonly (readonly [string, string])[]>> = {
  ANALYST: [['Search', '/search']],
  EARLY_HELP: [['Search', '/search']],
  IG_LEAD: [
    ['Oversight', '/ig'],
    ['Agreements', '/ig/agreements'],
    ['Decisions', '/ig/decisions'],
    ['Disclosures', '/ig/disclosures'],
  ],
};

/** First page of a role once the purpose is stated. */
export const LANDING: Readonly<Record<StaffRole, string>> = {
  ANALYST: '/search',
  EARLY_HELP: '/search',
  IG_LEAD: '/ig',
};

export function frameOf(request: Request, now: Date): Frame {
  const { viewer, stated } = request.session;
  const links = viewer ? [...NAVIGATION[viewer.role], ['Help', '/help'] as const] : [];
  return {
    viewer: viewer !== undefined,
    csrf: csrfTokenOf(request),
    navigation: links.map(([text, href]) => ({ text, href, current: isUnder(href, request.path) })),
    ...(viewer && stated
      ? {
          strip: {
            who: `${viewer.displayName}, ${ROLE_POLICIES[viewer.role].words}`,
            why: `Purpose: ${PURPOSE_WORDS[stated.purpose]}, ${stated.reference}`,
          },
        }
      : {}),
    ...(viewer ? { signedOutAt: timeWords(new Date(now.getTime() + IDLE_MS)) } : {}),
  };
}

const isUnder = (href: string, path: string): boolean =>
  path === href || (href !== '/ig' && path.startsWith(`${href}/`));
