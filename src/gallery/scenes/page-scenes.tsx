/** What lies over the page: dialogs, palette, notes, work in progress, and what is shown when something breaks. */
import type { ReactElement } from 'react';
import { languages } from '../../app/languages.ts';
import { Toasts, showToast } from '../../ui/toast.tsx';
import { find, write } from '../hands.ts';
import { onStory } from '../scene.ts';
import type { Scene } from '../scene.ts';

const nothing = (): void => {};

const dialog = (title: string, height: number, part: () => Promise<ReactElement>): Scene =>
  onStory({
    title,
    width: 736,
    height,
    part,
    after: async () => void (await find('[role="dialog"]')),
  });

export const pageScenes: Readonly<Record<string, Scene>> = {
  toasts: {
    title: 'Notes: something was done, something can be taken back, something was refused',
    width: 736,
    height: 240,
    part: async () => <Toasts closeLabel="Close" />,
    after: async () => {
      showToast({ text: 'Applied 2 objects' });
      showToast({ text: 'The power of node-2 is cut', action: { text: 'Undo', run: nothing } });
      showToast({
        text: 'The API server refused this: Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
        kind: 'problem',
      });
      await find('.toast-problem');
      // A note that is pointed at stays.
      for (const note of document.querySelectorAll('.toast'))
        note.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    },
  },
  progress: {
    title: 'Long work: how far it is, or nobody knows',
    width: 736,
    height: 240,
    part: async () => {
      const { Progress } = await import('../../ui/progress.tsx');
      const shared = { cancel: 'Cancel', onCancel: nothing };
      return (
        <div className="scene-stack">
          <Progress {...shared} title="Running on to 10:04" detail="09:41:20 · 62 %" share={0.62} />
          <Progress {...shared} title="To the next warning" detail="09:41:20 · 4 min on" share={null} />
        </div>
      );
    },
  },
  broken: {
    title: 'A part that broke says so; the cluster lives on',
    width: 736,
    height: 240,
    part: async () => {
      const { ErrorBoundary } = await import('../../app/error-boundary.tsx');
      const Breaks = (): ReactElement => {
        throw new Error('Cannot read properties of undefined (reading ‘metadata’)');
      };
      return (
        <ErrorBoundary>
          <Breaks />
        </ErrorBoundary>
      );
    },
  },
  hints: onStory({
    title: 'The first visit: three things to try, one at a time where there is little room',
    width: 736,
    height: 128,
    part: async () => {
      const { Hints } = await import('../../features/start/hints.tsx');
      const { useHints } = await import('../../features/start/hints-store.ts');
      useHints.setState({ isOpen: true, done: ['select'] });
      return <Hints isFloating />;
    },
  }),
  palette: {
    ...dialog('Find or run', 520, async () => {
      const { PalettePart } = await import('../../app/palette-part.tsx');
      return <PalettePart onClose={nothing} />;
    }),
    after: async () => {
      await find('[role="dialog"]');
      await write('[role="combobox"]', 'web');
    },
  },
  settings: dialog('Settings', 640, async () => {
    const { SettingsDialog } = await import('../../features/settings/settings-dialog.tsx');
    const offered = languages.filter(({ isPseudo }) => isPseudo !== true);
    return <SettingsDialog languages={offered} onResetLayout={nothing} onClose={nothing} />;
  }),
  start: dialog('Three ways to begin', 440, async () => {
    const { StartDialog } = await import('../../features/start/start-dialog.tsx');
    return <StartDialog onStart={nothing} onClose={nothing} />;
  }),
  keys: dialog('All keys', 760, async () => {
    const { KeyMap } = await import('../../features/palette/key-map.tsx');
    const { pageCommands } = await import('../../app/commands.ts');
    return <KeyMap commands={pageCommands()} onClose={nothing} />;
  }),
  fault: dialog('Cause a fault', 640, async () => {
    const { FaultDialog } = await import('../../features/faults/fault-dialog.tsx');
    return (
      <FaultDialog
        wish={{ type: 'OOMKill', target: { namespace: 'shop', pod: 'redis-0' } }}
        onClose={nothing}
      />
    );
  }),
  branchList: {
    ...dialog('Branches', 440, async () => {
      const { BranchDialog } = await import('../../features/branches/branch-dialog.tsx');
      return <BranchDialog onClose={nothing} />;
    }),
    world: async () => (await import('../worlds/story.ts')).branches,
  },
  export: dialog('Take it along', 360, async () => {
    const { ExportDialog } = await import('../../features/start/export-dialog.tsx');
    return <ExportDialog onSave={nothing} onClose={nothing} />;
  }),
  terminal: onStory({
    title: 'kubectl',
    width: 736,
    height: 320,
    part: async () => {
      const { TerminalPart } = await import('../../app/terminal-part.tsx');
      return (
        <section className="panel terminal-panel scene-fill">
          <TerminalPart isTab onShowEditor={nothing} onClose={nothing} />
        </section>
      );
    },
    after: async () => {
      await find('.xterm-rows');
      const { useTerminalWish } = await import('../../model/terminal-wish-store.ts');
      useTerminalWish.setState({ line: 'kubectl get pods -n shop' });
      await find('.xterm-rows > div', 'redis-0');
    },
  }),
};
