import { describe, expect, it } from 'vitest';
import { maxManifestDocuments } from './manifest-limits.ts';
import { parseManifests, splitPath } from './manifests.ts';

const two = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: { app: web }
spec:
  template:
    spec:
      containers:
      - name: web
        image: nginx
        resources:
          limits:
            nvidia.com/gpu: 1
---
# only a comment
---
apiVersion: v1
kind: Service
metadata: { name: web }
`;

describe('parseManifests', () => {
  it('gives each document its object and the line of each field', () => {
    const { documents, error } = parseManifests(two);
    expect(error).toBeUndefined();
    expect(documents.map((document) => document.object.kind)).toEqual(['Deployment', 'Service']);
    const [deployment, service] = documents;
    expect(deployment?.lineOf('spec.template.spec.containers[0].image')).toBe(11);
    expect(deployment?.lineOf('spec.template.spec.containers[0].resources.limits[nvidia.com/gpu]')).toBe(14);
    expect(deployment?.lineOf('metadata.labels[app]')).toBe(5);
    expect(service?.line).toBe(18);
  });

  it('marks key and value, and the nearest field around a path that is not written', () => {
    const document = parseManifests(two).documents[0];
    expect(document?.rangeOf('spec.template.spec.containers[0].image')).toEqual({
      line: 11,
      startColumn: 9,
      endColumn: 21,
    });
    expect(document?.lineOf('spec.template.spec.containers[0].ports[3].containerPort')).toBe(10);
    expect(document?.lineOf('spec.selector')).toBe(6);
  });

  it('finds fields that are named without the indexes of their lists', () => {
    const document = parseManifests(two).documents[0];
    expect(document?.lineOf('spec.template.spec.containers.resources.limits')).toBe(13);
    expect(document?.lineOf('spec.template.spec.containers.ports.containerPort')).toBe(9);
  });

  it('takes the items of a List as documents with their own lines', () => {
    const { documents } = parseManifests(
      'kind: List\nitems:\n- kind: Pod\n  metadata: {name: a}\n- kind: Pod\n',
    );
    expect(documents.map((document) => document.line)).toEqual([3, 5]);
    expect(documents[0]?.lineOf('metadata.name')).toBe(4);
  });

  it('reads scalars as go-yaml does', () => {
    const value = parseManifests('a: yes\nb: 2020-01-01\nc: 0644\nd: 1:30\ne: "yes"\n').documents[0]?.object;
    expect(value).toEqual({ a: true, b: '2020-01-01', c: 420, d: '1:30', e: 'yes' });
  });

  it('says on which line the text is broken, and returns nothing of it', () => {
    const { documents, error } = parseManifests('kind: Pod\n---\nkind: [\n');
    expect(documents).toEqual([]);
    expect(error).toMatchObject({ problem: 'syntax', line: expect.any(Number) });
    expect(parseManifests('just words').error?.problem).toBe('notAnObject');
    expect(parseManifests('a: 1\nb:\n\tc: 2\n').error).toMatchObject({ problem: 'syntax', line: 3 });
  });

  it('splits the paths of field errors', () => {
    expect(splitPath('spec.ports[0].name')).toEqual(['spec', 'ports', '0', 'name']);
    expect(splitPath('metadata.annotations["a.b/c"]')).toEqual(['metadata', 'annotations', 'a.b/c']);
    expect(splitPath('')).toEqual([]);
  });
});

describe('hostile text', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi']
    .map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`)
    .join('\n')}\n`;

  it.each([
    ['tooLarge', `a: "${'x'.repeat(10 * 1024 * 1024)}"`],
    ['binary', 'kind: Pod\n\u0000\u0001'],
    ['tooManyDocuments', 'kind: Pod\n---\n'.repeat(500)],
    ['tooDeep', '['.repeat(100_000)],
    ['tooDeep', '- '.repeat(100_000)],
    ['tooDeep', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['tooManyAliases', bomb],
  ])('is refused: %s', (problem, text) => {
    const { documents, error } = parseManifests(text);
    expect(documents).toEqual([]);
    expect(error?.problem).toBe(problem);
  });

  it('lets as many documents pass as are allowed', () => {
    expect(parseManifests('---\nkind: Pod\n'.repeat(maxManifestDocuments)).documents).toHaveLength(200);
  });
});
