/** Lines that differ, as `diff -u -N` prints them: three lines of context, nearby changes in one hunk. */
const contextLines = 3;

/** Where the shortest way from one text to the other is looked for; beyond it whole blocks are replaced. */
const maxSteps = 4_000;

interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/** The hunks from one text to the other; empty when they are equal. */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return '';
  const steps = editScript(linesOf(before), linesOf(after));
  const changed = steps.flatMap(({ kind }, index) => (kind === ' ' ? [] : [index]));
  const hunks: Array<[number, number]> = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    if (last !== undefined && index - last[1] <= 2 * contextLines + 1) last[1] = index;
    else hunks.push([index, index]);
  }
  return hunks.map(([first, last]) => printHunk(steps, first, last)).join('');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function printHunk(steps: readonly Step[], first: number, last: number): string {
  const from = Math.max(0, first - contextLines);
  const shown = steps.slice(from, last + contextLines + 1);
  const earlier = steps.slice(0, from);
  const range = (without: Step['kind']) => {
    const count = shown.filter(({ kind }) => kind !== without).length;
    const start = earlier.filter(({ kind }) => kind !== without).length + (count === 0 ? 0 : 1);
    return count === 1 ? `${start}` : `${start},${count}`;
  };
  const lines = shown.map(({ kind, line }) => `${kind}${line}\n`);
  return `@@ -${range('+')} +${range('-')} @@\n${lines.join('')}`;
}

/** Myers' greedy algorithm: the shortest way from `a` to `b` in lines taken away and added. */
function editScript(a: readonly string[], b: readonly string[]): Step[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Array<Map<number, number>> = [];
  for (let steps = 0; steps <= Math.min(a.length + b.length, maxSteps); steps++) {
    trace.push(new Map(furthest));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down = goesDown(furthest, diagonal, steps);
      let x = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) [x, y] = [x + 1, y + 1];
      furthest.set(diagonal, x);
      if (x >= a.length && y >= b.length) return walkBack(a, b, trace);
    }
  }
  return [...a.map((line): Step => ({ kind: '-', line })), ...b.map((line): Step => ({ kind: '+', line }))];
}

function goesDown(furthest: ReadonlyMap<number, number>, diagonal: number, steps: number): boolean {
  if (diagonal === -steps) return true;
  if (diagonal === steps) return false;
  return (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: ReadonlyArray<ReadonlyMap<number, number>>,
): Step[] {
  const script: Step[] = [];
  let [x, y] = [a.length, b.length];
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const furthest = trace[steps]!;
    const diagonal = x - y;
    const down = goesDown(furthest, diagonal, steps);
    const fromX = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0);
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) [x, y] = keep(script, a, x, y);
    if (steps > 0) script.push(down ? { kind: '+', line: b[fromY]! } : { kind: '-', line: a[fromX]! });
    [x, y] = [fromX, fromY];
  }
  return script.toReversed();
}

function keep(script: Step[], a: readonly string[], x: number, y: number): [number, number] {
  script.push({ kind: ' ', line: a[x - 1]! });
  return [x - 1, y - 1];
}
