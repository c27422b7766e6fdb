/** What an image is, as data: how big, what it holds, what it does when it runs. */
import type { EchoKind } from './echo-body.ts';

/** A server program of an image. Texts may hold {hostname}, {podIp}, {path}, {image} and {environment:NAME}. */
export interface ServerDefinition {
  readonly ports: readonly number[];
  /** Absent: a server that speaks a protocol of its own, so its port is open and no more. */
  readonly http?: {
    readonly status?: number;
    readonly body: string;
    /** Answers of single paths; `untilMs`: from so long after the start on it fails with 500. */
    readonly paths?: Readonly<
      Record<
        string,
        {
          readonly status: number;
          readonly body: string;
          readonly untilMs?: number;
          /** Where a redirect leads. */
          readonly location?: string;
        }
      >
    >;
    /** Serves the files below this directory, and `body` as its untouched index. */
    readonly root?: string;
    /** As its error pages sign: `nginx/1.29.0`. */
    readonly server?: string;
    /** Paths at which it tells what it was asked, `*` for all others. */
    readonly echoes?: Readonly<Record<string, EchoKind>>;
    /** It speaks TLS. */
    readonly secure?: true;
  };
  /** Its ports speak gRPC too, and have its health service for the server as a whole. */
  readonly grpc?: true;
  /** From start to listening, in ms. */
  readonly startupMs: number;
  /** How it ends on SIGTERM; absent: exit 0 after the runtime's usual delay. */
  readonly stop?: { readonly afterMs: number; readonly exitCode: number };
  /** Variables that, when they are set, make it listen there. */
  readonly portsByVariable?: Readonly<Record<string, number>>;
  /** A variable that names the port, and the flags that do (`-listen=:5678`, `--port 80`). */
  readonly portVariable?: string;
  readonly portFlags?: readonly string[];
  /** A flag that gives the body (`-text=hello`). */
  readonly textFlag?: string;
  /** It refuses to start unless one of these variables is set. */
  readonly needs?: { readonly anyOf: readonly string[]; readonly log: readonly string[] };
  /** Values that its flags must have: a wrong one is its end. {value} stands for it. */
  readonly checks?: readonly {
    readonly flags: readonly string[];
    /** Of a regular expression. */
    readonly pattern: string;
    readonly log: string;
    readonly status: number;
  }[];
  /** All its flags, without dashes, and what it says of any other ({name}) before it ends. */
  readonly flags?: { readonly known: readonly string[]; readonly text: string; readonly status: number };
  /** Names that it looks up at its start, and what it says when there is no such name. */
  readonly needsHosts?: readonly { readonly host: string; readonly log: string }[];
  /** What it answers to everything, by port. */
  readonly fixedAnswers?: Readonly<Record<number, { readonly status: number; readonly body: string }>>;
  /** A file that it reads at its start: what a flag, or without one its first word, names, or this path; {file}. */
  readonly needsFile?: {
    readonly flag?: string;
    readonly path?: string;
    /** The image has one at that path. */
    readonly shipped?: true;
    readonly log: string;
    readonly status?: number;
  };
  /** What it says, and how long it tries, when its port is taken; {port} stands for it. */
  readonly portTaken?: { readonly log: readonly string[]; readonly afterMs: number };
  /** What it makes at its start, each under the first of these paths that it may write to. */
  readonly makes?: readonly { readonly call: string; readonly paths: readonly string[] }[];
  /** Resident memory once it runs; a lower limit gets it killed. */
  readonly memoryBytes?: number;
  /** It makes do with so much where its limit asks for it. */
  readonly leastMemoryBytes?: number;
  readonly log: readonly string[];
}

/** Which everyday commands an image has. */
export type Toolbox = 'busybox' | 'alpine' | 'debian' | 'none';

export interface ImageDefinition {
  /** `docker.io/library/nginx` */
  readonly repository: string;
  /** Compressed, as a pull reports it. */
  readonly sizeBytes: number;
  /** The newest version that exists: a higher tag is not found. */
  readonly newest?: readonly number[];
  readonly toolbox: Toolbox;
  /** Commands beyond the toolbox: `curl`, `wget`. */
  readonly tools?: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** As whom its processes run: a number or a name; absent: root. */
  readonly user?: string;
  /** Numbers of users that it has names for, beside root and nobody; each with a group of the same number. */
  readonly users?: Readonly<Record<string, number>>;
  /** Directories that belong to the user that it runs as. */
  readonly owned?: readonly string[];
  /** Commands that run its server, in whatever directory. */
  readonly programs?: readonly string[];
  readonly server?: ServerDefinition;
  /** Servers that its program is, by subcommand. */
  readonly servers?: Readonly<Record<string, ServerDefinition>>;
  /** Its entry point puts these words before arguments that begin with a dash ... */
  readonly flagsGoTo?: readonly string[];
  /** ... or end so, as configuration files do ... */
  readonly configurationSuffix?: string;
  /** ... or name no program. */
  readonly otherWordsToo?: true;
  /** How many layers a pull fetches. */
  readonly layers?: number;
  /** What its main program prints before it exits with 0. */
  readonly prints?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Where its processes begin; absent: at the root. */
  readonly directory?: string;
  /** How long a pull takes, whatever its size. */
  readonly pullMs?: number;
  /** What it uses as it runs, in place of what its program does. */
  readonly use?: { readonly cpuMilli?: number; readonly memoryBytes?: number };
  /** Why it can't be started. */
  readonly problem?: string;
}

/** Images by repository. */
export type ImageCatalogue = Readonly<Record<string, ImageDefinition>>;
