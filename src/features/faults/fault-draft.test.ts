import { expect, it } from 'vitest';
import { draftOf, problemsIn, specOf } from './fault-draft.ts';

const moment = { startedAt: '2026-03-02T09:00:00Z', viewMs: 20_400 };

it('asks for what was wished, with nothing that says nothing', () => {
  const draft = draftOf({ type: 'Hang', target: { namespace: 'shop', pod: 'web-1' } }, moment);
  expect(specOf(draft, moment)).toEqual({ type: 'Hang', target: { namespace: 'shop', pod: 'web-1' } });
});

it('starts at whole seconds of the simulated clock', () => {
  const draft = { ...draftOf({ type: 'OOMKill' }, moment), pod: 'default/web' };
  expect(specOf({ ...draft, start: 'in', inSeconds: '10' }, moment).startTime).toBe('2026-03-02T09:00:31Z');
  expect(specOf({ ...draft, start: 'at', atClock: '09:05' }, moment).startTime).toBe('2026-03-02T09:05:00Z');
  expect(problemsIn({ ...draft, start: 'at', atClock: '09:00:10' }, moment)).toHaveProperty([
    'spec.startTime',
  ]);
  expect(problemsIn({ ...draft, start: 'at', atClock: 'soon' }, moment)).toHaveProperty(['spec.startTime']);
});

it('keeps the own field of each type apart, and leaves judging it to the API server', () => {
  const draft = { ...draftOf({}, moment), scope: 'labels' as const, labels: 'app=web, tier = front' };
  const own = { ContainerExit: '300', MemoryLeak: 'ten' };
  const target = { namespace: 'default', labels: { app: 'web', tier: 'front' } };
  expect(specOf({ ...draft, own }, moment)).toEqual({ type: 'ContainerExit', target, exitCode: 300 });
  expect(specOf({ ...draft, own, type: 'MemoryLeak' }, moment)).toEqual({
    type: 'MemoryLeak',
    target,
    rate: 'ten',
  });
  expect(specOf({ ...draft, own, type: 'SlowStart' }, moment)).toMatchObject({ seconds: 30 });
});
