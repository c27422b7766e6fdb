/** Kubernetes quantities, near enough to draw and compare with. */
const scales: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** In cores, bytes or pieces; 0 for what is no quantity. */
export function amountOf(quantity: string | number | undefined): number {
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(String(quantity ?? ''));
  return match === null ? 0 : Number(match[1]) * (scales[match[2] ?? ''] ?? 0);
}

/** How full something is: 1 is full. Nothing of nothing is full as well. */
export function shareOf(used: string | undefined, hard: string | undefined): number {
  const most = amountOf(hard);
  return most === 0 ? 1 : amountOf(used) / most;
}

/** `1.5Gi`, `256Mi`. */
export function bytesText(bytes: number): string {
  const unit = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki'].find((name) => bytes >= (scales[name] ?? 0));
  return unit === undefined ? String(bytes) : `${round(bytes / (scales[unit] ?? 1))}${unit}`;
}

/** `250m`, `2`. */
export function coresText(cores: number): string {
  return cores < 1 && cores > 0 ? `${Math.round(cores * 1000)}m` : round(cores);
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
