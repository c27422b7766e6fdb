/** Reads nginx's configuration as far as it can be seen from outside: mistakes, ports, fixed answers, names it needs. */

export interface Site {
  readonly ports: readonly number[];
  /** A fixed answer of the whole site: `return 200 "text";`. */
  readonly answer?: { readonly status: number; readonly body: string };
}

export interface NginxConfiguration {
  readonly sites: readonly Site[];
  /** Hosts that requests are passed to, with where each stands. */
  readonly upstreams: readonly { readonly host: string; readonly place: string }[];
}

/** A mistake, in nginx's words. */
class NginxError extends Error {}

interface Directive {
  readonly words: readonly string[];
  readonly place: string;
  readonly block?: readonly Directive[];
}

interface Token {
  readonly text: string;
  readonly line: number;
  /** Quoted text is never punctuation. */
  readonly quoted: boolean;
}

const maxIncludes = 50;

const known = new Set(
  'access_log accept_mutex add_header add_after_body alias allow auth_basic auth_basic_user_file autoindex autoindex_exact_size autoindex_localtime break charset client_body_buffer_size client_body_temp_path client_body_timeout client_header_buffer_size client_header_timeout client_max_body_size daemon default_type deny disable_symlinks error_log error_page etag events expires fastcgi_index fastcgi_param fastcgi_pass fastcgi_read_timeout fastcgi_split_path_info fastcgi_temp_path geo grpc_pass gzip gzip_comp_level gzip_disable gzip_min_length gzip_proxied gzip_static gzip_types gzip_vary hash http http2 if include index internal ip_hash keepalive keepalive_requests keepalive_timeout large_client_header_buffers least_conn limit_conn limit_conn_zone limit_except limit_rate limit_req limit_req_zone listen load_module location log_format log_not_found mail map map_hash_bucket_size master_process merge_slashes multi_accept open_file_cache pid port_in_redirect proxy_buffer_size proxy_buffering proxy_buffers proxy_cache proxy_cache_bypass proxy_cache_path proxy_cache_valid proxy_connect_timeout proxy_hide_header proxy_http_version proxy_intercept_errors proxy_next_upstream proxy_pass proxy_pass_header proxy_pass_request_headers proxy_read_timeout proxy_redirect proxy_request_buffering proxy_send_timeout proxy_set_header proxy_ssl_server_name proxy_ssl_verify proxy_temp_path real_ip_header recursive_error_pages reset_timedout_connection resolver resolver_timeout return rewrite root satisfy scgi_temp_path send_timeout sendfile server server_name server_name_in_redirect server_names_hash_bucket_size server_names_hash_max_size server_tokens set set_real_ip_from split_clients ssi ssl ssl_certificate ssl_certificate_key ssl_ciphers ssl_dhparam ssl_prefer_server_ciphers ssl_protocols ssl_session_cache ssl_session_tickets ssl_session_timeout ssl_stapling ssl_verify_client stream stub_status sub_filter sub_filter_once tcp_nodelay tcp_nopush timer_resolution try_files types types_hash_bucket_size types_hash_max_size underscores_in_headers upstream use user uwsgi_param uwsgi_pass uwsgi_temp_path valid_referers worker_connections worker_priority worker_processes worker_rlimit_nofile zone'.split(
    ' ',
  ),
);

/** Blocks whose lines are no directives. */
const freeBlocks = new Set(['types', 'map', 'geo', 'split_clients', 'upstream']);

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const [found] of text.matchAll(
    /\n|#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|(?:\$\{|[^\s{};"'])(?:\$\{\w+\}|[^\s{};])*/g,
  )) {
    if (found === '\n') line++;
    else if (!found.startsWith('#')) {
      const quoted = /^["']/.test(found);
      tokens.push({ text: quoted ? unquoted(found) : found, line, quoted });
      line += found.split('\n').length - 1;
    }
  }
  return tokens;
}

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replaceAll('\\n', '\n')
    .replace(/\\(["'\\])/g, '$1');
}

/** Files by a path that may end in a pattern: `/etc/nginx/conf.d/*.conf`. */
type ReadFiles = (path: string) => readonly (readonly [path: string, text: string])[];

class Reader {
  #read: ReadFiles;
  #includes = 0;

  constructor(read: ReadFiles) {
    this.#read = read;
  }

  file(path: string, text: string): readonly Directive[] {
    if (++this.#includes > maxIncludes) throw new NginxError(`too many includes in ${path}`);
    const tokens = tokensOf(text);
    const directives: Directive[] = [];
    const end = this.#block(tokens, 0, path, directives, false);
    if (end < tokens.length) throw new NginxError(`unexpected "}" in ${path}:${tokens[end]!.line}`);
    return directives;
  }

  /** @returns the place of the brace that closes the block, or the end */
  #block(tokens: readonly Token[], from: number, path: string, into: Directive[], free: boolean): number {
    let at = from;
    let words: Token[] = [];
    for (; at < tokens.length; at++) {
      const token = tokens[at]!;
      const mark = token.quoted ? '' : token.text;
      const place = `${path}:${token.line}`;
      if (mark === ';') {
        if (words.length === 0) throw new NginxError(`unexpected ";" in ${place}`);
        this.#add(words, path, into, free);
        words = [];
      } else if (mark === '{') {
        if (words.length === 0) throw new NginxError(`unexpected "{" in ${place}`);
        const block: Directive[] = [];
        const name = words[0]!.text;
        checkName(name, `${path}:${words[0]!.line}`, free);
        at = this.#block(tokens, at + 1, path, block, freeBlocks.has(name));
        if (at >= tokens.length)
          throw new NginxError(`unexpected end of file, expecting "}" in ${path}:${tokens.at(-1)!.line}`);
        into.push({ words: words.map(({ text }) => text), place: `${path}:${words[0]!.line}`, block });
        words = [];
      } else if (mark === '}') {
        if (words.length > 0) throw new NginxError(`unexpected "}" in ${place}`);
        return at;
      } else words.push(token);
    }
    if (words.length > 0)
      throw new NginxError(`unexpected end of file, expecting ";" or "}" in ${path}:${words.at(-1)!.line}`);
    return at;
  }

  #add(words: readonly Token[], path: string, into: Directive[], free: boolean): void {
    const place = `${path}:${words[0]!.line}`;
    const texts = words.map(({ text }) => text);
    checkName(texts[0]!, place, free);
    if (texts[0] !== 'include') into.push({ words: texts, place });
    else for (const [file, text] of this.#read(texts[1] ?? '')) into.push(...this.file(file, text));
  }
}

function checkName(name: string, place: string, free: boolean): void {
  if (!free && !known.has(name)) throw new NginxError(`unknown directive "${name}" in ${place}`);
}

function flat(directives: readonly Directive[]): readonly Directive[] {
  return directives.flatMap((one) => [one, ...flat(one.block ?? [])]);
}

/** The configuration, or its mistake in nginx's words. */
export function readNginxConfiguration(
  path: string,
  text: string,
  read: ReadFiles,
): NginxConfiguration | string {
  try {
    return configurationOf(path, text, read);
  } catch (error) {
    if (error instanceof NginxError) return error.message;
    throw error;
  }
}

function configurationOf(path: string, text: string, read: ReadFiles): NginxConfiguration {
  const directives = flat(new Reader(read).file(path, text));
  const servers = directives.filter(({ words, block }) => words[0] === 'server' && block !== undefined);
  const groups = new Set(
    directives.filter(({ words }) => words[0] === 'upstream').map(({ words }) => words[1]),
  );
  const passes = directives.filter(({ words }) => /^(proxy|fastcgi|grpc|uwsgi)_pass$/.test(words[0]!));
  const members = directives
    .filter(({ words }) => words[0] === 'upstream')
    .flatMap(({ block = [] }) => block.filter(({ words }) => words[0] === 'server'));
  return {
    sites: servers.map(({ block = [] }) => siteOf(flat(block))),
    upstreams: [...passes, ...members].flatMap(({ words, place }) => {
      const host = /^(?:\w+:\/\/)?([^/:$]+)(?:[:/]|$)/.exec(words[1] ?? '')?.[1];
      return host === undefined || host === 'unix' || groups.has(host) ? [] : [{ host, place }];
    }),
  };
}

function siteOf(directives: readonly Directive[]): Site {
  const ports = directives
    .filter(({ words }) => words[0] === 'listen')
    .map(({ words }) => Number(/(\d+)$/.exec(words[1] ?? '')?.[1] ?? 80));
  const places = directives.filter(({ words }) => words[0] === 'location');
  const answer = directives.find(({ words }) => words[0] === 'return');
  const status = Number(answer?.words[1]);
  const unique = [...new Set(ports.length === 0 ? [80] : ports)];
  return answer === undefined || places.length > 1 || !(status >= 200 && status < 600)
    ? { ports: unique }
    : { ports: unique, answer: { status, body: answer.words[2] ?? '' } };
}
