import { describe, expect, it } from 'vitest';
import type { Relation } from '../../../model/relations/relations.ts';
import { planArrows } from './arrow-plan.ts';

const rects = new Map([
  ['pods/default/a', { x: 0, y: 0, width: 100, height: 60 }],
  ['services/default/web', { x: 300, y: 400, width: 300, height: 44 }],
]);
const relation = (to: string, from: string, by: string): Relation => ({
  kind: 'field',
  from,
  to,
  by,
  isMissing: false,
});
const bounds = { x: 0, y: 0, width: 800, height: 600 };

describe('the arrows of an object', () => {
  it('lead to what stands on the canvas, and stand cards beside it for the rest', () => {
    const relations = [
      relation('pods/default/a', 'services/default/web', 'app=web'),
      relation('configmaps/default/site', 'pods/default/a', 'envFrom'),
    ];
    const plan = planArrows('pods/default/a', relations, (key) => rects.get(key), bounds);
    expect(plan.arrows.map(({ other }) => other)).toEqual(['services/default/web']);
    expect(plan.cards.map(({ other }) => other)).toEqual(['configmaps/default/site']);
    expect(plan.cards[0]!.rect.x).toBeGreaterThan(100);
  });

  it('count what there is no room for', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      relation(`secrets/default/s${index}`, 'pods/default/a', 'env'),
    );
    const plan = planArrows('pods/default/a', many, (key) => rects.get(key), bounds);
    expect(plan.cards.length + plan.more).toBe(12);
    expect(plan.more).toBeGreaterThan(0);
  });

  it('are none where the object has no place', () =>
    expect(planArrows('pods/default/b', [], (key) => rects.get(key), bounds).arrows).toEqual([]));
});
