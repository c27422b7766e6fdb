import { expect, test } from '@playwright/test';
import { advance, apply, openPage } from './harness.ts';

/** What no cluster should take: each must be refused in words, change nothing and leave the page alive. */
const hostile: readonly (readonly [string, string])[] = [
  ['ten megabytes', `a: "${'x'.repeat(10_000_000)}"`],
  [
    'an alias bomb',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghijk'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)
      .join('\n')}`,
  ],
  [
    'five hundred documents',
    Array.from(
      { length: 500 },
      (_none, index) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${index}}`,
    ).join('\n---\n'),
  ],
  ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['deep mappings', Array.from({ length: 400 }, (_none, index) => `${' '.repeat(index)}a:`).join('\n')],
  ['binary', '\u0000\u0001\u0002\u0003PNG\u0000'],
  ['a list', '- 1\n- 2'],
  ['no YAML', '{{{{'],
];

test('hostile manifests are refused and the cluster stays as it is', async ({ page }) => {
  await openPage(page);
  await page.evaluate(() => window.podarium.pause());
  await advance(page, 10);
  const hash = await page.evaluate(() => window.podarium.stateHash());
  for (const [what, text] of hostile) {
    const outcome = await page.evaluate(
      (manifest) =>
        window.podarium.apply(manifest).then(
          (result) => result.refused[0]?.status.message ?? '',
          (error: Error) => error.message,
        ),
      text,
    );
    expect(outcome.length, what).toBeGreaterThan(10);
    expect(await page.evaluate(() => window.podarium.stateHash()), what).toBe(hash);
  }
  await advance(page, 1);
});

test('script in every string stays text', async ({ page }) => {
  const script = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  await openPage(page);
  await apply(
    page,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', annotations: { a: script }, labels: { ok: 'yes' } },
      data: { [`k`]: script },
    }),
  );
  await apply(
    page,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'scripted', annotations: { a: script } },
      spec: {
        containers: [
          {
            name: 'c',
            image: 'busybox',
            command: ['sh', '-c', `echo '${script}'; exit 1`],
            env: [{ name: 'A', value: script }],
          },
        ],
      },
    }),
  );
  const refused = await apply(
    page,
    JSON.stringify({ apiVersion: 'v1', kind: script, metadata: { name: script } }),
  );
  expect(refused.refused).toHaveLength(1);
  await advance(page, 15);
  await page.locator('[role="treegrid"] [data-key="pods/default/scripted"]').dispatchEvent('click');
  for (const tab of ['YAML', 'Events', 'Logs', 'States']) {
    const found = page.getByRole('tab', { name: new RegExp(tab) });
    if ((await found.count()) > 0) await found.first().click();
  }
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});
