/** Which arrangement the canvas shows, and what it draws in addition. */
import type { ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import type { CanvasView } from '../../../model/canvas-view-store.ts';
import { useResource } from '../../../model/mirror.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { IconName } from '../../../ui/icon.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { t } from './messages.en.ts';
import { useView } from './view-store.ts';

const icons: Readonly<Record<CanvasView, IconName>> = {
  machines: 'machines',
  ownership: 'tree',
  network: 'route',
};

export function ViewSwitch(): ReactElement {
  const view = useCanvasView((state) => state.view);
  const show = useCanvasView((state) => state.show);
  return (
    <Segmented
      label={t('canvas.views.label')}
      value={view}
      options={(['machines', 'ownership', 'network'] as const).map((value) => ({
        value,
        text: t(`canvas.views.${value}`),
        icon: icons[value],
      }))}
      onChange={show}
    />
  );
}

export function ViewTools(): ReactElement {
  const view = useCanvasView((state) => state.view);
  const hasArrows = useView((state) => state.hasArrows);
  const isSearching = useView((state) => state.isSearching);
  return (
    <>
      <IconButton
        icon="search"
        label={t('canvas.views.search')}
        keys="/"
        aria-pressed={isSearching}
        onClick={() => useView.setState({ isSearching: !isSearching })}
      />
      <NamespaceMenu />
      {view === 'machines' ? (
        <IconButton
          icon="arrows"
          label={t('canvas.views.arrows')}
          aria-pressed={hasArrows}
          onClick={() => useView.setState({ hasArrows: !hasArrows })}
        />
      ) : null}
    </>
  );
}

function NamespaceMenu(): ReactElement {
  const shown = useCanvasView((state) => state.namespaces);
  const choose = useCanvasView((state) => state.showNamespaces);
  const names = useResource('namespaces')
    .map(({ metadata }) => metadata?.name ?? '')
    .toSorted();
  const entries: readonly MenuEntry[] = [
    {
      text: t('canvas.views.namespaces.all'),
      ...(shown.length === 0 ? { icon: 'check' as const } : {}),
      onSelect: () => choose([]),
    },
    'separator',
    ...names.map((name) => ({
      text: name,
      ...(shown.includes(name) ? { icon: 'check' as const } : {}),
      onSelect: () =>
        choose(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]),
    })),
  ];
  return (
    <Menu entries={entries} side="top">
      <button
        type="button"
        className="button button-icon"
        aria-label={t('canvas.views.namespaces')}
        title={shown.length === 0 ? t('canvas.views.namespaces') : shown.join(', ')}
        aria-pressed={shown.length > 0}
      >
        <Icon name="namespace" />
      </button>
    </Menu>
  );
}
