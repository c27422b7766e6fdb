import { describe, expect, it } from 'vitest';
import { computeLayout } from './layout.ts';
import { lowerRail, upperRail } from './rails.ts';
import type { RailMachine } from './rails.ts';

const layoutOf = (machineCount: number) =>
  computeLayout({
    form: 'wide',
    machineCount,
    serviceCount: 1,
    columns: 2,
    rows: [3],
    leastRows: 3,
    hasSystemPods: true,
  });

const machinesOf = (layout: ReturnType<typeof layoutOf>, cut: number): readonly RailMachine[] =>
  layout.machines.map((rect, index) => ({
    scene: {
      name: `node-${index}`,
      node: undefined,
      machine: undefined,
      pods: [],
      seats: [{ key: `pods/default/p${index}`, namespace: 'default', cell: { row: 0, column: index % 2 } }],
      system: [],
    },
    rect,
    isCut: index === cut,
  }));

describe('rails', () => {
  it('reach every kubelet, and stop short of one that nobody hears', () => {
    const layout = layoutOf(9);
    const rail = upperRail(layout, machinesOf(layout, 1));
    expect(rail.ports).toHaveLength(9);
    expect(rail.ports.filter(({ isCut }) => isCut)).toHaveLength(1);
    expect(rail.cut).not.toBe('');
  });

  it('lead a Service to ready endpoints only, and mark the others', () => {
    const layout = layoutOf(3);
    const endpoints = [0, 1, 2].map((index) => ({ podKey: `pods/default/p${index}`, ready: index !== 1 }));
    const scene = { key: 'services/default/web', service: {}, endpoints };
    const rail = lowerRail(layout, machinesOf(layout, -1), scene, layout.services[0]!);
    expect(rail.ports.map(({ ready }) => ready)).toEqual([true, false, true]);
    expect(rail.idle).toContain('M418');
    expect(rail.flow).toContain('M142');
    // The port sits on the edge that faces the gutter.
    expect(rail.ports[0]?.x).toBe(12 + 12 + 112);
    expect(rail.ports[1]?.x).toBe(288 + 136);
  });
});
