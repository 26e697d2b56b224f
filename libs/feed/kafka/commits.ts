import type { EachBatchPayload } from 'kafkajs';
import { GroupCommit } from '../embedded/group-commit.js';

interface Commit {
  readonly payload: EachBatchPayload;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

export type Commits = Pick<GroupCommit<Commit, void>, 'add'>;

/** Partitions that were handled together are committed together, by the membership that handed them over. */
export const commitsOfSession = (): Commits => new GroupCommit<Commit, void>(commitAll);

async function commitAll(commits: readonly Commit[]): Promise<readonly void[]> {
  const [first] = commits;
  const topics = [...new Set(commits.map(({ topic }) => topic))].map((topic) => ({
    topic,
    partitions: commits
      .filter((each) => each.topic === topic)
      .map(({ partition, offset }) => ({ partition, offset })),
  }));
  await first?.payload.commitOffsetsIfNecessary({ topics });
  return commits.map(() => undefined);
}
