/** Ages as kubectl prints them. `staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go` */

/** At most two units, fewer the longer it is: `3m10s`, `70m`, `47h`, `2d`. */
export function humanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < -1) return '<invalid>';
  if (whole < 0) return '0s';
  if (whole < 120) return `${whole}s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return twoUnits(minutes, 'm', whole % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return twoUnits(days, 'd', hours % 24, 'h');
  if (hours < 365 * 24 * 2) return `${days}d`;
  const years = Math.floor(days / 365);
  return hours < 365 * 24 * 8 ? twoUnits(years, 'y', days % 365, 'd') : `${years}y`;
}

/** One unit, the largest that is full: `1s`, `12m`, `3h`, `2d`, `1y`. */
export function shortHumanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < -1) return '<invalid>';
  if (whole < 0) return '0s';
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h`;
  const days = Math.floor(whole / 86_400);
  return days < 365 ? `${days}d` : `${Math.floor(days / 365)}y`;
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
