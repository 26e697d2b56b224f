/** What an event is about, for filters; the sector says whom it comes from. */
export const THEMES = {
  HEALTH: 'Health',
  SAFETY: 'Safety',
  EDUCATION: 'School',
  HELP: 'Help and plans',
  HOME: 'Home and housing',
  JUSTICE: 'Youth justice',
  AGREEMENT: 'Agreement to share',
} as const;
export type Theme = keyof typeof THEMES;
