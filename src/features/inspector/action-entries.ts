/** Menu entries for what kubectl, the canvas and the editor can do with an object. */
import { useCanvasView } from '../../model/canvas-view-store.ts';
import { actionLine, actionsFor, linesFor } from '../../model/object-actions.ts';
import type { ActionName } from '../../model/object-actions.ts';
import { hasPageKubectl, runOnPage } from '../../model/page-kubectl.ts';
import { useSelection } from '../../model/selection-store.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { reportFailure } from '../../ui/report-failure.ts';
import { showToast } from '../../ui/toast.tsx';
import { t } from './action-messages.en.ts';
import { copyText } from './copy-text.ts';
import type { InspectedObject } from './kind-of-key.ts';

/** Actions that ask before they act. */
export type AskedAction = 'scale' | 'drain' | 'delete';

const icons: Readonly<Record<ActionName, IconName>> = {
  scale: 'plus',
  restart: 'reset',
  undo: 'undo',
  pause: 'pause',
  resume: 'play',
  cordon: 'pin',
  uncordon: 'pin',
  drain: 'route',
  delete: 'trash',
};

/** What changes the object; those that ask first are handed to `ask`. */
export function kubectlEntries(key: string, ask: (action: AskedAction) => void): readonly MenuEntry[] {
  if (!hasPageKubectl()) return [];
  return actionsFor(key).flatMap((action): MenuEntry[] => {
    const entry = { text: t(`action.${action}`), icon: icons[action] };
    if (action === 'scale' || action === 'drain' || action === 'delete')
      return [{ ...entry, onSelect: () => ask(action) }];
    const line = actionLine(action, key);
    return line === undefined ? [] : [{ ...entry, onSelect: () => runAndSay(line) }];
  });
}

/** Runs a line and shows what it printed, so that everybody sees what was done. */
export function runAndSay(line: string): void {
  const running = runOnPage(line).then((printed) => {
    if (printed !== '') showToast({ text: printed });
  });
  reportFailure(running);
}

const onCanvas = new Set(['pods', 'nodes', 'services', 'machines.podarium.dev']);

/** Ways to other views of it. */
export function viewEntries(about: InspectedObject): readonly MenuEntry[] {
  const { key, resource } = about;
  const { followed, follow } = useCanvasView.getState();
  const isFollowed = followed === key;
  const show: MenuEntry = {
    text: t('action.show'),
    icon: 'eye',
    onSelect: () => useSelection.getState().reveal(key),
  };
  const followIt: MenuEntry = {
    text: isFollowed ? t('action.unfollow') : t('action.follow'),
    icon: 'pin',
    onSelect: () => follow(isFollowed ? null : key),
  };
  return [
    ...(onCanvas.has(resource) ? [show] : []),
    ...(resource === 'pods' ? [followIt] : []),
    { text: t('action.edit'), icon: 'cursor', onSelect: () => reportFailure(edit(about)) },
    { text: t('action.copyAs'), icon: 'copy', entries: copyEntries(about) },
  ];
}

async function edit(about: InspectedObject): Promise<void> {
  const { editObject } = await import('./edit-object.ts');
  await editObject(about);
}

function copyEntries({ key }: InspectedObject): readonly MenuEntry[] {
  return linesFor(key).map((line) => ({
    text: line,
    onSelect: () => void copyText(line, t('action.copied', { line })),
  }));
}
