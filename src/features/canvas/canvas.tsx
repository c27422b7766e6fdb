/** The cluster as a place: machines, the control plane, the queue and Services on a canvas that one can walk into. */
import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react';
import type { NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useRef, useState } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { useCanvasView } from '../../model/canvas-view-store.ts';
import { useSelection } from '../../model/selection-store.ts';
import { useTime } from '../../model/time-store.ts';
import { RightClickMenu } from '../../ui/menu.tsx';
import { useSize } from '../../ui/use-size.ts';
import './canvas.css';
import { menuFor } from './canvas-menu.ts';
import { ControlPlaneNode } from './control-plane-node.tsx';
import { Effects } from './effects.tsx';
import { OpenPod } from './open-pod.tsx';
import { Legend } from './legend.tsx';
import { MachineNode } from './machine-node.tsx';
import { t } from './messages.en.ts';
import { Minimap } from './minimap.tsx';
import { Overlay } from './overlay.tsx';
import './pod-box.css';
import './pod-card.css';
import { QueueNode } from './queue-node.tsx';
import { ServiceNode } from './service-node.tsx';
import { TreeGrid } from './tree-grid.tsx';
import { useDoublePress } from './use-double-press.ts';
import { useSceneEffects } from './use-effects.ts';
import { StageProvider, useGround, useStageSource } from './use-stage.ts';
import type { Stage } from './use-stage.ts';
import { useTravel } from './use-travel.ts';
import type { LayoutForm } from './layout.ts';
import { isLow } from './view-port.ts';
import type { ScreenSize } from './view-port.ts';
import { useZoom } from './use-zoom.ts';
import type { ViewportHandlers } from './use-zoom.ts';
import { Floating, Scenery, ViewControls } from './views/view-parts.tsx';
import { ZoomControl } from './zoom-control.tsx';

const nodeTypes = {
  machine: MachineNode,
  controlPlane: ControlPlaneNode,
  queue: QueueNode,
  service: ServiceNode,
} as unknown as NodeTypes;

/** Below this width machines stand one below the other. */
const narrowBelow = 560;
/** Rows of pods that machines keep room for. */
const usualRows = 3;
/** Other views draw their own. */
const noNodes: Stage['nodes'] = [];
const furthest = 0.03;
const nearest = 8;

function formFor(size: ScreenSize): LayoutForm {
  return size.width > 0 && size.width < narrowBelow ? 'narrow' : 'wide';
}

export function Canvas(): ReactElement {
  return (
    <ReactFlowProvider>
      <CanvasStage />
    </ReactFlowProvider>
  );
}

function CanvasStage(): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const size = useSize(container);
  const source = useStageSource(formFor(size), isLow(size) ? 1 : usualRows);
  const stage = useGround(source);
  const flow = useReactFlow();
  const isPlaying = useTime((state) => state.playing);
  useSceneEffects(source);
  const setMoving = useCallback((isMoving: boolean) => {
    container.current?.toggleAttribute('data-moving', isMoving);
  }, []);
  const handlers = useZoom(stage, size, flow, setMoving);
  const view = useCanvasView((state) => state.view);
  const travel = useTravel(stage, size, flow);
  const { fit, reveal, zoomTo, placeOnScreen } = travel;
  const notePress = useDoublePress(zoomTo);
  const [menuKey, setMenuKey] = useState<string | undefined>(undefined);
  const entries = menuKey === undefined ? [] : menuFor(menuKey, zoomTo);
  const onContextMenu = useCallback((event: MouseEvent) => {
    const key = keyAt(event.target);
    setMenuKey(key);
    if (key === undefined) event.preventDefault();
  }, []);
  return (
    <StageProvider value={source}>
      <RightClickMenu entries={entries}>
        <div
          ref={container}
          className="cluster-canvas"
          role="group"
          aria-label={t('canvas.label')}
          data-form={stage.layout.form}
          data-view={view}
          data-still={!isPlaying}
          onContextMenu={onContextMenu}
          onClick={(event) => {
            notePress(event, isControl(event.target) ? undefined : keyAt(event.target));
            selectAt(event);
          }}
          onDoubleClick={(event) => {
            if (!isControl(event.target)) fit();
          }}
          onMouseOver={(event) => useSelection.getState().hover(keyAt(event.target) ?? null)}
          onMouseLeave={() => useSelection.getState().hover(null)}
        >
          <TreeGrid onReveal={reveal} placeOf={placeOnScreen} />
          {size.width === 0 ? null : <Plane stage={stage} size={size} handlers={handlers} />}
          {size.width === 0 ? null : <Floating stage={stage} travel={travel} />}
          <Corner stage={stage} size={size} onFit={fit} />
        </div>
      </RightClickMenu>
    </StageProvider>
  );
}

interface PlaneProps {
  readonly stage: Stage;
  readonly size: ScreenSize;
  readonly handlers: ViewportHandlers;
}

/** What one walks over. */
function Plane({ stage, size, handlers }: PlaneProps): ReactElement {
  const view = useCanvasView((state) => state.view);
  return (
    <ReactFlow
      nodes={(view === 'machines' ? stage.nodes : noNodes) as never}
      nodeTypes={nodeTypes}
      minZoom={furthest}
      maxZoom={nearest}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      zoomOnDoubleClick={false}
      disableKeyboardA11y
      onlyRenderVisibleElements={stage.machines.length > 12}
      attributionPosition="bottom-left"
      {...handlers}
    >
      <ViewportPortal>
        {view === 'machines' ? <OverMachines stage={stage} size={size} /> : null}
        <Scenery stage={stage} size={size} />
      </ViewportPortal>
    </ReactFlow>
  );
}

interface CornerProps {
  readonly stage: Stage;
  readonly size: ScreenSize;
  readonly onFit: () => void;
}

/** What floats over it and does not move. */
function Corner({ stage, size, onFit }: CornerProps): ReactElement {
  const isMachines = useCanvasView((state) => state.view === 'machines');
  if (stage.layout.form === 'narrow') return <ViewControls />;
  return (
    <>
      {isMachines ? <Legend /> : null}
      {isLow(size) ? null : (
        <div className="canvas-corner">
          <ViewControls />
          <ZoomControl onFit={onFit} />
          <Minimap />
        </div>
      )}
    </>
  );
}

function OverMachines({ stage, size }: { readonly stage: Stage; readonly size: ScreenSize }): ReactElement {
  return (
    <>
      <Overlay scene={stage.scene} layout={stage.layout} machines={stage.machines} runs={stage.runs} />
      <Effects form={stage.layout.form} />
      <OpenPod stage={stage} size={size} />
    </>
  );
}

/** The object whose picture this is, from the innermost outwards. */
function keyAt(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const found = target.closest<HTMLElement>('[data-pod], [data-object]');
  return found?.dataset['pod'] ?? found?.dataset['object'];
}

function isControl(target: EventTarget): boolean {
  return (
    target instanceof Element &&
    target.closest('.canvas-corner, .canvas-tree, .canvas-float, .ghost-tag') !== null
  );
}

/** A press on an object selects it; one on the bare ground lets go. Controls that float keep the selection. */
function selectAt(event: MouseEvent): void {
  if (isControl(event.target)) return;
  useSelection.getState().select(keyAt(event.target) ?? null);
}
