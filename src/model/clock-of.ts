/** A simulated moment as the cluster's clock shows it (UTC): `09:03:10`. */
export function clockOf(startedAt: string, timeMs: number): string {
  return new Date(Date.parse(startedAt) + timeMs).toISOString().slice(11, 19);
}
