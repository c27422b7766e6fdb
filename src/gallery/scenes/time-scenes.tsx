/** The timeline with all it can show, and two branches on one clock. */
import { useBookmarks } from '../../model/bookmarks-store.ts';
import { openCompare } from '../../model/compare-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { session } from '../../model/session.ts';
import { useTime } from '../../model/time-store.ts';
import { find } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../worlds/world.ts';

const branchesWorld = async (): Promise<World> => (await import('../worlds/story.ts')).branches;
const wholeRun = { spanMs: 170_000, fromMs: -4000 };

export const timeScenes: Readonly<Record<string, Scene>> = {
  timeline: onStory({
    title: 'Lanes with every phase, marks, commands, a planned fault, what goes on if nothing happens',
    width: 1120,
    height: 560,
    before: async () => {
      useSelection.getState().select('pods/shop/mailer');
      const { setOpened, setWindow } = await import('../../features/timeline/timeline-view.ts');
      setWindow(wholeRun);
      setOpened('pods/shop/mailer', true);
    },
    part: timeline,
  }),
  lens: onStory({
    title: 'A moment widened to milliseconds, two bookmarks',
    width: 1120,
    height: 360,
    before: async () => {
      const { setWindow, useTimelineView } = await import('../../features/timeline/timeline-view.ts');
      setWindow(wholeRun);
      useTimelineView.setState({ lens: { fromMs: 19_995, toMs: 20_080 } });
      useBookmarks.getState().add({ name: 'Before the power cut', branch: 'main', timeMs: 44_000 });
      useBookmarks.getState().add({ name: 'Node lost', branch: 'main', timeMs: 97_000 });
    },
    part: timeline,
    after: async () => void (await find('.timeline-bookmark')),
  }),
  stretch: onStory({
    title: 'A stretch, and what changed in it',
    width: 1120,
    height: 440,
    before: async () => {
      const { setWindow, useTimelineView } = await import('../../features/timeline/timeline-view.ts');
      setWindow(wholeRun);
      useTimelineView.setState({ range: { fromMs: 45_000, toMs: 96_000 } });
    },
    part: timeline,
    after: async () => void (await find('button', 'node-2')),
  }),
  narrow: onStory({
    title: 'On a phone',
    width: 390,
    height: 480,
    before: async () => {
      const { setWindow } = await import('../../features/timeline/timeline-view.ts');
      setWindow(wholeRun);
    },
    part: timeline,
  }),
  transport: onStory({
    title: 'The past is shown: transport, speed, steps',
    width: 1120,
    height: 64,
    before: () => session.seek(60_000),
    part: async () => {
      const { Transport } = await import('../../features/timeline/transport.tsx');
      return (
        <div className="scene-bar">
          <Transport />
        </div>
      );
    },
  }),
  branches: {
    title: 'Branches: the switch on the run’s strip, and their list',
    width: 1120,
    height: 420,
    world: branchesWorld,
    before: async () => {
      const { setWindow } = await import('../../features/timeline/timeline-view.ts');
      setWindow(wholeRun);
    },
    part: timeline,
  },
  compare: {
    title: 'Two branches on one clock',
    width: 1120,
    height: 720,
    world: branchesWorld,
    before: async () => {
      await session.advanceBranch('main', useTime.getState().headMs);
      openCompare();
    },
    part: async () => {
      const { CompareView } = await import('../../features/compare/compare-view.tsx');
      return (
        <div className="scene-fill scene-column">
          <CompareView />
        </div>
      );
    },
  },
};

async function timeline() {
  const { Timeline } = await import('../../features/timeline/timeline.tsx');
  return (
    <div className="scene-fill scene-column">
      <Timeline />
    </div>
  );
}
