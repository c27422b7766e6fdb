import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { parseApiServerOptions } from './apiserver-options.ts';

describe('the command line of the API server', () => {
  it('has defaults for all', () => {
    expect(parseApiServerOptions([])).toMatchObject({
      port: 8001,
      machines: 3,
      speed: 1,
      authorization: 'AlwaysAllow',
      host: '127.0.0.1',
      files: [],
    });
  });

  it('reads every flag', () => {
    const line =
      '--port 0 --kubeconfig k --machines 5 --speed 0.5 --seed s --authorization RBAC -f a.yaml -f b.yaml --host 0.0.0.0 --allow-remote';
    expect(parseApiServerOptions(line.split(' '))).toEqual({
      port: 0,
      kubeconfig: 'k',
      machines: 5,
      speed: 0.5,
      seed: 's',
      authorization: 'RBAC',
      files: ['a.yaml', 'b.yaml'],
      host: '0.0.0.0',
      allowRemote: true,
    });
  });

  it.each([
    '--port x',
    '--port 70000',
    '--machines 0',
    '--machines 1.5',
    '--speed 0',
    '--speed -1',
    '--authorization Node',
    '--nope',
    'stray',
    '--host 0.0.0.0',
  ])('refuses %s', (line) => {
    expect(() => parseApiServerOptions(line.split(' '))).toThrow(UsageError);
  });
});
