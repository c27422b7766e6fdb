import { describe, expect, it } from 'vitest';
import { highlightYaml } from './highlight-yaml.ts';

const kinds = (line: string): string =>
  highlightYaml(line)
    .map(({ text, kind }) => `${kind}:${text}`)
    .join('|');

describe('highlightYaml', () => {
  it.each([
    ['apiVersion: apps/v1', 'key:apiVersion|plain::|string: apps/v1'],
    ['  - containerPort: 80', 'plain:  - |key:containerPort|plain::|plain: |number:80'],
    ['spec:', 'key:spec|plain::'],
    ['- a', 'plain:- |string:a'],
    ['# note: this', 'comment:# note: this'],
    ['replicas: 3 # three', 'key:replicas|plain::|plain: |number:3|comment: # three'],
    ['    command: sh -c "a: b"', 'plain:    |key:command|plain::|string: sh -c "a: b"'],
    ['image: nginx:1.29', 'key:image|plain::|string: nginx:1.29'],
    ['---', 'plain:---'],
  ])('%s', (line, tokens) => expect(kinds(line)).toBe(tokens));

  it('loses no character', () => {
    const line = '  foo.io/bar-baz: "x # y"  ';
    expect(
      highlightYaml(line)
        .map((token) => token.text)
        .join(''),
    ).toBe(line);
  });
});
