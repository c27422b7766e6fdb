import { describe, expect, it } from 'vitest';
import { decodeStrict } from './decode.ts';

const decodePod = (spec: unknown) => decodeStrict('v1', 'Pod', { spec });

describe('decodeStrict', () => {
  it('names unknown fields with their place', () => {
    const { warnings, errors } = decodeStrict('apps/v1', 'Deployment', {
      spec: { replica: 3, template: { spec: { containers: [{ imag: 'nginx' }] } } },
    });
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      'unknown field "spec.replica"',
      'unknown field "spec.template.spec.containers[0].imag"',
    ]);
  });

  it('says what is mistyped, and only the first of it', () => {
    expect(decodePod({ containers: {}, hostNetwork: 'yes' }).errors).toEqual([
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container',
    ]);
    const [error] = decodePod({ containers: [{ env: [{ name: 'A', value: 1 }] }] }).errors;
    expect(error).toContain(
      'cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string',
    );
  });

  it('puts quantities into canonical form and takes numbers for them', () => {
    const { object } = decodePod({ containers: [{ resources: { limits: { cpu: 1, memory: '1024Mi' } } }] });
    const spec = object['spec'] as { containers: { resources: object }[] };
    expect(spec.containers[0]?.resources).toEqual({ limits: { cpu: '1', memory: '1Gi' } });
  });

  it('drops nulls and empty maps, and keeps empty objects that mean something', () => {
    const { object } = decodePod({
      nodeSelector: {},
      nodeName: null,
      volumes: [{ name: 'v', emptyDir: {} }],
    });
    expect(object['spec']).toEqual({ containers: [], volumes: [{ name: 'v', emptyDir: {} }] });
  });

  it('never changes the body, and survives hostile keys', () => {
    const body = Object.freeze({
      metadata: JSON.parse('{"labels":{"__proto__":"x"},"__proto__":{"name":"y"}}'),
    });
    const { object, warnings } = decodeStrict('v1', 'ConfigMap', body);
    expect(warnings).toEqual(['unknown field "metadata.__proto__"']);
    expect(object.metadata?.name).toBeUndefined();
  });
});
