/** The places at the edges of the page where panels stand, as tabs where there are several. */
import type { KeyboardEvent, ReactElement } from 'react';
import { Transport } from '../features/timeline/transport.tsx';
import { useSelection } from '../model/selection-store.ts';
import { IconButton } from '../ui/button.tsx';
import { arrowAlongLine } from '../ui/direction.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { TerminalPart } from './late-parts.ts';
import { t } from './messages.en.ts';
import { panelEntries, panelIcons, panelTitle } from './panel-menu.ts';
import { Panel } from './panel.tsx';
import { dockLimits, panelsIn } from './panel-places.ts';
import type { DockName, PanelName } from './panel-places.ts';
import { dock, hasContent, openDock, resize, seenIn, show, usePanels } from './panel-store.ts';

interface DockView {
  readonly panels: readonly PanelName[];
  /** Undefined while the dock is closed. */
  readonly seen: PanelName | undefined;
  readonly size: number;
  readonly isMaximised: boolean;
}

function useDock(name: DockName): DockView {
  useSelection((state) => state.selected !== null);
  const places = usePanels();
  const { isOpen, size } = places[name];
  const { maximised } = places;
  return {
    panels: panelsIn(places, name, hasContent),
    seen: seenIn(places, name),
    size: isOpen ? size : 0,
    isMaximised: maximised !== null && places[name].panels.includes(maximised),
  };
}

/** These have a head with a menu of their own. */
const headed: readonly PanelName[] = ['editor', 'inspector'];

export function SideDock({ name }: { readonly name: 'left' | 'right' }): ReactElement | null {
  const { panels, seen, size, isMaximised } = useDock(name);
  const [first] = panels;
  if (first === undefined) return null;
  const hasTabs = panels.length > 1 || !headed.includes(first);
  const splitter = <DockSplitter name={name} size={size} panel={seen ?? first} />;
  return (
    <>
      {name === 'right' ? splitter : null}
      {seen === undefined ? null : (
        <div className="dock" data-maximised={isMaximised || undefined} style={{ width: size }}>
          {hasTabs ? (
            <div className="dock-bar dock-bar-side" data-panel-head={seen}>
              <DockTabs panels={panels} seen={seen} />
              <PanelMenu panel={seen} />
            </div>
          ) : null}
          <Panel key={seen} panel={seen} />
        </div>
      )}
      {name === 'left' ? splitter : null}
    </>
  );
}

/** Its bar stays when the rest is closed: time is always at hand. */
export function BottomDock(): ReactElement {
  const { panels, seen, size, isMaximised } = useDock('bottom');
  const [first] = panels;
  return (
    <section
      className="dock-bottom"
      aria-label={t('app.panelsBelow')}
      data-maximised={isMaximised || undefined}
    >
      {first === undefined ? null : <DockSplitter name="bottom" size={size} panel={seen ?? first} />}
      <section
        className="dock-bar timeline-bar"
        aria-label={t('app.timeControls')}
        data-panel-head={seen ?? ''}
      >
        {first === undefined ? null : <DockTabs panels={panels} seen={seen} />}
        <Transport />
        {seen === undefined ? null : <PanelMenu panel={seen} />}
        {first === undefined ? null : (
          <IconButton
            icon={seen === undefined ? panelIcons[first] : 'chevronDown'}
            label={seen === undefined ? t('app.openBottom') : t('app.closeBottom')}
            onClick={() => openDock('bottom', seen === undefined)}
          />
        )}
      </section>
      {seen === undefined ? null : (
        <div className="dock-body" style={{ height: size }}>
          <Panel key={seen} panel={seen} />
        </div>
      )}
    </section>
  );
}

interface DockSplitterProps {
  readonly name: DockName;
  readonly size: number;
  readonly panel: PanelName;
}

function DockSplitter({ name, size, panel }: DockSplitterProps): ReactElement {
  return (
    <Splitter
      label={t('app.resizePanel', { panel: panelTitle(panel) })}
      panel={name === 'bottom' ? 'below' : name}
      size={size}
      {...dockLimits[name]}
      onResize={(next) => {
        // The inspector is closed by having nothing selected.
        if (next === 0 && panel === 'inspector') useSelection.getState().select(null);
        else resize(name, next);
      }}
    />
  );
}

interface DockTabsProps {
  readonly panels: readonly PanelName[];
  readonly seen: PanelName | undefined;
}

/** With Ctrl and Shift held, an arrow carries the panel of a tab to the edge that it points to. */
const dockKeys: Readonly<Record<string, DockName>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowDown: 'bottom',
};

/** Its tab stands elsewhere then, or is gone where it is alone: its menu takes the focus there. */
function moveWithFocus(panel: PanelName, to: DockName): void {
  dock(panel, to);
  requestAnimationFrame(() => {
    const around = document.querySelector(`[data-panel-name="${panel}"]`);
    const place = document.querySelector<HTMLElement>(`[data-panel-tab="${panel}"]`);
    (place ?? around?.querySelector<HTMLElement>('[data-panel-head] button'))?.focus();
  });
}

/** One tab stop; arrows open what they come to. */
function DockTabs({ panels, seen }: DockTabsProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const to = dockKeys[event.key];
    if (to !== undefined && event.ctrlKey && event.shiftKey && seen !== undefined) {
      event.preventDefault();
      moveWithFocus(seen, to);
      return;
    }
    const by = { ArrowRight: 1, ArrowLeft: -1 }[arrowAlongLine(event.key, event.currentTarget)];
    if (by === undefined) return;
    const at = seen === undefined ? 0 : panels.indexOf(seen);
    const next = panels[(at + by + panels.length) % panels.length];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-panel-tab="${next}"]`)?.focus();
  };
  return (
    <div className="dock-tabs" role="tablist" aria-label={t('app.panels')} onKeyDown={onKeyDown}>
      {panels.map((panel) => (
        <button
          key={panel}
          type="button"
          role="tab"
          className="tab"
          data-panel-tab={panel}
          aria-keyshortcuts="Control+Shift+ArrowLeft Control+Shift+ArrowRight Control+Shift+ArrowDown"
          aria-selected={panel === seen}
          tabIndex={panel === (seen ?? panels[0]) ? 0 : -1}
          onPointerEnter={panel === 'terminal' ? () => void TerminalPart.preload() : undefined}
          onClick={() => show(panel)}
        >
          <Icon name={panelIcons[panel]} />
          {panelTitle(panel)}
        </button>
      ))}
    </div>
  );
}

function PanelMenu({ panel }: { readonly panel: PanelName }): ReactElement {
  return (
    <Menu align="end" entries={panelEntries(panel)}>
      <IconButton icon="more" label={t('app.panelMenu', { panel: panelTitle(panel) })} />
    </Menu>
  );
}
