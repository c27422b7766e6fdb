/** What can be done with each panel: the same in its menu and in the palette. */
import type { IconName } from '../ui/icon.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import type { PageCommand } from '../ui/page-command.ts';
import { t } from './messages.en.ts';
import { dockNames, dockOf, panelNames } from './panel-places.ts';
import type { DockName, PanelName } from './panel-places.ts';
import { useSheet } from './sheet-store.ts';
import { dock, hide, isSeen, resetPanels, show, toggleMaximised, usePanels } from './panel-store.ts';

export const panelIcons: Readonly<Record<PanelName, IconName>> = {
  editor: 'copy',
  inspector: 'eye',
  timeline: 'timeline',
  terminal: 'terminal',
};

export function panelTitle(panel: PanelName): string {
  return t(`app.${panel}`);
}

const dockTexts = {
  left: () => t('app.dockLeft'),
  right: () => t('app.dockRight'),
  bottom: () => t('app.dockBottom'),
} satisfies Record<DockName, () => string>;

export function panelEntries(panel: PanelName): MenuEntry[] {
  const places = usePanels.getState();
  return [
    ...dockNames
      .filter((name) => name !== dockOf(places, panel))
      .map((name) => ({ text: dockTexts[name](), onSelect: () => dock(panel, name) })),
    {
      text: places.maximised === panel ? t('app.restorePanel') : t('app.maximise'),
      icon: 'fullscreen',
      onSelect: () => toggleMaximised(panel),
    },
    { text: t('app.hidePanel'), icon: 'close', onSelect: () => hide(panel) },
    'separator',
    { text: t('app.resetLayout'), icon: 'reset', onSelect: resetPanels },
  ];
}

export function panelCommands(): readonly PageCommand[] {
  return panelNames.flatMap((panel): PageCommand[] => {
    const titled = { panel: panelTitle(panel) };
    const add = (id: string, title: string, run: () => void, when: () => boolean): PageCommand => ({
      id: `panel.${panel}.${id}`,
      group: 'view',
      title,
      icon: panelIcons[panel],
      words: 'panel layout dock move',
      when: () => !useSheet.getState().isPhone && when(),
      run,
    });
    const isElsewhere = (to: DockName) => () => dockOf(usePanels.getState(), panel) !== to;
    return [
      add('left', t('app.panelLeft', titled), () => dock(panel, 'left'), isElsewhere('left')),
      add('right', t('app.panelRight', titled), () => dock(panel, 'right'), isElsewhere('right')),
      add('bottom', t('app.panelBottom', titled), () => dock(panel, 'bottom'), isElsewhere('bottom')),
      add(
        'maximise',
        t('app.panelMaximise', titled),
        () => toggleMaximised(panel),
        () => isSeen(panel),
      ),
      add(
        'hide',
        t('app.panelHide', titled),
        () => hide(panel),
        () => isSeen(panel),
      ),
      add(
        'show',
        t('app.panelShow', titled),
        () => show(panel),
        () => panel !== 'inspector' && !isSeen(panel),
      ),
    ];
  });
}
