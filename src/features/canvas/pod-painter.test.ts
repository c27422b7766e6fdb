import { beforeEach, describe, expect, it } from 'vitest';
import type { PictureView } from './machine-picture.ts';
import type { PodLook } from './pod-look.ts';
import { createPodPainter } from './pod-painter.ts';
import type { PodPainter, SeatedLook } from './pod-painter.ts';

const calls: string[] = [];
const context = {
  canvas: { width: 200, height: 200 },
  clearRect: (...box: number[]) => calls.push(`clear ${box.join(' ')}`),
  drawImage: (image: string, x: number, y: number) => calls.push(`${image} ${x} ${y}`),
  fillRect: () => calls.push('patch'),
} as unknown as CanvasRenderingContext2D;
const tools = {
  palette: () => '',
  far: (name: string) => (name.split(' ')[0] ?? '') as unknown as ImageBitmap,
  tiles: (name: string) => name as unknown as ImageBitmap,
};
const view: PictureView = {
  grid: { columns: 2, scale: 1, left: 0, top: 0, cellWidth: 40, cellHeight: 40, pitchX: 50, pitchY: 50 },
  zoom: 0.25,
  pixelRatio: 1,
  isFar: true,
  rings: new Map(),
};
const cells = [0, 1, 2, 3].map((index) => ({ row: Math.floor(index / 2), column: index % 2 }));

function seated(...states: PodLook['state'][]): readonly SeatedLook[] {
  return states.map((state, index) => ({
    key: `pods/default/p${index}`,
    cell: cells[index]!,
    version: state,
    read: () => ({ state }) as PodLook,
  }));
}

describe('the picture of a machine', () => {
  let painter: PodPainter;
  const paint = (pods: readonly SeatedLook[], how: PictureView = view): readonly string[] => {
    calls.length = 0;
    painter.paint(context, pods, how);
    return [...calls];
  };
  beforeEach(() => {
    painter = createPodPainter(tools);
    paint(seated('ready', 'notReady', 'ready'));
  });

  it('is painted whole at first, and left alone while nothing changes', () => {
    painter = createPodPainter(tools);
    expect(paint(seated('ready', 'ready'))).toEqual(['clear 0 0 200 200', 'ready 0 0', 'ready 13 0']);
    expect(paint(seated('ready', 'ready'))).toEqual([]);
  });

  it('has only the cell of a changed pod painted again', () => {
    expect(paint(seated('ready', 'ready', 'ready'))).toEqual(['clear 13 0 10 10', 'ready 13 0']);
  });

  it('is left alone when another pod that looks the same stands in a cell', () => {
    const others = seated('ready', 'notReady', 'ready').map((pod) => ({
      ...pod,
      key: `${pod.key}-2`,
      version: {},
    }));
    expect(paint(others)).toEqual([]);
  });

  it('forgets who is gone', () => {
    expect(paint(seated('ready', 'notReady'))).toEqual(['clear 0 13 10 10']);
  });

  it('is painted whole while trouble reaches beyond its cell, and once more when it is over', () => {
    const troubled = seated('ready', 'backOff', 'ready');
    expect(paint(troubled)).toEqual([
      'clear 0 0 200 200',
      'ready 0 0',
      'ready 0 13',
      'patch',
      'backOff 11 -1',
    ]);
    expect(paint(seated('ready', 'ready', 'ready'))[0]).toBe('clear 0 0 200 200');
  });

  it('is painted whole from another distance', () => {
    expect(paint(seated('ready', 'notReady', 'ready'), { ...view, zoom: 0.2 })).toHaveLength(4);
  });
});
