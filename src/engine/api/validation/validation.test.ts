import { describe, expect, it } from 'vitest';
import { applyDefaults } from '../defaults/index.ts';
import { resourceById, resourceKinds } from '../kinds.ts';
import { invalidStatus, validateCreate, validateUpdate } from './index.ts';

function deployment(image: string, labels: Record<string, string>) {
  return applyDefaults('deployments.apps', {
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels }, spec: { containers: [{ name: 'nginx', image }] } },
    },
  } as object);
}

describe('validation', () => {
  it('lets a sound object pass', () => {
    expect(validateCreate('deployments.apps', deployment('nginx', { app: 'web' }))).toEqual([]);
  });

  it('refuses as the API server does', () => {
    const errors = validateCreate('deployments.apps', deployment('', { app: 'x' }));
    const { status } = invalidStatus(resourceById('deployments.apps'), 'web', errors);
    expect(status).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message:
        'Deployment.apps "web" is invalid: [spec.template.metadata.labels: Invalid value: {"app":"x"}: ' +
        '`selector` does not match template `labels`, spec.template.spec.containers[0].image: Required value]',
      details: { name: 'web', group: 'apps', kind: 'Deployment' },
    });
    expect(status.details?.causes?.[1]).toEqual({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: 'spec.template.spec.containers[0].image',
    });
  });

  it('keeps the selector of a Deployment', () => {
    const before = deployment('nginx', { app: 'web' }) as { metadata: object; spec: object };
    const after = { ...before, spec: { ...before.spec, selector: { matchLabels: { app: 'other' } } } };
    expect(validateUpdate('deployments.apps', after, before).map(({ field }) => field)).toContain(
      'spec.selector',
    );
  });

  it('answers for every kind, also for an object without anything', () => {
    for (const { id } of resourceKinds) {
      const empty = applyDefaults(id, {});
      expect(validateCreate(id, empty).length, id).toBeGreaterThan(0);
      expect(() => validateUpdate(id, empty, empty), id).not.toThrow();
    }
  });

  it('knows machines and faults', () => {
    const fault = { metadata: { name: 'f' }, spec: { type: 'ContainerExit', exitCode: 256 } };
    expect(validateCreate('faults.podarium.dev', fault)).toEqual([
      {
        type: 'FieldValueInvalid',
        field: 'spec.exitCode',
        badValue: 256,
        detail: 'must be between 0 and 255, inclusive',
      },
    ]);
    const machine = applyDefaults('machines.podarium.dev', {
      metadata: { name: 'm' },
      spec: { cpu: '0' },
    } as object);
    expect(validateCreate('machines.podarium.dev', machine).map(({ field }) => field)).toEqual(['spec.cpu']);
  });
});
