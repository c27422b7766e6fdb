/** The command line of the API server, read and checked before anything runs. */
import { parseArgs } from 'node:util';
import type { ClusterSettings } from '../../engine/index.ts';
import { UsageError } from '../usage-error.ts';
import { isLoopback } from './guard.ts';

export const usage = `Usage: npm run apiserver -- [options]

Serves a simulated Kubernetes cluster to kubectl, helm and client libraries.

  -f, --filename FILE      manifest, folder of manifests, or - for standard input; may be repeated
      --port N             port to listen on, 0 for a free one; default 8001
      --kubeconfig FILE    where to write the kubeconfig; default podarium.kubeconfig
      --machines N         workers beside the control plane; default 3
      --speed X            simulated seconds a second; default 1
      --seed TEXT          another seed, another course of chance; default podarium
      --authorization MODE AlwaysAllow or RBAC; default AlwaysAllow
      --host ADDRESS       address to listen on; default 127.0.0.1
      --allow-remote       let other machines in: whoever reaches the port is administrator of the cluster
  -h, --help               this text

Time: GET /podarium/time; POST {"speed": 10}, {"pause": true} or {"advanceSeconds": 60} to it.
`;

export interface ApiServerCommandOptions {
  readonly files: readonly string[];
  readonly port: number;
  readonly kubeconfig: string;
  readonly machines: number;
  readonly speed: number;
  readonly seed: string;
  readonly authorization: ClusterSettings['authorization'];
  readonly host: string;
  readonly allowRemote: boolean;
}

/** Undefined when only help was asked for. @throws UsageError in words for the person at the keyboard. */
export function parseApiServerOptions(args: readonly string[]): ApiServerCommandOptions | undefined {
  const { values, positionals } = readFlags(args);
  if (values.help) return undefined;
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}": files are given with -f`);
  const { host } = values;
  if (!isLoopback(host) && !values['allow-remote'])
    throw new UsageError(`--host: ${host} can be reached from other machines; add --allow-remote to mean it`);
  return {
    files: values.filename,
    port: number(values.port, '--port', 0, 65_535, true),
    kubeconfig: values.kubeconfig,
    machines: number(values.machines, '--machines', 1, 500, true),
    speed: number(values.speed, '--speed', 0.001, 1_000_000, false),
    seed: values.seed,
    authorization: authorizationMode(values.authorization),
    host,
    allowRemote: values['allow-remote'],
  };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        filename: { type: 'string', short: 'f', multiple: true, default: [] },
        port: { type: 'string', default: '8001' },
        kubeconfig: { type: 'string', default: 'podarium.kubeconfig' },
        machines: { type: 'string', default: '3' },
        speed: { type: 'string', default: '1' },
        seed: { type: 'string', default: 'podarium' },
        authorization: { type: 'string', default: 'AlwaysAllow' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-remote': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function authorizationMode(text: string): ClusterSettings['authorization'] {
  if (text === 'AlwaysAllow' || text === 'RBAC') return text;
  throw new UsageError(`--authorization: "${text}" is neither AlwaysAllow nor RBAC`);
}

function number(text: string, flag: string, least: number, most: number, isWhole: boolean): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most) || (isWhole && !Number.isInteger(value)))
    throw new UsageError(
      `${flag}: "${text}" is no ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`,
    );
  return value;
}
