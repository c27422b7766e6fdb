import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LinkError, type LinkContents, readLink, writeLink } from './link.ts';

const contents: LinkContents = {
  run: {
    seed: 'a seed',
    scenario: { workers: 3, nodeMonitorGracePeriodSeconds: 40, authorization: 'RBAC' },
    commands: [
      {
        index: 0,
        timeMs: 0,
        request: {
          method: 'POST',
          path: '/api/v1/namespaces/default/pods',
          body: { kind: 'Pod', note: '☃ Grüße' },
        },
      },
      {
        index: 1,
        timeMs: 1500,
        request: {
          method: 'PATCH',
          path: '/api/v1/nodes/n',
          contentType: 'application/merge-patch+json',
          query: { dryRun: 'All' },
          body: {},
          user: 'jane',
          groups: ['teachers'],
          impersonator: {},
        },
      },
    ],
    viewMs: 30_000,
  },
  files: [{ name: 'web.yaml', text: 'kind: Pod\n# ☃' }],
  selected: 'pods/default/web',
};

const packed = (value: unknown) =>
  `p1:d:${Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString('base64url')}`;

describe('links', () => {
  it('carry a run unharmed', async () => {
    const link = await writeLink(contents);
    expect(link).toMatch(/^p1:d:[\w-]+$/);
    expect(await readLink(`#${link}`)).toEqual(contents);
  });

  it('stay readable for ever: a link of the first version', async () => {
    expect((await readLink(packed({ s: 'x', o: {}, c: [], t: 0 }))).run).toEqual({
      seed: 'x',
      scenario: {},
      commands: [],
      viewMs: 0,
    });
  });

  it.each([
    ['cut', packed({ s: 'x', o: {}, c: [], t: 0 }).slice(0, -5)],
    ['of a later version', 'p9:z:abc'],
    ['not base64', 'p1:d:%%%'],
    ['not JSON', `p1:d:${Buffer.from(deflateSync(strToU8('{'))).toString('base64url')}`],
    ['a bomb', packed('x'.repeat(50_000_000))],
    ['endless', `p1:d:${'A'.repeat(300_000)}`],
    ['a reading command', packed({ s: '', o: {}, c: [[0, 'GET', '/', null, '', {}]], t: 0 })],
    [
      'commands out of order',
      packed({
        s: '',
        o: {},
        c: [
          [5, 'PUT', '/', null, '', {}],
          [1, 'PUT', '/', null, '', {}],
        ],
        t: 9,
      }),
    ],
    ['a moment in ten thousand years', packed({ s: '', o: {}, c: [], t: 1e15 })],
    ['a million machines', packed({ s: '', o: { workers: 1e6 }, c: [], t: 0 })],
    ['no number', packed({ s: '', o: {}, c: [], t: 'now' })],
    ['a list', packed([])],
  ])('refuse what is forged: %s', async (_what, link) => {
    await expect(readLink(link)).rejects.toThrow(LinkError);
  });
});
