/** `net/ipv4/ip_forward` is `net.ipv4.ip_forward`, and a dot in a part is a slash then. `man 8 sysctl` */
export function normalSysctl(name: string): string {
  const first = /[./]/.exec(name)?.[0];
  if (first !== '/') return name;
  return [...name].map((letter) => (letter === '/' ? '.' : letter === '.' ? '/' : letter)).join('');
}
