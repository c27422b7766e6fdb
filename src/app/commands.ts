/** All that the page can be told to do: keys, palette, menus and the keyboard map read this one list. */
import { goBack, stepTime, togglePlay } from '../features/timeline/transport-actions.ts';
import { redoLast, undoLast } from '../features/branches/undo.ts';
import { useHints } from '../features/start/hints-store.ts';
import { useCanvasView } from '../model/canvas-view-store.ts';
import type { CanvasView } from '../model/canvas-view-store.ts';
import { closeCompare, showBranchList, toggleCompare, useCompare } from '../model/compare-store.ts';
import { askForFault } from '../model/fault-form-store.ts';
import type { CommandGroup, PageCommand } from '../ui/page-command.ts';
import { useFiles } from '../model/files-store.ts';
import { toggleLiveCompare } from '../model/live-compare-store.ts';
import { useSelection } from '../model/selection-store.ts';
import { session } from '../model/session.ts';
import { useSettings } from '../model/settings-store.ts';
import type { Theme } from '../model/settings-store.ts';
import { useTime } from '../model/time-store.ts';
import type { IconName } from '../ui/icon.tsx';
import { reportFailure } from '../ui/report-failure.ts';
import { closeNewestToast, hasToast } from '../ui/toast.tsx';
import { hasKeptAside, returnToKept } from './kept-aside.ts';
import { copyLink } from './copy-link.ts';
import { exportRunFile, importRunFile } from './run-file.ts';
import { t } from './messages.en.ts';
import { panelCommands } from './panel-menu.ts';
import {
  resetPanels,
  restorePanels,
  show as showPanel,
  toggle,
  toggleTerminal,
  usePanels,
} from './panel-store.ts';
import { goToRegion } from './regions.ts';
import { useSheet } from './sheet-store.ts';
import { openDialog, openPalette } from './shell-store.ts';
import { startScenario } from './start-scenario.ts';

export function pageCommands(): readonly PageCommand[] {
  return [
    ...timeCommands(),
    ...viewCommands(),
    ...clusterCommands(),
    ...editorCommands(),
    ...shareCommands(),
    ...pageOwn(),
  ];
}

const inGroup =
  (group: CommandGroup) =>
  (
    id: string,
    title: string,
    icon: IconName,
    run: () => void,
    more: Partial<PageCommand> = {},
  ): PageCommand => ({ id, group, title, icon, run, ...more });

function timeCommands(): readonly PageCommand[] {
  const add = inGroup('time');
  return [
    add('time.play', t('app.commandPlay'), 'play', togglePlay, { keys: [' '], words: 'stop resume' }),
    add('time.step', t('app.commandStep'), 'step', stepTime, { keys: ['.'] }),
    add('time.back', t('app.commandBack'), 'back', goBack, { keys: [','] }),
    add('time.live', t('app.commandLive'), 'skip', () => reportFailure(session.live()), { keys: ['l'] }),
    add('time.fork', t('app.commandFork'), 'branch', () => reportFailure(session.fork())),
    add('time.undo', t('app.commandUndo'), 'undo', undoLast, {
      keys: ['Ctrl+z'],
      when: () => useTime.getState().undoable !== null,
    }),
    add('time.redo', t('app.commandRedo'), 'redo', redoLast, {
      keys: ['Ctrl+Shift+z'],
      when: () => useTime.getState().redoable !== null,
    }),
    add('time.branches', t('app.allBranches'), 'branch', () => showBranchList(true), {
      words: 'rename delete fork',
    }),
    ...[0.1, 1, 10, 60].map((speed) =>
      add(`time.speed.${speed}`, t('app.commandSpeed', { speed }), 'timeline', () =>
        reportFailure(session.setSpeed(speed)),
      ),
    ),
    add('time.speed.max', t('app.commandSpeedMax'), 'timeline', () => reportFailure(session.setSpeed(0))),
  ];
}

/** Finds the commands that move panels, in every language. */
const dockWord = 'dock';

function viewCommands(): readonly PageCommand[] {
  const add = inGroup('view');
  const show = (view: CanvasView) => () => useCanvasView.getState().show(view);
  const theme = (name: Theme) => () => useSettings.getState().setTheme(name);
  return [
    add('view.machines', t('app.commandMachines'), 'machines', show('machines')),
    add('view.ownership', t('app.commandOwnership'), 'tree', show('ownership')),
    add('view.network', t('app.commandNetwork'), 'network', show('network')),
    add('view.compare', t('app.commandCompare'), 'diff', toggleCompare, {
      keys: ['c'],
      words: 'two branches',
    }),
    add('view.compare.close', t('app.commandCloseCompare'), 'close', closeCompare, {
      keys: ['Escape'],
      when: () => useCompare.getState().isOpen,
    }),
    add('view.editor', t('app.commandEditor'), 'copy', () => toggle('editor')),
    add('view.timeline', t('app.commandTimeline'), 'timeline', () => toggle('timeline')),
    add('view.terminal', t('app.commandTerminal'), 'terminal', toggleTerminal, { keys: ['Ctrl+`'] }),
    ...panelCommands(),
    add('view.movePanel', t('app.commandMovePanel'), 'fullscreen', () => openPalette(dockWord), {
      when: () => !useSheet.getState().isPhone,
      words: 'dock layout panel',
    }),
    add('view.restore', t('app.restorePanels'), 'fullscreen', restorePanels, {
      keys: ['Escape'],
      when: () => usePanels.getState().maximised !== null,
    }),
    add('view.reset', t('app.resetLayout'), 'fit', resetPanels),
    add('view.nothing', t('app.commandDeselect'), 'close', () => useSelection.getState().select(null), {
      keys: ['Escape'],
      when: () => useSelection.getState().selected !== null,
    }),
    add('theme.light', t('app.light'), 'sun', theme('light')),
    add('theme.dark', t('app.dark'), 'moon', theme('dark')),
    add('theme.contrast', t('app.contrast'), 'eye', toggleContrast),
    add('theme.system', t('app.systemColours'), 'present', theme('system')),
  ];
}

/** What is shown as usual is shown with more contrast, and the other way round. */
function toggleContrast(): void {
  const hasMore = document.documentElement.dataset['contrast'] === 'more';
  useSettings.getState().change({ contrast: hasMore ? 'usual' : 'more' });
}

function clusterCommands(): readonly PageCommand[] {
  const add = inGroup('cluster');
  return [
    add('cluster.start', t('app.start'), 'flag', () => openDialog('start'), { words: 'scenario new reset' }),
    add('cluster.web', t('app.startWeb'), 'service', () => reportFailure(startScenario('web'))),
    add('cluster.empty', t('app.startEmpty'), 'namespace', () => reportFailure(startScenario('empty'))),
    add('cluster.broken', t('app.startBroken'), 'warning', () => reportFailure(startScenario('broken'))),
    add('cluster.fault', t('app.commandFault'), 'bolt', () => askForFault({}), { words: 'break kill fail' }),
  ];
}

function editorCommands(): readonly PageCommand[] {
  const add = inGroup('editor');
  const hasFile = (): boolean => useFiles.getState().open !== '';
  return [
    add('editor.apply', t('app.commandApply'), 'check', () => reportFailure(applyOpenFile()), {
      keys: ['Ctrl+enter'],
      when: hasFile,
      words: 'kubectl apply run',
    }),
    add('editor.template', t('app.commandTemplate'), 'plus', () => reportFailure(chooseTemplate()), {
      words: 'new yaml manifest kind',
    }),
    add('editor.compare', t('app.commandCompareLive'), 'diff', toggleLiveCompare, {
      when: hasFile,
      words: 'diff live',
    }),
    add('editor.format', t('app.commandFormat'), 'reset', () => reportFailure(formatOpenFile()), {
      when: hasFile,
      words: 'indent tidy',
    }),
  ];
}

async function applyOpenFile(): Promise<void> {
  const { applyFile } = await import('../features/editor/problems-store.ts');
  await applyFile(useFiles.getState().open);
}

async function chooseTemplate(): Promise<void> {
  showPanel('editor');
  const { showDialog } = await import('../features/editor/dialog-store.ts');
  showDialog({ kind: 'template' });
}

async function formatOpenFile(): Promise<void> {
  showPanel('editor');
  const { formatFile } = await import('../features/editor/editor-actions.ts');
  await formatFile(useFiles.getState().open);
}

function shareCommands(): readonly PageCommand[] {
  const add = inGroup('share');
  return [
    add('share.link', t('app.commandShare'), 'share', () => void copyLink()),
    add('share.embed', t('app.commandEmbed'), 'present', () => openDialog('embed'), {
      words: 'iframe html snippet figure documentation',
    }),
    add('share.manifests', t('app.exportManifests'), 'copy', () => openDialog('export'), {
      words: 'yaml zip download',
    }),
    add('share.run', t('app.exportRun'), 'copy', () => reportFailure(exportRunFile()), {
      words: 'json save',
    }),
    add('share.import', t('app.importRun'), 'plus', importRunFile, { words: 'open json load' }),
    add('share.print', t('app.print'), 'present', () => globalThis.print()),
  ];
}

function pageOwn(): readonly PageCommand[] {
  const add = inGroup('page');
  return [
    add('page.find', t('app.find'), 'search', () => openDialog('palette'), { keys: ['Ctrl+k'] }),
    add('page.keys', t('app.keys'), 'cursor', () => openDialog('keys'), {
      keys: ['?'],
      words: 'shortcuts help',
    }),
    add('page.nextRegion', t('app.nextRegion'), 'cursor', () => goToRegion(1), { keys: ['F6'] }),
    add('page.previousRegion', t('app.previousRegion'), 'cursor', () => goToRegion(-1), {
      keys: ['Shift+F6'],
    }),
    add('page.settings', t('app.settings'), 'eye', () => openDialog('settings'), {
      keys: ['Ctrl+,'],
      words: 'language motion text size theme autosave',
    }),
    add('page.toast', t('app.closeToast'), 'close', closeNewestToast, { keys: ['Escape'], when: hasToast }),
    add('page.kept', t('app.returnToKept'), 'undo', () => reportFailure(returnToKept()), {
      when: hasKeptAside,
      words: 'session restore',
    }),
    add('page.hints', t('app.showHints'), 'flag', () => useHints.getState().callAgain()),
    add('page.editor', t('app.openEditor'), 'copy', () => showPanel('editor')),
  ];
}
