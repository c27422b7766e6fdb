import type { ReactElement } from 'react';
import { useCompare } from '../model/compare-store.ts';
import { ComparePart } from './branch-parts.tsx';
import { CanvasPane } from './canvas-pane.tsx';
import { BottomDock, SideDock } from './dock.tsx';
import { usePanelDrag } from './panel-drag.tsx';
import { show, usePanels } from './panel-store.ts';
import { useInspectorSoon } from './panel.tsx';
import { TopBar } from './top-bar.tsx';
import { useShownFile } from './use-shown-file.ts';
import './panels.css';

const showEditor = (): void => show('editor');

/** The cluster in the middle, and docks around it: manifests, inspector, and the timeline and terminal below. */
export function Desktop(): ReactElement {
  const isComparing = useCompare((state) => state.isOpen);
  const isMaximised = usePanels((state) => state.maximised !== null);
  const { handlers, zones } = usePanelDrag();
  useInspectorSoon();
  useShownFile(showEditor);
  return (
    <div className="desktop">
      <TopBar />
      <div className="desktop-body" data-one-panel={isMaximised || undefined} {...handlers}>
        <main className="desktop-middle" data-compare={isComparing || undefined}>
          <ComparePart />
          <SideDock name="left" />
          <CanvasPane />
          <SideDock name="right" />
        </main>
        <BottomDock />
        {zones}
      </div>
    </div>
  );
}
