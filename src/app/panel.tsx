import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { Editor } from '../features/editor/editor.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import { useSelection } from '../model/selection-store.ts';
import { PanelEntries } from '../ui/panel-entries.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Inspector, TerminalPart } from './late-parts.ts';
import { panelEntries, panelTitle } from './panel-menu.ts';
import type { PanelName } from './panel-places.ts';
import { show, toggleTerminal } from './panel-store.ts';

/** One panel, wherever it stands. Its head may be dragged to another dock; see panel-drag.tsx. */
export function Panel({ panel }: { readonly panel: PanelName }): ReactElement {
  return (
    <section className={`panel ${panel}-panel`} aria-label={panelTitle(panel)} data-panel-name={panel}>
      <PanelEntries value={panelEntries(panel)}>
        <ErrorBoundary key={panel}>
          <Content panel={panel} />
        </ErrorBoundary>
      </PanelEntries>
    </section>
  );
}

function Content({ panel }: { readonly panel: PanelName }): ReactElement | null {
  switch (panel) {
    case 'editor':
      return <Editor />;
    case 'inspector':
      return <SelectedObject />;
    case 'timeline':
      return <Timeline />;
    case 'terminal':
      return (
        <TerminalPart
          isTab
          onShowEditor={() => show('editor')}
          onClose={toggleTerminal}
          meanwhile={<Skeleton />}
        />
      );
  }
}

function SelectedObject(): ReactElement | null {
  const selected = useSelection((state) => state.selected);
  return selected === null ? null : <Inspector objectKey={selected} meanwhile={<Skeleton lines={8} />} />;
}

/** The pointer on a pod announces that its panel will be wanted. */
export function useInspectorSoon(): void {
  const isPointed = useSelection((state) => state.hovered !== null);
  useEffect(() => {
    if (isPointed) void Inspector.preload();
  }, [isPointed]);
}
