/** How a request finds its pod: from outside by Ingress and Service to the endpoints that are ready. */
import { memo, useCallback, useLayoutEffect, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useCanvasView } from '../../../model/canvas-view-store.ts';
import { splitObjectKey } from '../../../model/mirror.ts';
import { useSelection } from '../../../model/selection-store.ts';
import { KindIcon } from '../../../ui/kind-icon.tsx';
import { useCanvas } from '../canvas-store.ts';
import type { FieldSummary } from '../fields/field-label.tsx';
import { Fields } from '../fields/field-view.tsx';
import { areMany } from '../fields/pod-field.ts';
import type { FieldSeat } from '../fields/pod-field.ts';
import type { LayoutForm, Rect } from '../layout.ts';
import { byAsker, GhostTag, ghostWords } from '../relations/ghost-tag.tsx';
import { findGhosts, ghostResources } from '../relations/ghosts.ts';
import type { Ghost } from '../relations/ghosts.ts';
import { t } from '../views/messages.en.ts';
import { NamespaceBand } from '../views/namespace-band.tsx';
import { ObjectCard } from '../views/object-card.tsx';
import { serviceType } from '../views/object-facts.ts';
import { usePlan } from '../views/plan-store.ts';
import { useCalmLookup } from '../views/use-calm-lookup.ts';
import { EndpointCell } from './endpoint-cell.tsx';
import { buildNetwork, networkResources } from './network-graph.ts';
import type { NetService, NetSlice } from './network-graph.ts';
import { layOutNetwork } from './network-layout.ts';
import type { NetLine, NetworkLayout } from './network-layout.ts';
import { networkRows, policyWords } from './network-rows.ts';
import { addressWords } from './service-words.ts';
import './network.css';

const resources = [...new Set([...networkResources, ...ghostResources])];

export function NetworkView({ form }: { readonly form: LayoutForm }): ReactElement {
  const { layout, ghosts } = useNetwork(form);
  const { width, height } = layout.bounds;
  return (
    <div className="view-scene" style={{ width, height }}>
      {layout.bands.map((band) => (
        <NamespaceBand key={band.namespace} {...band} />
      ))}
      {layout.slices.map(({ slice, rect }) => (
        <SliceFrame key={slice.key} rect={rect} slice={slice} />
      ))}
      <Lines lines={layout.lines} isLarge={areMany(layout.fields)} width={width} height={height} />
      <LitArm layout={layout} />
      {layout.outside === undefined ? null : <Outside rect={layout.outside} />}
      <Cards layout={layout} />
      {layout.services.map(({ entry, rect }) => (
        <ServiceGhosts key={entry.key} ghosts={ghosts.get(entry.key)} rect={rect} />
      ))}
      <MissingServices layout={layout} ghosts={ghosts} />
      {layout.bands.length === 0 ? <p className="view-empty">{t('canvas.views.nothing')}</p> : null}
    </div>
  );
}

function useNetwork(form: LayoutForm) {
  const lookup = useCalmLookup(resources);
  const namespaces = useCanvasView((state) => state.namespaces);
  const found = useMemo(() => {
    const bands = buildNetwork(lookup, namespaces);
    const layout = layOutNetwork(bands, form);
    const ghosts = byAsker(findGhosts(lookup));
    return { layout, ghosts, rows: networkRows(bands, ghosts, lookup) };
  }, [lookup, namespaces, form]);
  useLayoutEffect(() => {
    const { layout, rows, ghosts } = found;
    const { bounds, fields } = layout;
    usePlan.setState({
      plan: { view: 'network', bounds, places: placesOf(layout, ghosts), rows, fields },
    });
  }, [found]);
  return found;
}

function placesOf(
  layout: NetworkLayout,
  ghosts: ReadonlyMap<string, readonly Ghost[]>,
): ReadonlyMap<string, Rect> {
  const places = new Map<string, Rect>();
  for (const { endpoint, id, rect } of layout.endpoints) {
    const key = endpoint.podKey ?? `ghost/${id}`;
    if (!places.has(key)) places.set(key, rect);
  }
  for (const { slice, rect } of layout.slices) places.set(slice.key, rect);
  for (const { ingress, rect } of layout.ingresses) places.set(ingress.key, rect);
  for (const { entry, rect } of layout.services) places.set(entry.key, rect);
  for (const { policy, rect } of layout.policies) places.set(policy.key, rect);
  for (const { namespace, rect } of layout.bands) places.set(`band/${namespace}`, { ...rect, height: 48 });
  for (const [asker, found] of ghosts) {
    const rect = places.get(asker);
    if (rect !== undefined) for (const { key } of found) places.set(key, rect);
  }
  return places;
}

function Cards({ layout }: { readonly layout: NetworkLayout }): ReactElement {
  return (
    <>
      {layout.ingresses.map(({ ingress, rect }) => (
        <ObjectCard
          key={ingress.key}
          objectKey={ingress.key}
          kind="Ingress"
          name={ingress.name}
          words={hostsOf(ingress.rules)}
          rect={rect}
        />
      ))}
      {layout.services.map(({ entry, rect }) => (
        <ServiceCard key={entry.key} entry={entry} rect={rect} />
      ))}
      <Endpoints layout={layout} />
      {layout.policies.map(({ policy, rect }) => (
        <ObjectCard
          key={policy.key}
          objectKey={policy.key}
          kind="NetworkPolicy"
          name={policy.name}
          words={policyWords(policy)}
          rect={rect}
        >
          <span className="net-line-2 mono">{policy.selector || '{}'}</span>
        </ObjectCard>
      ))}
    </>
  );
}

function Endpoints({ layout }: { readonly layout: NetworkLayout }): ReactElement {
  const { fields, endpoints } = layout;
  const summaries = useMemo(() => summariesOf(layout), [layout]);
  const byId = useMemo(() => new Map(endpoints.map((placed) => [placed.id, placed])), [endpoints]);
  const renderEndpoint = useCallback(
    ({ id }: FieldSeat) => {
      const placed = byId.get(id);
      return placed === undefined ? null : <EndpointCell key={id} {...placed} />;
    },
    [byId],
  );
  return <Fields fields={fields} summaries={summaries} renderSeat={renderEndpoint} />;
}

/** From afar a Service speaks for all its slices. */
function summariesOf({ services, slices }: NetworkLayout): readonly FieldSummary[] {
  const places = new Map(slices.map(({ slice, rect }) => [slice.key, rect]));
  return services.flatMap(({ entry }) => {
    const first = places.get(entry.slices[0]?.key ?? '');
    const podKeys = entry.slices.flatMap(({ endpoints }) => endpoints.flatMap(({ podKey = [] }) => podKey));
    const name = entry.service.metadata?.name ?? '';
    if (first === undefined || podKeys.length === 0) return [];
    return [{ key: entry.key, name, at: { x: first.x, y: first.y }, podKeys }];
  });
}

function hostsOf(rules: readonly { readonly text: string }[]): string {
  return [...new Set(rules.map(({ text }) => text.split('/')[0] ?? ''))]
    .map((host) => (host === '*' ? t('canvas.views.rule.any') : host))
    .join(', ');
}

function ServiceCard({ entry, rect }: { readonly entry: NetService; readonly rect: Rect }): ReactElement {
  const { service } = entry;
  return (
    <ObjectCard
      objectKey={entry.key}
      kind="Service"
      name={service.metadata?.name ?? ''}
      words={serviceType(service)}
      rect={rect}
    >
      <span
        className={entry.isHeadless || entry.externalName !== undefined ? 'net-line-2' : 'net-line-2 mono'}
      >
        {addressWords(entry)}
      </span>
    </ObjectCard>
  );
}

interface SliceFrameProps {
  readonly slice: NetSlice;
  readonly rect: Rect;
}

function SliceFrame({ slice, rect }: SliceFrameProps): ReactElement {
  const { key: sliceKey, name, ports, endpoints } = slice;
  const isSelected = useSelection((state) => state.selected === sliceKey);
  return (
    <section
      className="net-slice"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
      data-object={sliceKey}
      data-selected={isSelected}
    >
      <span>
        EndpointSlice <b className="mono">{name}</b>{' '}
        {endpoints.length === 0 ? t('canvas.views.noEndpoints') : ports.map((port) => `:${port}`).join(' ')}
      </span>
    </section>
  );
}

interface LinesProps {
  readonly isLarge: boolean;
  readonly lines: readonly NetLine[];
  readonly width: number;
  readonly height: number;
}

const Lines = memo(function Lines({ lines, isLarge, width, height }: LinesProps): ReactElement {
  const isFarther = useCanvas(({ level }) => level === 'far' || level === 'middle');
  const drawn = isLarge && isFarther ? lines.filter(({ isArms }) => isArms !== true) : lines;
  const selected = useSelection((state) => state.selected);
  return (
    <>
      <svg className="view-edges" width={width} height={height} aria-hidden="true">
        {drawn.map(({ id, path, from, to, isShut }) => (
          <path
            key={id}
            d={path}
            data-shut={isShut}
            data-lit={selected !== null && (selected === from || selected === to)}
          />
        ))}
      </svg>
      {lines.map(({ id, label }) =>
        label === undefined ? null : (
          <span
            key={id}
            className="net-label"
            style={{ left: label.at.x, top: label.at.y, maxWidth: label.maxWidth }}
            data-align={label.align}
            title={label.text}
          >
            {label.text}
          </span>
        ),
      )}
    </>
  );
});

/** The way to the pod that is selected, over all others. */
function LitArm({ layout }: { readonly layout: NetworkLayout }): ReactElement | null {
  const selected = useSelection((state) => state.selected);
  if (selected?.startsWith('pods/') !== true) return null;
  const { width, height } = layout.bounds;
  const arms = layout.slices.flatMap(({ slice }) => layout.arms.get(`${slice.key} ${selected}`) ?? []);
  return (
    <svg className="view-edges" width={width} height={height} aria-hidden="true">
      <path d={arms.join('')} data-lit />
    </svg>
  );
}

function Outside({ rect }: { readonly rect: Rect }): ReactElement {
  return (
    <div
      className="net-outside"
      style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    >
      <KindIcon kind="Clients" />
      <span>
        <b>{t('canvas.views.outside')}</b>
        <span>{t('canvas.views.outside.sub')}</span>
      </span>
    </div>
  );
}

interface ServiceGhostsProps {
  readonly ghosts: readonly Ghost[] | undefined;
  readonly rect: Rect;
}

function ServiceGhosts({ ghosts, rect }: ServiceGhostsProps): ReactElement | null {
  return ghosts === undefined ? null : (
    <GhostTag ghosts={ghosts} x={rect.x + 8} y={rect.y + rect.height - 3} maxWidth={320} />
  );
}

/** Where a Service should stand that an Ingress names. */
function MissingServices({
  layout,
  ghosts,
}: {
  readonly layout: NetworkLayout;
  readonly ghosts: ReadonlyMap<string, readonly Ghost[]>;
}): readonly ReactElement[] {
  return layout.missing.map(({ key, askedBy, rect }) => {
    const ghost = ghosts.get(askedBy)?.find((one) => one.key.endsWith(key));
    return (
      <div
        key={key}
        className="net-missing nopan nodrag"
        style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
        data-ghost={ghost?.key}
      >
        <KindIcon kind="Service" />
        <span>
          <b>{ghost === undefined ? splitObjectKey(key).name : ghostWords(ghost)}</b>
          <span>{ghost === undefined ? '' : t('canvas.views.ghost.field', { field: ghost.field })}</span>
        </span>
      </div>
    );
  });
}
