/** The runtime's words for a program that is not there. */
export function notStarted(program: string): string {
  if (program.includes('/')) return `exec: "${program}": stat ${program}: no such file or directory`;
  return `exec: "${program}": executable file not found in $PATH`;
}
