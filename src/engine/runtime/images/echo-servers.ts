import type { ImageDefinition, ServerDefinition } from '../image-definition.ts';
import { alsoNamed, listening, server } from './builders.ts';

/** Servers that tell what they were asked. */

const page = '<!DOCTYPE html>\n<html><head><title>httpbin.org</title></head></html>\n';

const httpbin: ServerDefinition = listening(
  [80],
  900,
  ['Starting gunicorn 19.9.0', 'Listening at: http://0.0.0.0:80 (1)'],
  {
    portVariable: 'PORT',
    memoryBytes: 60_000_000,
    http: {
      body: page,
      echoes: {
        '/headers': 'httpbin-headers',
        '/get': 'httpbin',
        '/post': 'httpbin',
        '/put': 'httpbin',
        '/delete': 'httpbin',
        '/anything': 'httpbin',
      },
      paths: {
        '/status/200': { status: 200, body: '' },
        '/status/404': { status: 404, body: '' },
        '/status/418': { status: 418, body: "I'm a teapot!\n" },
        '/status/500': { status: 500, body: '' },
        '/status/503': { status: 503, body: '' },
        '/ip': { status: 200, body: '{\n  "origin": "{podIp}"\n}\n' },
        '/redirect/1': { status: 302, body: '', location: '/get' },
      },
    },
  },
);

export function echoServers(): readonly ImageDefinition[] {
  return [
    ...alsoNamed(
      server('kennethreitz/httpbin', 200, 'debian', 'gunicorn', httpbin, { layers: 9 }),
      'docker.io/mccutchen/go-httpbin',
      'ghcr.io/mccutchen/go-httpbin',
    ),
  ];
}
