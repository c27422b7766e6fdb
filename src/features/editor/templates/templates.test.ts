import { describe, expect, it } from 'vitest';
import { findKind, pathOf, resourceKinds } from '../../../engine/index.ts';
import { parseManifests } from '../../../model/manifests.ts';
import { TestCluster } from '../../../testing/test-cluster.ts';
import { t } from './messages.en.ts';
import { templates } from './templates.ts';

/** Written by the cluster's own parts, never by a person. */
const notWritten = new Set([
  'ControllerRevision',
  'CSINode',
  'CSIStorageCapacity',
  'CertificateSigningRequest',
  'Event',
  'IPAddress',
  'Node',
  'ResourceSlice',
  'VolumeAttachment',
]);

const { cluster } = TestCluster.with(1);

describe('templates', () => {
  it.each(templates)('$kind is taken by the server as it stands', ({ kind, yaml }) => {
    const { documents, error } = parseManifests(yaml);
    expect(error).toBeUndefined();
    expect(documents).toHaveLength(1);
    const { object } = documents[0]!;
    expect(object.kind).toBe(kind);
    const resource = findKind(object.apiVersion!, kind)!;
    const answer = cluster.request({
      method: 'POST',
      path: pathOf(resource, resource.namespaced ? 'default' : ''),
      query: { dryRun: 'All', fieldValidation: 'Strict' },
      body: object,
    });
    expect(answer.body).toMatchObject({ kind });
    expect(answer.code).toBe(201);
  });

  it('has one for every kind that a person would write', () => {
    const written = resourceKinds
      .filter(({ verbs, kind }) => verbs.includes('create') && !notWritten.has(kind))
      .map(({ kind }) => kind);
    expect(templates.map(({ kind }) => kind).toSorted()).toEqual([...new Set(written)].toSorted());
  });

  it('says of each what it is for', () => {
    const said = Object.keys(t.english).filter((key) => key.startsWith('template.kind.'));
    expect(said.toSorted()).toEqual(templates.map(({ kind }) => `template.kind.${kind}`).toSorted());
  });
});
