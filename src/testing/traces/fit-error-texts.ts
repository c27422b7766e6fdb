/** Why a pod fits on no node, in the scheduler's words: those of 1.20 are brought to those of today. */

const fitError = /(\d+\/\d+ nodes are available: )((?:[^.]|\.(?!$|\s))*)\./g;

interface Wording {
  readonly from: RegExp;
  readonly to: string;
  readonly why: string;
}

const wordings: readonly Wording[] = [
  {
    from: /node\(s\) had taint \{[^}]*\}, that the pod didn't tolerate/g,
    to: 'node(s) had untolerated taint(s)',
    why: 'wording before 1.22; which taints is no longer told, so that nodes with different ones are one group',
  },
  {
    from: /(, )?\d+ node\(s\) didn't match pod affinity\/anti-affinity(?=,|$)/g,
    to: '',
    why: 'until 1.21 each reason of inter-pod affinity came with this summary of all of them',
  },
  {
    from: /\d+ (persistentvolumeclaim "[^"]+" (?:not found|is being deleted)|pod has unbound immediate)/g,
    to: '$1',
    why: 'since 1.23 what is wrong with the pod itself is not counted by nodes',
  },
];

/** The same text with each reason once, in today's words. */
export function rewriteFitErrors(text: string): string {
  return text.replace(fitError, (_, beginning: string, reasons: string) => {
    const worded = wordings.reduce((result, { from, to }) => result.replace(from, to), reasons);
    return `${beginning}${addUp(worded.replace(/^, /, ''))}.`;
  });
}

/** Reasons that have become the same are counted together. */
function addUp(reasons: string): string {
  const counts = new Map<string, number>();
  for (const reason of reasons.split(', ')) {
    const [, count = '', what = reason] = /^(\d+) (.*)$/.exec(reason) ?? [];
    counts.set(what, (counts.get(what) ?? 0) + Number(count));
  }
  return [...counts]
    .map(([what, count]) => (count === 0 ? what : `${count} ${what}`))
    .toSorted()
    .join(', ');
}
