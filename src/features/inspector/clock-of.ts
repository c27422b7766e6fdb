/** The time of day of a Kubernetes timestamp (UTC, as the timestamp itself), `09:06:07`. */
export function clockOf(timestamp: string | undefined): string {
  return timestamp?.slice(11, 19) ?? '';
}

/** The same for a moment of the run, in simulated milliseconds since its start. */
export function clockOfMoment(startedAt: string, ms: number): string {
  return clockOf(new Date(Date.parse(startedAt) + ms).toISOString());
}
