/**
 * Two rails that never share a line: the upper joins the API server to every kubelet and carries writes, the lower joins
 * a Service to its ready endpoints and carries requests. Decisions come from above, traffic from below.
 */
import { cellPlace } from './layout.ts';
import type { Layout, Rect } from './layout.ts';
import type { MachineScene, ServiceScene } from './scene.ts';

export interface RailMachine {
  readonly scene: MachineScene;
  readonly rect: Rect;
  /** Nothing is heard from it. */
  readonly isCut: boolean;
}

export interface UpperRail {
  readonly trunk: string;
  readonly cut: string;
  readonly ports: readonly { readonly x: number; readonly y: number; readonly isCut: boolean }[];
}

export interface LowerRail {
  readonly flow: string;
  readonly idle: string;
  readonly ports: readonly { readonly x: number; readonly y: number; readonly ready: boolean }[];
}

/** Where the API server's rail leaves the control plane's card. */
const trunkX = 108;

const middle = (rect: Rect): number => rect.x + rect.width / 2;

export function upperRail(layout: Layout, machines: readonly RailMachine[]): UpperRail {
  let trunk = '';
  let cut = '';
  const ports: { x: number; y: number; isCut: boolean }[] = [];
  const foot = layout.controlPlane.y + layout.controlPlane.height;
  for (const [row, y] of layout.upperRails.entries()) {
    const here = machines.filter(({ rect }) => rect.y - 16 === y);
    if (here.length === 0) continue;
    const ends = here.map(({ rect }) => middle(rect));
    // Further rows hang on a line at the left edge.
    trunk += row === 0 ? `M${trunkX} ${foot}V${y}` : `M4 ${layout.upperRails[0]}V${y}`;
    const from = row === 0 ? (layout.upperRails.length > 1 ? 4 : Math.min(trunkX, ...ends)) : 4;
    trunk += `M${from} ${y}H${Math.max(trunkX, ...ends)}`;
    for (const { rect, isCut } of here) {
      const x = middle(rect);
      if (isCut) cut += `M${x} ${y}V${y + 4}M${x} ${rect.y - 3}V${rect.y}`;
      else trunk += `M${x} ${y}V${rect.y}`;
      ports.push({ x, y: isCut ? y + 8 : rect.y, isCut });
    }
  }
  return { trunk, cut, ports };
}

/** The way of one write: from the machine's kubelet to the API server. */
export function writePath(layout: Layout, rect: Rect): string {
  const y = rect.y - 16;
  const first = layout.upperRails[0] ?? y;
  const back = y === first ? '' : `H4V${first}`;
  return `M${middle(rect)} ${rect.y}V${y}${back}H${trunkX}V${layout.controlPlane.y + layout.controlPlane.height}`;
}

export function lowerRail(
  layout: Layout,
  machines: readonly RailMachine[],
  service: ServiceScene,
  serviceRect: Rect,
): LowerRail {
  const bottom = layout.lowerRails.at(-1);
  // Crowded machines have no gutter for the riser to run in.
  if (bottom === undefined || layout.grid.columns !== 2) return { flow: '', idle: '', ports: [] };
  const stem = serviceRect.x + serviceRect.width / 2;
  let flow = '';
  let idle = '';
  const ports: { x: number; y: number; ready: boolean }[] = [];
  const rows = new Map<number, number[]>();
  for (const machine of machines) {
    const found = endpointsOn(machine, service, layout);
    ports.push(...found);
    if (found.length === 0) continue;
    const x = middle(machine.rect);
    const rail = machine.rect.y + machine.rect.height + 20;
    const ready = found.filter((port) => port.ready);
    if (ready.length === 0) idle += `M${x} ${rail}V${machine.rect.y + machine.rect.height}`;
    else flow += riser(x, rail, ready);
    rows.set(rail, [...(rows.get(rail) ?? []), x]);
  }
  const outer = layout.bounds.width - 4;
  for (const [rail, ends] of rows) {
    const from = rail === bottom ? stem : outer;
    flow += `M${Math.min(from, ...ends)} ${rail}H${Math.max(from, ...ends)}`;
    if (rail !== bottom) flow += `M${outer} ${rail}V${bottom}H${stem}`;
  }
  if (rows.size > 0) flow += `M${stem} ${serviceRect.y}V${bottom}`;
  return { flow, idle, ports };
}

/** Up the gutter between the two columns of pods, with an arm to each ready endpoint. */
function riser(
  x: number,
  rail: number,
  ready: readonly { readonly x: number; readonly y: number }[],
): string {
  const top = Math.min(...ready.map(({ y }) => y));
  const arms = ready.map((port) => `M${x} ${port.y}H${port.x}`).join('');
  return `M${x} ${rail}V${top}${arms}`;
}

function endpointsOn(
  { scene, rect, isCut }: RailMachine,
  service: ServiceScene,
  layout: Layout,
): readonly { x: number; y: number; ready: boolean }[] {
  const found: { x: number; y: number; ready: boolean }[] = [];
  const ready = new Map(service.endpoints.map((endpoint) => [endpoint.podKey, endpoint.ready]));
  for (const { key, cell } of scene.seats) {
    const isReady = ready.get(key);
    if (isReady === undefined) continue;
    const place = cellPlace(layout.grid, cell);
    const shift = isCut ? 4 : 0;
    const edge = cell.column === 0 ? place.x + layout.grid.cellWidth : place.x;
    found.push({ x: rect.x + edge + shift, y: rect.y + place.y + 32 + shift, ready: isReady });
  }
  return found;
}
