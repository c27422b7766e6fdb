import { expect, it } from 'vitest';
import { findFields } from './field-paths.ts';
import { loadKubernetesReference } from './kubernetes-reference.ts';

const { structure } = await loadKubernetesReference();
const paths = (text: string, atMost = 8) => findFields(structure, text, atMost).map(({ path }) => path);

it('goes on from what is written, step by step', () => {
  expect(paths('deployment.spec.repl')).toEqual(['deployment.spec.replicas']);
  expect(paths('Deployments.spec.template.spec.containers.image')).toEqual([
    'deployment.spec.template.spec.containers.image',
    'deployment.spec.template.spec.containers.imagePullPolicy',
  ]);
  expect(paths('pod.nothing.at')).toEqual([]);
});

it('finds a field wherever it lies, on its shortest way', () => {
  expect(paths('livenessprobe')[0]).toBe('pod.spec.containers.livenessProbe');
  expect(paths('maxsurge')).toContain('deployment.spec.strategy.rollingUpdate.maxSurge');
});

it('finds kinds, and knows an end', () => {
  expect(paths('deploy')[0]).toBe('deployment');
  expect(paths('a', 5)).toHaveLength(5);
  expect(paths('')).toEqual([]);
  expect(paths('zzz')).toEqual([]);
});
