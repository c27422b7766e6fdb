import { describe, expect, it } from 'vitest';
import { refusalsOf, shortPath } from './refusal.ts';

describe('refusalsOf', () => {
  it('takes the causes of an Invalid status', () => {
    const causes = [
      {
        reason: 'FieldValueInvalid',
        field: 'spec.replicas',
        message: 'Invalid value: -1: must be greater than or equal to 0',
      },
    ];
    expect(refusalsOf({ message: 'Deployment.apps "web" is invalid: ...', details: { causes } })).toEqual([
      { field: 'spec.replicas', message: causes[0]?.message },
    ]);
  });

  it('finds the fields of strict decoding errors', () => {
    const message =
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica", unknown field "spec.template.spec.containers[0].imge"';
    expect(refusalsOf({ message }).map((refusal) => refusal.field)).toEqual([
      'spec.replica',
      'spec.template.spec.containers[0].imge',
    ]);
  });

  it("finds the field in the words of Go's decoder", () => {
    const message =
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32';
    const whole = `Deployment in version "v1" cannot be handled as a Deployment: ${message}`;
    expect(refusalsOf({ message: whole })).toEqual([{ field: 'spec.replicas', message }]);
  });

  it('speaks of the whole object when no field is named', () => {
    expect(refusalsOf({ message: 'namespaces "shop" not found' })).toEqual([
      { field: '', message: 'namespaces "shop" not found' },
    ]);
  });
});

describe('shortPath', () => {
  it('drops the beginning between steps', () => {
    expect(shortPath('spec.template.spec.containers[0].resources.requests')).toBe(
      '…containers[0].resources.requests',
    );
    expect(shortPath('spec.replicas')).toBe('spec.replicas');
  });
});
