/** Short and without meaning, for reading out. */
export const personCode = (person: string): string =>
  `P-${person.replaceAll('-', '').slice(0, 6).toUpperCase()}`;
