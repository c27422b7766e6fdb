/** Names that a mistyped command may have meant. `spf13/cobra` command.go SuggestionsFor */

/** kubectl's commands in the order in which it offers them. */
const offered =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha api-resources api-versions config plugin version'.split(
    ' ',
  );

const mostChanges = 2;

export function suggestionsFor(typed: string): string[] {
  const lower = typed.toLowerCase();
  return offered.filter((name) => changesBetweenWords(lower, name) <= mostChanges || name.startsWith(lower));
}

/** Letters to put in, take out or change (Levenshtein). */
function changesBetweenWords(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_none, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** What follows the message about an unknown command. */
export function printSuggestions(typed: string): string {
  const names = suggestionsFor(typed);
  return names.length === 0 ? '' : `\n\nDid you mean this?${names.map((name) => `\n\t${name}`).join('')}`;
}
