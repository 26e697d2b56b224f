import { forgottenWords } from './forgotten-words.js';

describe('What is said of messages that the feed forgot', () => {
  it('is how many, and that none is left, so that nobody looks for those which the gateway turned away', () => {
    expect(forgottenWords({ forgotten: 12_288, younger: 0, waiting: 0 }, { days: 30, dryRun: false })).toBe(
      'Forgot 12288 messages of more than 30 days ago. The feed holds no others.\n',
    );
  });

  it('is how many stay, and why', () => {
    expect(forgottenWords({ forgotten: 7, younger: 3, waiting: 2 }, { days: 1, dryRun: true })).toBe(
      'Would forget 7 messages of more than 1 day ago. 5 stay: 3 are younger, 2 were not taken by every reader yet.\n',
    );
  });
});
