/**
 * Where the ways of requests run: from outside by Ingress and Service to the endpoints, left to right, a row a Service.
 * On a narrow screen the endpoints stand below their Service.
 */
import type { LayoutForm, Point, Rect } from '../layout.ts';
import { gridOf } from '../fields/pod-field.ts';
import type { FieldSeat, PodField } from '../fields/pod-field.ts';
import { outsideWords } from './service-words.ts';
import type { NetBand, NetEndpoint, NetIngress, NetPolicy, NetService, NetSlice } from './network-graph.ts';

export interface NetLine {
  readonly id: string;
  readonly path: string;
  /** Keys of its ends. */
  readonly from: string;
  readonly to: string;
  /** Nothing gets through. */
  readonly isShut: boolean;
  /** To each endpoint of a slice: not drawn from afar. */
  readonly isArms?: boolean;
  readonly label?: {
    readonly text: string;
    readonly at: Point;
    readonly maxWidth: number;
    /** Which end of the words stands there; their middle when absent. */
    readonly align?: 'start' | 'end';
  };
}

export interface PlacedEndpoint {
  readonly id: string;
  readonly endpoint: NetEndpoint;
  readonly ports: string;
  readonly rect: Rect;
}

export interface NetworkLayout {
  readonly bands: readonly { readonly namespace: string; readonly count: number; readonly rect: Rect }[];
  readonly outside: Rect | undefined;
  readonly ingresses: readonly { readonly ingress: NetIngress; readonly rect: Rect }[];
  readonly services: readonly { readonly entry: NetService; readonly rect: Rect }[];
  readonly slices: readonly { readonly slice: NetSlice; readonly rect: Rect }[];
  readonly endpoints: readonly PlacedEndpoint[];
  readonly policies: readonly { readonly policy: NetPolicy; readonly rect: Rect }[];
  /** Services that a rule names and nobody made. */
  readonly missing: readonly { readonly key: string; readonly askedBy: string; readonly rect: Rect }[];
  /** Endpoints, each slice's together. */
  readonly fields: readonly PodField[];
  /** The last stretch of the way to each endpoint, by its slice and its pod: to be lit. */
  readonly arms: ReadonlyMap<string, string>;
  readonly lines: readonly NetLine[];
  readonly bounds: Rect;
}

const column = { outside: 16, ingress: 200, service: 480, slice: 892 } as const;
export const outsideWidth = 136;
const ingressWidth = 208;
const serviceWidth = 248;
const cell = { width: 196, height: 40, pitch: 44, columnPitch: 224 } as const;
const cardHeight = 56;
const emptyHeight = 24;
const frame = { left: 32, top: 22, bottom: 8 } as const;
const rowGap = 20;
const cellGrid = gridOf({ ...cell, pitchX: cell.columnPitch, pitchY: cell.pitch });
/** Endpoints one below the other, before a second column begins. */
const rowsOfColumn = 8;
/** Of a narrow screen: how far endpoints stand below their Service, and to its right. */
const below = { gap: 36, indent: 40, width: 236 } as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };
type Plot = Mutable<Omit<NetworkLayout, 'outside' | 'bounds' | 'arms'>> & {
  right: number;
  readonly arms: Map<string, string>;
  readonly form: LayoutForm;
};

export function layOutNetwork(bands: readonly NetBand[], form: LayoutForm = 'wide'): NetworkLayout {
  const plot: Plot = {
    bands: [],
    ingresses: [],
    services: [],
    slices: [],
    endpoints: [],
    policies: [],
    missing: [],
    lines: [],
    fields: [],
    arms: new Map(),
    right: form === 'wide' ? column.slice + 240 : column.service + below.indent + below.width,
    form,
  };
  let y = 16;
  for (const band of bands) y = placeBand(band, y, plot) + 28;
  const hasOutside = plot.ingresses.length > 0 || plot.services.some(({ entry }) => isOpenOutside(entry));
  const outside = hasOutside
    ? { x: column.outside, y: 40, width: outsideWidth, height: cardHeight }
    : undefined;
  if (outside !== undefined) joinOutside(outside, plot);
  const left = hasOutside ? 0 : column.service - 40;
  const frameLeft = column.ingress - 24;
  const start = plot.ingresses.length > 0 || hasOutside ? frameLeft : column.service - 24;
  const width = plot.right + 24 - start;
  return {
    ...plot,
    // What is open is drawn over what is shut.
    lines: plot.lines.toSorted((a, b) => Number(b.isShut) - Number(a.isShut)),
    outside,
    bands: plot.bands.map((band) => ({ ...band, rect: { ...band.rect, x: start, width } })),
    bounds: { x: left, y: 0, width: start + width + 16 - left, height: Math.max(64, y - 12) },
  };
}

function isOpenOutside({ nodePorts, balancer }: NetService): boolean {
  return nodePorts.length > 0 || balancer !== undefined;
}

/** Gives the lower edge. */
function placeBand(band: NetBand, top: number, plot: Plot): number {
  let y = top + 28;
  const count = new Set(
    band.services.flatMap(({ slices }) =>
      slices.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)),
    ),
  ).size;
  const rows = new Map<string, Rect>();
  for (const entry of band.services) {
    const rect = { x: column.service, y, width: serviceWidth, height: cardHeight };
    rows.set(entry.key, rect);
    plot.services.push({ entry, rect });
    y += heightOf(placeSlices(entry, rect, plot), plot.form) + rowGap;
  }
  y = placeIngresses(band, rows, y, plot);
  for (const policy of band.policies) {
    plot.policies.push({ policy, rect: { x: column.service, y, width: serviceWidth, height: cardHeight } });
    y += cardHeight + rowGap;
  }
  const bottom = Math.max(y - rowGap + 16, top + 64);
  plot.bands.push({
    namespace: band.namespace,
    count,
    rect: { x: 0, y: top, width: 0, height: bottom - top },
  });
  return bottom;
}

/** Of a Service with its slices beside it, or below. */
function heightOf(slicesHeight: number, form: LayoutForm): number {
  if (form === 'wide') return Math.max(cardHeight, slicesHeight);
  return slicesHeight > 0 ? cardHeight + below.gap + slicesHeight : cardHeight;
}

/** Slices stand one below the other: many of them are made wide and low, so that all together are about square. */
function rowsFor(endpoints: number, slices: number, form: LayoutForm): number {
  // Few enough to scroll along, on a screen that has room for one column.
  if (form === 'narrow' && endpoints <= 3 * rowsOfColumn) return Math.max(1, endpoints);
  const most = slices <= 3 ? Math.max(rowsOfColumn, Math.ceil(endpoints / 6)) : slices <= 20 ? 5 : 2;
  return Math.min(Math.max(1, endpoints), most);
}

/** The frames of a Service's slices, one below the other; gives their height. */
function placeSlices(entry: NetService, service: Rect, plot: Plot): number {
  const isWide = plot.form === 'wide';
  const top = isWide ? service.y : service.y + cardHeight + below.gap;
  let y = top;
  for (const slice of entry.slices) {
    const rows = rowsFor(slice.endpoints.length, entry.slices.length, plot.form);
    const columns = Math.max(1, Math.ceil(slice.endpoints.length / rows));
    const height = Math.max(
      cardHeight,
      frame.top + rows * cell.pitch - (cell.pitch - cell.height) + frame.bottom,
    );
    const width = frame.left + columns * cell.columnPitch - (cell.columnPitch - cell.width) + frame.bottom;
    const rect = {
      x: isWide ? column.slice : column.service + below.indent,
      y,
      width,
      height: slice.endpoints.length === 0 && (y > service.y || !isWide) ? emptyHeight : height,
    };
    plot.slices.push({ slice, rect });
    plot.right = Math.max(plot.right, rect.x + width);
    joinSlice(entry, slice, service, rect, rows, plot);
    y += rect.height + 12;
  }
  return Math.max(0, y - 12 - top);
}

interface Trunk {
  readonly path: string;
  /** Where it goes into the frame. */
  readonly trunkY: number;
  readonly label: Omit<NonNullable<NetLine['label']>, 'text'>;
}

function trunkBeside(service: Rect, rect: Rect): Trunk {
  const startX = service.x + service.width;
  const startY = service.y + service.height / 2;
  const isSameRow = rect.y === service.y;
  const trunkY = isSameRow ? startY : rect.y + Math.min(rect.height, cardHeight) / 2;
  return {
    path: isSameRow ? `M${startX} ${startY}H${rect.x}` : `M${rect.x - 20} ${startY}V${trunkY}H${rect.x}`,
    trunkY,
    label: { at: { x: (startX + rect.x) / 2, y: startY }, maxWidth: 148 },
  };
}

function trunkBelow(service: Rect, rect: Rect): Trunk {
  const x = rect.x - 20;
  const foot = service.y + service.height;
  const trunkY = rect.y + Math.min(rect.height, cardHeight) / 2;
  return {
    path: `M${x} ${foot}V${trunkY}H${rect.x}`,
    trunkY,
    label: { at: { x: x - 12, y: foot + below.gap / 2 }, maxWidth: below.width, align: 'start' },
  };
}

/** A trunk into the frame, a riser a column, an arm an endpoint: solid to the ready, dashed to a shut valve. */
function joinSlice(
  entry: NetService,
  slice: NetSlice,
  service: Rect,
  rect: Rect,
  rows: number,
  plot: Plot,
): void {
  const trunk = plot.form === 'wide' ? trunkBeside(service, rect) : trunkBelow(service, rect);
  const { trunkY } = trunk;
  const isDead = !slice.endpoints.some(({ isReady, isServing }) => isReady || isServing);
  plot.lines.push({
    id: `${entry.key} ${slice.key}`,
    path: trunk.path,
    from: entry.key,
    to: slice.key,
    isShut: isDead,
    ...(slice === entry.slices[0] && entry.selector !== ''
      ? { label: { text: entry.selector, ...trunk.label } }
      : {}),
  });
  const ports = slice.ports.length === 1 ? `:${slice.ports[0] ?? ''}` : '';
  const seats: FieldSeat[] = [];
  const ways = { open: '', shut: '' };
  for (const [index, endpoint] of slice.endpoints.entries()) {
    const place = { row: index % rows, column: Math.floor(index / rows) };
    const x = rect.x + frame.left + Math.floor(index / rows) * cell.columnPitch;
    const y = rect.y + frame.top + (index % rows) * cell.pitch;
    const id = `${slice.key} ${endpoint.podKey ?? endpoint.address}`;
    plot.endpoints.push({ id, endpoint, ports, rect: { x, y, width: cell.width, height: cell.height } });
    const arm = `M${rect.x} ${trunkY}H${x - 16}V${y + cell.height / 2}H${x - 4}`;
    const isShut = !endpoint.isReady && !endpoint.isServing;
    seats.push({ id, podKey: endpoint.podKey ?? '', cell: place });
    ways[isShut ? 'shut' : 'open'] += arm;
    plot.arms.set(`${slice.key} ${endpoint.podKey ?? id}`, arm);
  }
  // All arms of a kind are one line: a thousand would be a thousand elements.
  for (const [id, path] of Object.entries(ways))
    if (path !== '')
      plot.lines.push({
        id: `${slice.key} ${id}`,
        path,
        from: slice.key,
        to: '',
        isShut: id === 'shut',
        isArms: true,
      });
  const at = { x: rect.x + frame.left, y: rect.y + frame.top };
  plot.fields.push({ key: slice.key, name: slice.name, at, grid: cellGrid, seats });
}

/** An Ingress stands beside the first Service that it leads to; what it names in vain follows below. */
function placeIngresses(band: NetBand, rows: ReadonlyMap<string, Rect>, from: number, plot: Plot): number {
  let y = from;
  let free = 0;
  for (const ingress of band.ingresses) {
    const first = ingress.rules
      .map(({ serviceKey }) => rows.get(serviceKey))
      .find((rect) => rect !== undefined);
    const top = Math.max(first?.y ?? y, free);
    const rect = { x: column.ingress, y: top, width: ingressWidth, height: cardHeight };
    free = top + cardHeight + rowGap;
    plot.ingresses.push({ ingress, rect });
    const targets = new Map(ingress.rules.map((rule) => [rule.serviceKey, rule]));
    for (const { serviceKey, text } of targets.values()) {
      const target = rows.get(serviceKey) ?? missingPlace(serviceKey, ingress.key, y, plot);
      if (!rows.has(serviceKey)) y = Math.max(y, target.y + cardHeight + rowGap);
      plot.lines.push(ruleLine(ingress.key, serviceKey, rect, target, text, !rows.has(serviceKey)));
    }
    y = Math.max(y, first === undefined ? free : y);
  }
  return Math.max(y, free);
}

function missingPlace(key: string, askedBy: string, y: number, plot: Plot): Rect {
  const known = plot.missing.find((one) => one.key === key);
  if (known !== undefined) return known.rect;
  const rect = { x: column.service, y, width: serviceWidth, height: cardHeight };
  plot.missing.push({ key, askedBy, rect });
  return rect;
}

function ruleLine(from: string, to: string, start: Rect, end: Rect, text: string, isShut: boolean): NetLine {
  const x = start.x + start.width;
  const y = start.y + start.height / 2;
  const endY = end.y + end.height / 2;
  const bend = x + 20;
  const way = y === endY ? `H${end.x}` : `H${bend}V${endY}H${end.x}`;
  return {
    id: `${from} ${to}`,
    path: `M${x} ${y}${way}`,
    from,
    to,
    isShut,
    label: { text: pathOf(text), at: { x: (bend + end.x) / 2, y: endY }, maxWidth: 44 },
  };
}

/** The host stands on the Ingress; the line says the path. */
function pathOf(text: string): string {
  const slash = text.indexOf('/');
  return slash < 0 ? text : text.slice(slash);
}

/** A rail down from the outside, with an arm to all that is open to it. */
function joinOutside(outside: Rect, plot: Plot): void {
  const x = outside.x + outside.width / 2;
  const foot = outside.y + outside.height;
  const join = (key: string, rect: Rect, offset: number, isShut: boolean, text: string): void => {
    const y = rect.y + offset;
    const isBeside = y <= foot && y >= outside.y;
    const path = isBeside ? `M${outside.x + outside.width} ${y}H${rect.x}` : `M${x} ${foot}V${y}H${rect.x}`;
    const at = { x: rect.x - 12, y };
    const label = text === '' ? {} : { label: { text, at, maxWidth: 240, align: 'end' as const } };
    plot.lines.push({ id: `outside ${key}`, path, from: 'outside', to: key, isShut, ...label });
  };
  for (const { ingress, rect } of plot.ingresses) join(ingress.key, rect, 20, false, ingress.address);
  for (const { entry, rect } of plot.services)
    if (isOpenOutside(entry))
      join(entry.key, rect, 44, entry.nodePorts.length === 0, outsideWords(entry).join(' · '));
}
