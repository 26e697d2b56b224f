const PAGES = [
  ['Health', '/partner'],
  ['Receipts', '/partner/receipts'],
  ['Rejects', '/partner/rejects'],
  ['Contracts', '/docs/contracts'],
  ['Try an event', '/partner/try'],
] as const;

type PageName = (typeof PAGES)[number][0];

/** What every page of a publisher shows beside its content. */
export const partnerFrame = (active: PageName, agency: string) => ({
  section: 'Publishing',
  agency,
  sideNavigation: PAGES.map(([text, href]) => ({ text, href, active: text === active })),
});
