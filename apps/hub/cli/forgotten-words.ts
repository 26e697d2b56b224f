import type { Forgotten } from '../feed/forget-messages.js';

/** What became of the messages, and why those stay that do. */
export function forgottenWords(
  { forgotten, younger, waiting }: Forgotten,
  { days, dryRun }: { readonly days: number; readonly dryRun: boolean },
): string {
  const done = `${dryRun ? 'Would forget' : 'Forgot'} ${forgotten} messages of more than ${days} ${days === 1 ? 'day' : 'days'} ago.`;
  const stays = younger + waiting;
  if (stays === 0) return `${done} The feed holds no others.\n`;
  return `${done} ${stays} stay: ${younger} are younger, ${waiting} were not taken by every reader yet.\n`;
}
