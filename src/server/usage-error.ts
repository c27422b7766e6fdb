/** The command line is wrong, and the message says how: exit code 2. */
export class UsageError extends Error {}
