import { describe, expect, it } from 'vitest';
import type { ApiRequest, ApiResponse, Deployment, ManagedFieldsEntry } from '../../index.ts';
import { createCluster } from '../../index.ts';

const deployments = '/apis/apps/v1/namespaces/default/deployments';

interface Answer {
  readonly code: number;
  readonly body: Deployment & { readonly message?: string };
}

class Applier {
  readonly cluster = createCluster({ seed: 'apply' });

  send(request: Partial<ApiRequest>): Answer {
    const full = { method: 'GET', path: `${deployments}/web`, ...request } as ApiRequest;
    return this.cluster.request(full) as ApiResponse as Answer;
  }

  create(spec: object): Answer {
    return this.send({
      method: 'POST',
      path: deployments,
      query: { fieldManager: 'kubectl-create' },
      body: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: { ...template('nginx'), ...spec },
      },
    });
  }

  apply(fieldManager: string, spec: object, query: Record<string, string> = {}): Answer {
    return this.send({
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager, ...query },
      body: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec },
    });
  }

  managers(): string[] {
    return entries(this.send({})).map(
      ({ manager, operation, subresource = '' }) => `${operation} ${manager}${subresource}`,
    );
  }
}

function template(...images: string[]): object {
  const containers = images.map((image) => ({ name: image, image }));
  return {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
  };
}

function containersOf({ body }: Answer): string[] {
  return body.spec!.template.spec!.containers.map(({ name }) => name);
}

function entries({ body }: Answer): readonly ManagedFieldsEntry[] {
  return body.metadata?.managedFields ?? [];
}

describe('server-side apply', () => {
  it('creates what is not there, and a second time changes nothing', () => {
    const applier = new Applier();
    const first = applier.apply('alice', template('nginx'));
    const second = applier.apply('alice', template('nginx'));
    expect([first.code, second.code]).toEqual([201, 200]);
    expect(second.body.metadata?.resourceVersion).toBe(first.body.metadata?.resourceVersion);
    expect(entries(first).map(({ manager, operation }) => [manager, operation])).toEqual([
      ['alice', 'Apply'],
    ]);
  });

  it('tells of every field that others manage', () => {
    const applier = new Applier();
    applier.create({ replicas: 1 });
    const refused = applier.apply('helm', {
      replicas: 3,
      template: { spec: { containers: [{ name: 'nginx', image: 'httpd' }] } },
    });
    expect(refused.code).toBe(409);
    expect(refused.body.message).toBe(
      [
        'Apply failed with 2 conflicts: conflicts with "kubectl-create" using apps/v1:',
        '- .spec.replicas',
        '- .spec.template.spec.containers[name="nginx"].image',
      ].join('\n'),
    );
  });

  it('takes fields by force, and takes out what its applier names no more', () => {
    const applier = new Applier();
    applier.create({ replicas: 1 });
    applier.apply('helm', { replicas: 3, ...template('nginx', 'side') }, { force: 'true' });
    const answer = applier.apply('helm', template('nginx'));
    expect(containersOf(answer)).toEqual(['nginx']);
    expect(answer.body.spec?.replicas).toBe(1);
  });

  it('leaves what two appliers share until both have given it up', () => {
    const applier = new Applier();
    applier.apply('alice', template('nginx', 'side'));
    applier.apply('bob', template('nginx', 'side'));
    expect(containersOf(applier.apply('alice', template('nginx')))).toEqual(['nginx', 'side']);
    expect(containersOf(applier.apply('bob', template('nginx')))).toEqual(['nginx']);
  });

  it('counts a changed owner as a new version', () => {
    const applier = new Applier();
    const { body } = applier.apply('alice', template('nginx'));
    const shared = applier.apply('bob', template('nginx'));
    expect(shared.body.metadata?.resourceVersion).not.toBe(body.metadata?.resourceVersion);
    expect(applier.managers().slice(0, 2)).toEqual(['Apply alice', 'Apply bob']);
  });

  it('knows nobody after a reset, until somebody applies', () => {
    const applier = new Applier();
    applier.create({ replicas: 1 });
    const reset = [{ op: 'replace', path: '/metadata/managedFields', value: [{}] }];
    applier.send({ method: 'PATCH', contentType: 'application/json-patch+json', body: reset });
    expect(applier.managers()).toEqual([]);
    applier.apply('alice', { replicas: 1 });
    expect(applier.managers()).toEqual(['Apply alice', 'Update before-first-apply']);
  });

  it('names the fields that the schema lacks, however strictly it is asked to look', () => {
    const applier = new Applier();
    for (const fieldValidation of ['Ignore', 'Warn', 'Strict'])
      expect(applier.apply('alice', { replicaz: 1 }, { fieldValidation })).toMatchObject({
        code: 500,
        body: {
          reason: '',
          message:
            'failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.replicaz: field not declared in schema',
        },
      });
  });

  it('is the same on a dry run, which leaves no trace', () => {
    const applier = new Applier();
    applier.create({ replicas: 1 });
    const before = applier.cluster.stateHash();
    const tried = applier.apply('helm', { replicas: 2 }, { force: 'true', dryRun: 'All' });
    expect(tried.body.spec?.replicas).toBe(2);
    expect(entries(tried)[0]?.manager).toBe('helm');
    expect(applier.cluster.stateHash()).toBe(before);
  });
});
