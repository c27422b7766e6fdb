import { useEffect, useState } from 'react';
import type { Mark } from '../../bridge/protocol.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import type { CommandMark } from '../../model/timeline-store.ts';
import { livesOf } from './lives.ts';
import type { Lives } from './lives.ts';

export interface BranchStory {
  readonly lives: Lives;
  readonly commands: readonly CommandMark[];
  readonly headMs: number;
}

/** While time plays, a branch is asked for news so often. */
const newsEveryMs = 400;

/** What happened on a branch, kept up to date; undefined until it is known. */
export function useStory(branch: string | null): BranchStory | undefined {
  const [known, setKnown] = useState<{ readonly branch: string; readonly story: BranchStory }>();
  useEffect(
    () => (branch === null ? undefined : follow(branch, (story) => setKnown({ branch, story }))),
    [branch],
  );
  return known?.branch === branch ? known.story : undefined;
}

/** Tells the story now and each time that the branch has moved, until the returned function is called. */
function follow(branch: string, tell: (story: BranchStory) => void): () => void {
  const marks: Mark[] = [];
  let isWanted = true;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = 0;
  let seen = '';
  const ask = async (): Promise<void> => {
    seen = stateOf(branch);
    const news = await session.branchMarks(branch, known);
    known = news.total;
    marks.push(...news.marks);
    const commands = await session.branchCommands(branch);
    if (isWanted) tell({ lives: livesOf(marks), commands, headMs: news.headMs });
  };
  const look = (): void => {
    if (isAsking || timer !== undefined || !isWanted || seen === stateOf(branch)) return;
    isAsking = true;
    ask()
      // The branch may have been deleted, or the cluster be another.
      .catch(() => {})
      .finally(() => {
        isAsking = false;
        timer = setTimeout(() => {
          timer = undefined;
          look();
        }, newsEveryMs);
      });
  };
  look();
  const unsubscribe = useTime.subscribe(look);
  return () => {
    isWanted = false;
    clearTimeout(timer);
    unsubscribe();
  };
}

/** What says that there may be news of the branch. */
function stateOf(id: string): string {
  const { branches, branch, headMs, revision } = useTime.getState();
  const known = branches.find((candidate) => candidate.id === id);
  const isShown = id === branch;
  return `${isShown ? headMs : known?.headMs} ${isShown ? revision : ''} ${known?.commands}`;
}
