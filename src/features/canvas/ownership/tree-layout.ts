/**
 * Where the trees of owners stand: left to right, pods in a grid at the right. What has a slot keeps it: heights only
 * grow and the place of what is gone stays free, until somebody asks for the whole to be stood together again. On a
 * narrow screen what is owned stands below its owner, a step in.
 */
import { gridOf } from '../fields/pod-field.ts';
import type { FieldSeat, PodField } from '../fields/pod-field.ts';
import type { LayoutForm, Point, Rect } from '../layout.ts';
import type { OwnershipBand, OwnershipNode } from './ownership-forest.ts';

export const cardWidth = 216;
export const cardHeight = 48;
/** Of a ReplicaSet that is kept for a way back only. */
export const slimHeight = 28;
const columnGap = 56;
const rowGap = 12;
/** Of a narrow screen: how far in what is owned stands, and its owner's rail. */
const stepIn = 32;
const rail = 12;
const treeGap = 20;
/** Between the last tree and the pods that nobody owns. */
const bareGap = 28;
/** As wide as a Deployment with its ReplicaSet and a row of pods. */
const bareColumns = { wide: 8, narrow: 2 } as const;
const bandGap = 28;
const bandPadding = { x: 16, top: 24, bottom: 24 };
const margin = 16;
const cell = { width: 108, height: 32, pitchX: 124, pitchY: 44 } as const;

const podGrid = gridOf(cell);

/** Slots of children by parent, and the most height that each slot ever had. Filled by `layOutForest`. */
export interface TreeMemory {
  readonly slots: Map<string, (string | null)[]>;
  readonly heights: Map<string, number>;
}

export function emptyMemory(): TreeMemory {
  return { slots: new Map(), heights: new Map() };
}

export interface PlacedNode {
  readonly node: OwnershipNode;
  readonly rect: Rect;
  readonly isSlim: boolean;
}

export interface ForestLayout {
  readonly cards: readonly PlacedNode[];
  readonly pods: readonly PlacedNode[];
  /** The pods, each owner's together. */
  readonly fields: readonly PodField[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[];
  readonly bands: readonly { readonly namespace: string; readonly count: number; readonly rect: Rect }[];
  readonly bounds: Rect;
}

interface Plot {
  readonly cards: PlacedNode[];
  readonly pods: PlacedNode[];
  readonly fields: PodField[];
  readonly edges: { from: string; to: string; path: string }[];
  right: number;
}

type IsSlim = (node: OwnershipNode) => boolean;

export function layOutForest(
  bands: readonly OwnershipBand[],
  memory: TreeMemory,
  isSlim: IsSlim,
  form: LayoutForm = 'wide',
): ForestLayout {
  const plot: Plot = { cards: [], pods: [], fields: [], edges: [], right: 0 };
  const rects: { namespace: string; count: number; rect: Rect }[] = [];
  let y = margin;
  for (const { namespace, roots } of bands) {
    const x = margin + bandPadding.x;
    const top = y + bandPadding.top;
    const before = plot.pods.length;
    const height = placeBand(namespace, roots, { x, y: top, gap: treeGap }, { plot, memory, isSlim, form });
    const band = { x: margin, y, width: 0, height: bandPadding.top + height + bandPadding.bottom };
    rects.push({ namespace, count: plot.pods.length - before, rect: band });
    y += band.height + bandGap;
  }
  const width = Math.max(plot.right + bandPadding.x - margin, form === 'wide' ? 480 : 320);
  return {
    cards: plot.cards,
    pods: plot.pods,
    fields: plot.fields,
    edges: plot.edges,
    bands: rects.map((band) => ({ ...band, rect: { ...band.rect, width } })),
    bounds: { x: 0, y: 0, width: width + 2 * margin, height: Math.max(y - bandGap + margin, 2 * margin) },
  };
}

interface Context {
  readonly plot: Plot;
  readonly memory: TreeMemory;
  readonly isSlim: IsSlim;
  readonly form: LayoutForm;
}

interface Start {
  readonly x: number;
  readonly y: number;
  readonly gap: number;
}

/** Trees, and below them the pods that nobody owns, side by side; gives the height that they take. */
function placeBand(
  namespace: string,
  roots: readonly OwnershipNode[],
  start: Start,
  context: Context,
): number {
  const isBare = ({ resource, children }: OwnershipNode): boolean =>
    resource === 'pods' && children.length === 0;
  const height = placeAll(
    `band/${namespace}`,
    roots.filter((root) => !isBare(root)),
    start,
    context,
  );
  const slots = inSlots(context.memory, `bare/${namespace}`, roots.filter(isBare));
  if (slots.length === 0) return height;
  const top = height === 0 ? 0 : height + bareGap;
  const columns = Math.max(bareColumns[context.form], podColumns(slots.length, context.form));
  const owner = { key: `band/${namespace}`, name: namespace };
  placeCells(owner, slots, columns, { ...start, y: start.y + top }, context.plot);
  return top + Math.ceil(slots.length / columns) * cell.pitchY - (cell.pitchY - cell.height);
}

function placeCells(
  owner: { readonly key: string; readonly name: string },
  slots: readonly (OwnershipNode | null)[],
  columns: number,
  start: Start,
  plot: Plot,
): void {
  const seats: FieldSeat[] = [];
  for (const [index, node] of slots.entries()) {
    if (node === null) continue;
    const seat = { row: Math.floor(index / columns), column: index % columns };
    seats.push({ id: node.key, podKey: node.key, cell: seat });
    const x = start.x + (index % columns) * cell.pitchX;
    const y = start.y + Math.floor(index / columns) * cell.pitchY;
    plot.pods.push({ node, rect: { x, y, width: cell.width, height: cell.height }, isSlim: false });
    plot.right = Math.max(plot.right, x + cell.width);
  }
  const { x, y } = start;
  plot.fields.push({ key: owner.key, name: owner.name, at: { x, y }, grid: podGrid, seats });
}

/** Stands trees one below the other; gives the height that they take. */
function placeAll(parent: string, nodes: readonly OwnershipNode[], start: Start, context: Context): number {
  const { memory } = context;
  let y = start.y;
  for (const [index, node] of inSlots(memory, parent, nodes).entries()) {
    const slot = `${parent}#${index}`;
    const height = node === null ? 0 : placeTree(node, start.x, y, context);
    const most = Math.max(memory.heights.get(slot) ?? 0, height);
    memory.heights.set(slot, most);
    if (most > 0) y += most + start.gap;
  }
  return Math.max(0, y - start.gap - start.y);
}

function placeTree(node: OwnershipNode, x: number, y: number, context: Context): number {
  const { plot, isSlim } = context;
  const slim = isSlim(node);
  const isPod = node.resource === 'pods';
  const rect = isPod
    ? { x, y, width: cell.width, height: cell.height }
    : { x, y, width: cardWidth, height: slim ? slimHeight : cardHeight };
  if (isPod) placeCells(node, [node], 1, { x, y, gap: 0 }, plot);
  else plot.cards.push({ node, rect, isSlim: slim });
  plot.right = Math.max(plot.right, x + rect.width);
  if (node.children.length === 0) return rect.height;
  const at =
    context.form === 'narrow'
      ? { x: x + stepIn, y: y + rect.height + rowGap }
      : { x: x + rect.width + columnGap, y };
  const pods = node.children.filter(({ resource }) => resource === 'pods');
  const others = node.children.filter(({ resource }) => resource !== 'pods');
  let below = at.y;
  if (others.length > 0) {
    below += placeAll(node.key, others, { ...at, gap: rowGap }, context);
    for (const child of others) joinCard(rect, child, context);
  }
  if (pods.length > 0) {
    const start = { x: at.x, y: others.length > 0 ? below + rowGap : at.y, gap: 0 };
    below = placePods(node, pods, start, rect, context);
  }
  return Math.max(rect.height, below - y);
}

/** A grid; gives its lower edge. */
function placePods(
  parent: OwnershipNode,
  pods: readonly OwnershipNode[],
  start: Start,
  from: Rect,
  { plot, memory, form }: Context,
): number {
  const slots = inSlots(memory, `${parent.key}/pods`, pods);
  const columns = podColumns(slots.length, form);
  const rows = Math.ceil(slots.length / columns);
  const isWide = form === 'wide';
  // A single row of cells stands at the middle of its owner's card.
  const top = start.y + (isWide && rows === 1 ? (cardHeight - cell.height) / 2 : 0);
  placeCells(parent, slots, columns, { ...start, y: top }, plot);
  const ends = Array.from({ length: rows }, (_, row) => ({
    x: start.x - 8,
    y: top + row * cell.pitchY + cell.height / 2,
  }));
  const path = isWide ? pathBeside(from, start.x - 28, ends) : pathBelow(from, ends);
  plot.edges.push({ from: parent.key, to: `${parent.key}/pods`, path });
  const bottom = top + rows * cell.pitchY - (cell.pitchY - cell.height);
  return isWide ? Math.max(bottom, start.y + cardHeight) : bottom;
}

function joinCard(from: Rect, child: OwnershipNode, { plot, form }: Context): void {
  const to = plot.cards.findLast(({ node }) => node.key === child.key)?.rect;
  if (to === undefined) return;
  const end = { x: to.x, y: to.y + to.height / 2 };
  const owner = plot.cards.findLast(({ rect }) => rect === from)?.node.key ?? '';
  const bend = from.x + from.width + columnGap / 2;
  const path = form === 'wide' ? pathBeside(from, bend, [end]) : pathBelow(from, [end]);
  plot.edges.push({ from: owner, to: child.key, path });
}

/** From the middle of a card to what stands at its right, with one bend. */
function pathBeside(from: Rect, bend: number, ends: readonly Point[]): string {
  const middle = from.y + from.height / 2;
  const [first, last] = [ends[0]!, ends.at(-1)!];
  const arms = ends.map(({ x, y }) => (y === middle ? '' : `M${bend} ${y}H${x}`));
  const trunk = last.y === middle ? '' : `M${bend} ${Math.min(middle, first.y)}V${last.y}`;
  return `M${from.x + from.width} ${middle}H${first.y === middle ? first.x : bend}${trunk}${arms.join('')}`;
}

/** A rail down from a card, with an arm to each. */
function pathBelow(from: Rect, ends: readonly Point[]): string {
  const x = from.x + rail;
  const arms = ends.map((end) => `M${x} ${end.y}H${end.x}`);
  return `M${x} ${from.y + from.height}V${ends.at(-1)!.y}${arms.join('')}`;
}

/** Few pods stand in a row of four; with many, the grid grows wider as well as longer. */
function podColumns(count: number, form: LayoutForm): number {
  if (form === 'narrow' && count <= 32) return 2;
  if (count <= 32) return 4;
  if (count <= 128) return 8;
  return count <= 1024 ? 20 : 80;
}

/** Children in their slots: each keeps its own, a new one takes the first that is free. */
function inSlots(
  { slots }: TreeMemory,
  parent: string,
  nodes: readonly OwnershipNode[],
): readonly (OwnershipNode | null)[] {
  const present = new Map(nodes.map((node) => [node.key, node]));
  const taken = (slots.get(parent) ?? []).map((key) => (key !== null && present.has(key) ? key : null));
  const seated = new Set(taken);
  let free = taken.indexOf(null);
  for (const { key } of nodes) {
    if (seated.has(key)) continue;
    if (free < 0) taken.push(key);
    else {
      taken[free] = key;
      free = taken.indexOf(null, free);
    }
  }
  slots.set(parent, taken);
  return taken.map((key) => (key === null ? null : (present.get(key) ?? null)));
}
