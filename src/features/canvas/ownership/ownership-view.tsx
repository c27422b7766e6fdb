/** Who owns whom: trees from left to right, from the owner references of the objects. */
import { memo, useLayoutEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { isNodeLost } from '../../../bridge/appearance.ts';
import type { Node, Pod } from '../../../engine/api/generated/types.ts';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { mirror } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import type { LayoutForm, Rect } from '../layout.ts';
import { Fields } from '../fields/field-view.tsx';
import type { FieldSeat } from '../fields/pod-field.ts';
import { PodView } from '../pod-view.tsx';
import { byAsker, GhostTag } from '../relations/ghost-tag.tsx';
import { findGhosts, ghostResources } from '../relations/ghosts.ts';
import { useRecedes } from '../search/match-store.ts';
import { t } from '../views/messages.en.ts';
import { NamespaceBand } from '../views/namespace-band.tsx';
import { ObjectCard } from '../views/object-card.tsx';
import { factsOf, isScaledToZero } from '../views/object-facts.ts';
import { usePlan } from '../views/plan-store.ts';
import { useCalmLookup } from '../views/use-calm-lookup.ts';
import { buildForest, ownershipResources } from './ownership-forest.ts';
import { ownershipRows } from './ownership-rows.ts';
import { emptyMemory, layOutForest } from './tree-layout.ts';
import type { ForestLayout, PlacedNode } from './tree-layout.ts';

const resources = [...new Set([...ownershipResources, ...ghostResources])];

export function OwnershipView({ form }: { readonly form: LayoutForm }): ReactElement {
  const { layout, ghosts } = useForest(form);
  const { width, height } = layout.bounds;
  return (
    <div className="view-scene" style={{ width, height }}>
      {layout.bands.map((band) => (
        <NamespaceBand key={band.namespace} {...band} />
      ))}
      <Edges layout={layout} />
      {layout.cards.map((placed) => (
        <TreeCard key={placed.node.key} placed={placed} />
      ))}
      <Fields fields={layout.fields} renderSeat={renderPod} />
      {[...layout.cards, ...layout.pods].map(({ node, rect }) =>
        ghosts.has(node.key) ? (
          <GhostTag
            key={node.key}
            ghosts={ghosts.get(node.key) ?? []}
            x={rect.x + 8}
            y={rect.y + rect.height - (node.resource === 'pods' ? 1 : 3)}
            maxWidth={280}
          />
        ) : null,
      )}
      {layout.bands.length === 0 ? <p className="view-empty">{t('canvas.views.nothing')}</p> : null}
    </div>
  );
}

/** The trees of the moment; those who read the canvas otherwise are told where everything stands. */
function useForest(form: LayoutForm) {
  const lookup = useCalmLookup(resources);
  const namespaces = useCanvasView((state) => state.namespaces);
  const tidied = usePlan((state) => state.tidied);
  const memory = useMemory(tidied);
  const found = useMemo(() => {
    const bands = buildForest(lookup, namespaces);
    const isSlim = ({ resource, object, children }: PlacedNode['node']): boolean =>
      isScaledToZero(resource, object) && children.length === 0;
    const layout = layOutForest(bands, memory, isSlim, form);
    const ghosts = byAsker(findGhosts(lookup));
    return { layout, ghosts, rows: ownershipRows(bands, ghosts, lookup) };
  }, [lookup, namespaces, memory, form]);
  useLayoutEffect(() => {
    const { layout, rows } = found;
    const places = new Map<string, Rect>();
    for (const { node, rect } of [...layout.cards, ...layout.pods]) places.set(node.key, rect);
    for (const [asker, ghosts] of found.ghosts) {
      const rect = places.get(asker);
      if (rect !== undefined) for (const { key } of ghosts) places.set(key, rect);
    }
    for (const { namespace, rect } of layout.bands) places.set(`band/${namespace}`, { ...rect, height: 48 });
    const { bounds, fields } = layout;
    usePlan.setState({ plan: { view: 'ownership', bounds, places, rows, fields } });
  }, [found]);
  return found;
}

function useMemory(tidied: number) {
  const [state, setState] = useState(() => ({ tidied, memory: emptyMemory() }));
  if (state.tidied === tidied) return state.memory;
  const next = { tidied, memory: emptyMemory() };
  setState(next);
  return next.memory;
}

const Edges = memo(function Edges({ layout }: { readonly layout: ForestLayout }): ReactElement {
  const selected = useSelection((state) => state.selected);
  return (
    <svg className="view-edges" width={layout.bounds.width} height={layout.bounds.height} aria-hidden="true">
      {layout.edges.map(({ from, to, path }) => (
        <path key={`${from} ${to}`} d={path} data-lit={selected === from || selected === to} />
      ))}
    </svg>
  );
});

function TreeCard({ placed: { node, rect, isSlim } }: { readonly placed: PlacedNode }): ReactElement {
  const { ready, desired, words } = factsOf(node.resource, node.object);
  const said = isSlim ? t('canvas.views.scaledToZero') : words;
  return (
    <ObjectCard
      objectKey={node.key}
      kind={node.kind}
      name={node.name}
      words={node.lostOwner === undefined ? said : t('canvas.views.lostOwner', { owner: node.lostOwner })}
      ready={ready}
      desired={desired}
      rect={rect}
      isSlim={isSlim}
    />
  );
}

const renderPod = ({ podKey }: FieldSeat, rect: Rect): ReactElement => (
  <TreePod key={podKey} podKey={podKey} {...rect} />
);

const TreePod = memo(function TreePod({
  podKey,
  x,
  y,
}: {
  readonly podKey: string;
  readonly x: number;
  readonly y: number;
}): ReactElement {
  const recedes = useRecedes(podKey);
  const pod = mirror.get(podKey) as Pod | undefined;
  const node = mirror.get(`nodes//${pod?.spec?.nodeName ?? ''}`) as Node | undefined;
  return (
    <div className="view-pod" data-recedes={recedes}>
      <PodView podKey={podKey} form="narrow" isNodeLost={isNodeLost(node)} x={x} y={y} scale={1} />
    </div>
  );
});
