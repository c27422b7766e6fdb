import { expect, it } from 'vitest';
import { capsuleWidth, layOutAxis, ticksOf, xOfMoment } from './why-axis-layout.ts';

const at = (...seconds: number[]) => seconds.map((second) => ({ timeMs: Math.round(second * 1000) }));
/** The node death of the board: power cut, silence, look, toleration, then all within two seconds. */
const death = at(62, 62, 110.4, 115.4, 415.4, 415.411, 415.423, 416.9);

it('cuts the one long wait, and gives each side a scale of its own', () => {
  const { parts, cutMs } = layOutAxis(death, 952);
  expect(parts).toHaveLength(2);
  const [left, right] = parts as [(typeof parts)[0], (typeof parts)[0]];
  expect(left.pxPerMs).toBeLessThan(right.pxPerMs);
  expect(left.toX).toBeLessThan(right.fromX);
  expect(cutMs).toBeGreaterThan(200_000);
  expect(right.toX).toBeLessThanOrEqual(952 - capsuleWidth(1));
});

it('numbers each step once, in order, and no capsule covers another', () => {
  for (const steps of [death, at(0, 0, 0), at(0, 100, 101, 400), at(5, 6), at(0, 0.001, 3600)])
    for (const width of [358, 640, 952]) {
      const { capsules } = layOutAxis(steps, width);
      expect(capsules.flatMap((capsule) => capsule.steps)).toEqual(steps.map((_step, place) => place));
      capsules.forEach(({ x }, place) => {
        const before = capsules[place - 1];
        expect(x).toBeGreaterThanOrEqual(0);
        if (before !== undefined)
          expect(x).toBeGreaterThanOrEqual(before.x + capsuleWidth(before.steps.length));
      });
    }
});

it('is to one scale where no wait dwarfs the rest', () => {
  const { parts, cutMs } = layOutAxis(at(0, 20, 40, 70), 900);
  expect(parts).toHaveLength(1);
  expect(cutMs).toBe(0);
  expect(xOfMoment(parts, 40_000)).toBeCloseTo(2 * xOfMoment(parts, 20_000));
});

it('marks round moments, not too near each other', () => {
  for (const part of layOutAxis(death, 952).parts) {
    const { stepMs, at: ticks } = ticksOf(part);
    expect(stepMs * part.pxPerMs).toBeGreaterThanOrEqual(88);
    for (const tick of ticks) expect(tick % stepMs).toBe(0);
  }
});
