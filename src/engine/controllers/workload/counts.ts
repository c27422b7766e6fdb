/** Go's `omitempty`: a count of zero and a value that is not there are not written. */
export function withoutZeros<Counts extends object>(counts: Counts): Counts {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(counts))
    if (value !== 0 && value !== undefined) kept[name] = value;
  return kept as Counts;
}
