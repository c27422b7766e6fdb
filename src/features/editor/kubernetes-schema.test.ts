import { describe, expect, it } from 'vitest';
import { loadKubernetesReference } from '../../model/kubernetes-reference.ts';
import { buildKubernetesSchema } from './kubernetes-schema.ts';
import { enumsOf } from './schema-additions.ts';

const { structure, descriptions } = await loadKubernetesReference();
const schema = buildKubernetesSchema(structure, descriptions);
const definitions = schema.definitions ?? {};

describe('buildKubernetesSchema', () => {
  it('holds a document to the kind it names', () => {
    expect(schema.allOf).toContainEqual({
      if: {
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { const: 'apps/v1' }, kind: { const: 'Deployment' } },
      },
      // oxlint-disable-next-line unicorn/no-thenable -- the word is JSON schema's own
      then: { $ref: '#/definitions/Deployment' },
    });
    expect(schema.properties?.['kind']).toMatchObject({
      enum: expect.arrayContaining(['Pod', 'Machine', 'Fault']),
    });
  });

  it('knows the fields of the playground as the API server does', () => {
    expect(definitions['MachineSpec']?.properties).toMatchObject({
      cpu: { type: ['string', 'number'] },
      kubelet: { $ref: '#/definitions/KubeletSettings' },
    });
  });

  it('knows types, required fields, quantities and descriptions', () => {
    expect(definitions['Container']?.required).toEqual(['name']);
    expect(definitions['Container']?.properties?.['ports']).toMatchObject({
      type: 'array',
      items: { $ref: '#/definitions/ContainerPort' },
    });
    expect(definitions['ServicePort']?.properties?.['targetPort']).toMatchObject({
      type: ['integer', 'string'],
    });
    expect(definitions['ResourceRequirements']?.properties?.['limits']).toMatchObject({
      additionalProperties: { type: ['string', 'number'] },
      description: expect.stringContaining('Limits'),
    });
    expect(definitions['Pod']?.additionalProperties).toBe(false);
  });

  it('has no reference without a definition and no enum without its field', () => {
    const text = JSON.stringify(schema);
    const referred = [...text.matchAll(/#\/definitions\/([^"]+)/g)].map((match) => match[1] ?? '');
    expect(referred.filter((name) => definitions[name] === undefined)).toEqual([]);
    const lost = Object.keys(enumsOf).filter((path) => {
      const [definition = '', field = ''] = path.split('.');
      return definitions[definition]?.properties?.[field] === undefined;
    });
    expect(lost).toEqual([]);
  });
});
