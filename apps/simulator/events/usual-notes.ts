import { type Dice } from '../chance/dice.js';
import { type EventKind } from './event-kinds.js';

const WRITTEN = 0.6;

/** What practitioners usually jot down, where they do. */
const NOTES: Partial<Readonly<Record<EventKind, readonly [string, ...string[]]>>> = {
  'early-help.taf-held': [
    'Family say mornings are calmer. Plan goes on, small steps agreed for each person.',
    'Attendance better; money still tight. Worker to go with mother to the advice centre.',
    'Not everyone could come. Child’s wishes read out by the worker.',
    'Good progress on two of three aims. Next meeting to talk about closing.',
  ],
  'early-help.youth-visit': [
    'Talked about friends, sleep and school. Would like to join the Thursday group.',
    'Quiet at first, then showed drawings. No new worries.',
    'Said things are easier since the timetable changed.',
  ],
  'early-help.request-received': [
    'Parent agrees with the request and would like help soon.',
    'Several small things that add up; family asks for one person to talk to.',
  ],
  'school.dsl-concern': [
    'Came without lunch and coat twice this week. Says mother is sleeping a lot.',
    'Upset after the weekend and did not want to go home at first.',
    'Friendship trouble, and falling asleep in lessons.',
  ],
  'health.gp-concern': [
    'Seen with parent. Growth steady, mood low. Review arranged.',
    'Parent tired and worried about money; offered an appointment of their own.',
  ],
  'health.mandated-review': [
    'Growing and talking as expected.',
    'Home warm and tidy, toys about, parent asked good questions.',
  ],
  'police.ppn-submitted': [
    'Child spoken to alone and said they felt safe tonight.',
    'Officers saw bare cupboards and cold rooms.',
  ],
  'social-care.contact-received': [
    'Caller worried about supervision after school.',
    'Partner agency asks for advice; family knows of the call.',
  ],
  'social-care.assessment-completed': [
    'Family took part throughout. Strengths: grandparents near by, good bond with school.',
  ],
};

/** Undefined where nothing is noted. */
export function usualNote(kind: EventKind, dice: Dice): string | undefined {
  const notes = NOTES[kind];
  return notes !== undefined && dice.chance(WRITTEN) ? dice.pick(notes) : undefined;
}
