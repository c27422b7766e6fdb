import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeFiles, changeInputs, changeLines } from './change-lines.ts';
import { everything, workloadsOnly } from './fixture.ts';
import { describeLines, getLines, otherLines, ownObjectLines } from './read-lines.ts';
import { readFiles } from './read-files.ts';
import { TwoKubectls } from './two-kubectls.ts';

/** A real kubectl takes its time to start when others do as well. */
const lineTimeoutMs = 30_000;

describe('our kubectl prints what the real one prints', () => {
  let kubectls: TwoKubectls;

  beforeAll(async () => {
    kubectls = await TwoKubectls.reading(everything, readFiles);
  }, 60_000);

  afterAll(() => kubectls.close());

  it('about enough lines to mean something', () => {
    const lines = [...describeLines, ...getLines, ...otherLines, ...ownObjectLines];
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(200);
  });

  describe.each([
    ['describe', describeLines],
    ['get', getLines],
    ['other commands', otherLines],
    ['own objects, fields and raw paths', ownObjectLines],
  ])('%s', (_name, lines) => {
    it.concurrent.each([...lines])(
      'kubectl %s',
      async (line) => {
        const { real, ours } = await kubectls.read(line);
        expect(ours).toEqual(real);
      },
      lineTimeoutMs,
    );
  });
});

describe('our kubectl changes what the real one changes, and says the same about it', () => {
  let kubectls: TwoKubectls;

  beforeAll(async () => {
    kubectls = await TwoKubectls.changing(workloadsOnly, changeFiles);
  }, 60_000);

  afterAll(() => kubectls.close());

  // In this order: each line finds what those before it left.
  it.each([...changeLines.entries()])(
    '%i: kubectl %s',
    async (_index, line) => {
      const { real, ours } = await kubectls.change(line, changeInputs[line]);
      expect(ours).toEqual(real);
    },
    lineTimeoutMs,
  );
});
