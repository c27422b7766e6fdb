import { expect, it } from 'vitest';
import { parseManifests } from '../../model/manifests.ts';
import { byLine, problemsOfRefusal } from './problem.ts';

const text = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
  - port: 80
    protocl: TCP
---
apiVersion: v1
kind: Pod
`;

it('puts each refusal on the line of its field', () => {
  const { documents } = parseManifests(text);
  const message = 'strict decoding error: unknown field "spec.ports[0].protocl"';
  const status = (words: string) => ({ message: words }) as never;
  const problems = problemsOfRefusal(
    [
      { document: 1, status: status('pods "" is forbidden') },
      { document: 0, status: status(message) },
    ],
    documents,
  );
  expect([...byLine(problems)].map(([line, found]) => [line, found[0]?.message])).toEqual([
    [8, 'unknown field'],
    [10, 'pods "" is forbidden'],
  ]);
  expect(problems[1]?.columns).toEqual({ start: 5, end: 17 });
});
