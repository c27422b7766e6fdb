/**
 * Stands in for `@xyflow/react` in the embedded figure, which has no room for it: as much of it as a plane needs whose
 * boxes stand where they are told and that can be moved and zoomed.
 */
import { createContext, memo, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ComponentType, CSSProperties, ReactElement, ReactNode } from 'react';
import { useStore as useZustand } from 'zustand';
import { useSize } from '../../use-size.ts';
import { FlowView } from './flow-view.ts';
import type { FlowState, MoveListener } from './flow-view.ts';
import { attachHands } from './hands.ts';

export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  readonly style?: CSSProperties;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ReactFlowProps {
  readonly nodes: readonly FlowNode[];
  readonly nodeTypes: Readonly<Record<string, ComponentType<{ readonly data: FlowNode['data'] }>>>;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly onlyRenderVisibleElements?: boolean;
  readonly onMove?: MoveListener;
  readonly children?: ReactNode;
}

const ViewContext = createContext<FlowView | null>(null);

export function ReactFlowProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [view] = useState(() => new FlowView());
  return <ViewContext value={view}>{children}</ViewContext>;
}

export function useReactFlow(): FlowView {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('no ReactFlowProvider around it');
  return view;
}

export function useStore<Selected>(select: (state: FlowState) => Selected): Selected {
  return useZustand(useReactFlow().store, select);
}

export function ReactFlow(props: ReactFlowProps): ReactElement {
  const { nodes, nodeTypes, minZoom, maxZoom, onlyRenderVisibleElements, onMove, children } = props;
  const view = useReactFlow();
  const pane = useRef<HTMLDivElement>(null);
  const size = useSize(pane);
  useLayoutEffect(() => view.store.setState(size), [view, size]);
  useLayoutEffect(() => view.configure(minZoom, maxZoom, onMove), [view, minZoom, maxZoom, onMove]);
  useEffect(() => (pane.current === null ? undefined : attachHands(pane.current, view)), [view]);
  useEffect(() => () => view.stop(), [view]);
  return (
    <div className="react-flow">
      <div ref={pane} className="react-flow__pane draggable">
        <Plane>
          <div className="react-flow__nodes">
            {nodes.map((node) => (
              <Box
                key={node.id}
                node={node}
                type={nodeTypes[node.type]!}
                hidesOutside={onlyRenderVisibleElements === true}
              />
            ))}
          </div>
          {children}
        </Plane>
      </div>
    </div>
  );
}

/** What is not a box but moves with them. */
export function ViewportPortal({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="react-flow__viewport-portal">{children}</div>;
}

function Plane({ children }: { readonly children: ReactNode }): ReactElement {
  const transform = useStore(({ transform: [x, y, zoom] }) => `translate(${x}px, ${y}px) scale(${zoom})`);
  return (
    <div className="react-flow__viewport" style={{ transform }}>
      {children}
    </div>
  );
}

interface BoxProps {
  readonly node: FlowNode;
  readonly type: ReactFlowProps['nodeTypes'][string];
  readonly hidesOutside: boolean;
}

const Box = memo(function Box({ node, type: Content, hidesOutside }: BoxProps): ReactElement | null {
  const isSeen = useStore((state) => !hidesOutside || isInWindow(node, state));
  if (!isSeen) return null;
  const { position, width, height, style, data } = node;
  const transform = `translate(${position.x}px,${position.y}px)`;
  return (
    <div
      className={`react-flow__node react-flow__node-${node.type}`}
      data-id={node.id}
      style={{ transform, ...style, width, height }}
    >
      <Content data={data} />
    </div>
  );
});

function isInWindow({ position, width, height }: FlowNode, state: FlowState): boolean {
  const [x, y, zoom] = state.transform;
  const [left, top] = [position.x * zoom + x, position.y * zoom + y];
  return left < state.width && top < state.height && left + width * zoom > 0 && top + height * zoom > 0;
}
