import { expect, it } from 'vitest';
import { shortReason } from './reason.ts';

const preemption = 'preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.';

it('tells each reason on a line of its own, the commonest first', () => {
  const message = `0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu. no new claims to deallocate, ${preemption}`;
  expect(shortReason(message, 4)).toEqual({
    headline: '0/4 nodes are available:',
    lines: ['3 Insufficient cpu', '1 had untolerated taint(s)'],
  });
});

it('is not misled by full stops and commas in names', () => {
  const message = `0/2 nodes are available: 2 node(s) had untolerated taint {example.com/a: b, c}. ${preemption}`;
  expect(shortReason(message, 4).lines).toEqual(['2 had untolerated taint {example.com/a: b, c}']);
});

it('counts the reasons that have no room', () => {
  const message = '0/9 nodes are available: 1 Insufficient cpu, 2 Insufficient memory, 6 Too many pods.';
  expect(shortReason(message, 2).lines).toEqual(['6 Too many pods', '2 more reasons']);
});

it('leaves other messages as they are', () => {
  expect(shortReason('no nodes available to schedule pods', 4)).toEqual({
    headline: 'no nodes available to schedule pods',
    lines: [],
  });
});
