import type { ServerDefinition } from '../image-definition.ts';
import { nginxFiles } from '../images/nginx.ts';
import type { Command, CommandCall } from '../shell/host.ts';
import { flagOf } from './flag-of.ts';
import { readNginxConfiguration } from './nginx-configuration.ts';
import { serverCommand } from './server-commands.ts';

const mainFile = '/etc/nginx/nginx.conf';
const siteFolder = '/etc/nginx/conf.d';

/** nginx goes to the background unless it is told not to: then the container that only runs it ends. */
export function nginxCommand(definition: ServerDefinition): Command {
  return (call) => {
    const signal = flagOf(call.args, '-s');
    if (signal !== undefined) return signalNginx(call, signal);
    const configured = isUntouched(call) ? definition : configure(call, definition);
    if (configured === undefined) return 1;
    if (call.args.includes('-t')) return tested(call);
    const outcome = serverCommand(configured)(call);
    const stays =
      typeof outcome === 'number' || outcome.onTerm === undefined || /daemon\s+off/.test(call.args.join(' '));
    return stays ? outcome : 0;
  };
}

function tested({ err }: CommandCall): number {
  err(`nginx: the configuration file ${mainFile} syntax is ok\n`);
  err(`nginx: configuration file ${mainFile} test is successful\n`);
  return 0;
}

/** The configuration is the image's own, whose outcome is known. */
function isUntouched({ host: { files } }: CommandCall): boolean {
  return (
    files.list(siteFolder)?.length === 1 &&
    Object.entries(nginxFiles).every(([path, text]) => files.read(path) === text)
  );
}

/** The server as its configuration has it; undefined when it has a mistake, which is then said. */
function configure(call: CommandCall, definition: ServerDefinition): ServerDefinition | undefined {
  const path = flagOf(call.args, '-c') ?? mainFile;
  const text = call.host.files.read(path);
  const read =
    text === undefined
      ? `open() "${path}" failed (2: No such file or directory)`
      : readNginxConfiguration(path, text, (wanted) => filesAt(call, wanted));
  const lost =
    typeof read === 'string'
      ? undefined
      : read.upstreams.find(({ host }) => (call.host.resolve(host) ?? []).length === 0);
  const mistake = lost === undefined ? read : `host not found in upstream "${lost.host}" in ${lost.place}`;
  if (typeof mistake === 'string') {
    call.err(`nginx: [emerg] ${mistake}\n`);
    return undefined;
  }
  const answers = mistake.sites.flatMap(({ ports, answer }) =>
    answer === undefined ? [] : ports.map((port) => [port, answer] as const),
  );
  const ports = [...new Set(mistake.sites.flatMap((site) => site.ports))];
  return { ...definition, ports, fixedAnswers: Object.fromEntries(answers) };
}

function filesAt({ host: { files } }: CommandCall, wanted: string): (readonly [string, string])[] {
  const path = wanted.startsWith('/') ? wanted : `/etc/nginx/${wanted}`;
  const at = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, at), path.slice(at + 1)];
  const names = name.startsWith('*')
    ? (files.list(folder) ?? []).filter((one) => one.endsWith(name.slice(1)))
    : [name];
  return names.flatMap((one) => {
    const text = files.read(`${folder}/${one}`);
    return text === undefined ? [] : [[`${folder}/${one}`, text] as const];
  });
}

/** `nginx -s quit` and its like speak to the nginx that runs, which is the container's main process. */
function signalNginx({ host, err }: CommandCall, signal: string): number {
  if (signal === 'quit' || signal === 'stop') return host.signal(host.mainPid, 'TERM') === undefined ? 0 : 1;
  if (signal === 'reload' || signal === 'reopen') return 0;
  err(`nginx: invalid option: "-s ${signal}"\n`);
  return 1;
}
