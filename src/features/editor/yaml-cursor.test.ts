import { describe, expect, it } from 'vitest';
import { documentAt, listDocuments, readCursor } from './yaml-cursor.ts';
import type { TextLines } from './yaml-cursor.ts';

function linesOf(text: string): TextLines {
  const lines = text.split('\n');
  return { count: lines.length, line: (number) => lines[number - 1] ?? '' };
}

/** The place of the sign `‸` in a text, which is taken out. */
function at(marked: string): ReturnType<typeof readCursor> {
  const before = marked.slice(0, marked.indexOf('‸')).split('\n');
  return readCursor(linesOf(marked.replace('‸', '')), before.length, (before.at(-1) ?? '').length + 1);
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n';
const containers = `${head}  template:\n    spec:\n      containers:\n`;

describe('readCursor', () => {
  it('knows the path of a value', () => {
    expect(at(`${head}  replicas: ‸3`)).toMatchObject({ path: ['spec', 'replicas'], at: 'value' });
    expect(at(`${head}  replicas: ‸`)).toMatchObject({ path: ['spec', 'replicas'], at: 'value' });
  });

  it('knows list items, indented or not, and which one', () => {
    const path = ['spec', 'template', 'spec', 'containers', 1, 'image'];
    expect(
      at(`${containers}        - name: a\n          image: x\n        - name: b\n          image: ‸`),
    ).toMatchObject({
      path,
      at: 'value',
    });
    expect(at(`${containers}      - name: a\n      - name: b\n        image: ‸`)).toMatchObject({ path });
    expect(at(`${containers}      - image: a\n      - image: b‸`)).toMatchObject({ path });
    expect(at(`${containers}      - image: a\n        command:\n        - x\n        - y‸`).path).toEqual([
      ...path.slice(0, 4),
      0,
      'command',
      1,
    ]);
    expect(at('a:\n- - b: ‸').path).toEqual(['a', 0, 0, 'b']);
  });

  it('takes the depth of an empty line from the cursor', () => {
    expect(at(`${head}  replicas: 3\n  ‸`)).toMatchObject({ path: ['spec'], at: 'key', indent: 2 });
    expect(at(`${head}  replicas: 3\n‸`)).toMatchObject({ path: [], at: 'key' });
    expect(at(`${containers}      - name: a\n        ‸`)).toMatchObject({
      path: ['spec', 'template', 'spec', 'containers', 0],
      siblings: new Map([['name', 'a']]),
    });
  });

  it('knows what is there beside it', () => {
    expect(at(`${head}  replicas: 3\n  sel‸\n  template:\n    spec: {}`)).toMatchObject({
      path: ['spec'],
      at: 'key',
      siblings: new Map([
        ['replicas', '3'],
        ['template', ''],
      ]),
      wordStart: 3,
      wordEnd: 6,
    });
    expect(at(`${containers}      - name: a\n        im‸\n      - image: b`).siblings).toEqual(
      new Map([['name', 'a']]),
    );
    expect(at(`${containers}      - na‸\n        image: b`).siblings).toEqual(new Map([['image', 'b']]));
  });

  it('is text in a block and a comment', () => {
    expect(at('kind: ConfigMap\ndata:\n  a: |\n    server:\n      listen: ‸80')).toMatchObject({
      at: 'text',
    });
    expect(at(`${head}  replicas: 3 # ‸`).at).toBe('text');
  });

  it('knows the document', () => {
    const text = linesOf(
      `# first\n${head}  replicas: 1\n---\nkind: Service\nmetadata:\n  labels:\n    name: no\n  name: "two"\n`,
    );
    expect(listDocuments(text)).toMatchObject([
      { first: 2, last: 7, kind: 'Deployment', apiVersion: 'apps/v1', name: 'web', nameLine: 5 },
      { first: 9, kind: 'Service', name: 'two' },
    ]);
    expect(documentAt(text, 3)).toMatchObject({ kind: 'Deployment', first: 2, last: 7 });
    expect(documentAt(text, 12).kind).toBe('Service');
  });
});
